"""Plain data as JSON and back, by the types of its fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Unpack = Callable[[Any], Any]
Data = TypeVar("Data")


def pack(value: Any) -> Any:
    """A dataclass as lists and numbers that JSON keeps; its fields in their order, unnamed."""
    if is_dataclass(value):
        return [pack(getattr(value, one.name)) for one in fields(value)]
    if isinstance(value, date):  # a datetime too
        return value.isoformat()
    if isinstance(value, tuple):
        return [pack(one) for one in value]
    if isinstance(value, dict):
        return {str(key): pack(one) for key, one in value.items()}
    return value


def unpack(kind: type[Data], packed: Any) -> Data:
    """What `pack` made, as it was; fields that were added since have their default."""
    made: Data = _unpacker(cast(Any, kind))(packed)
    return made


@cache
def _unpacker(kind: Any) -> Unpack:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        (some,) = (_unpacker(one) for one in inner if one is not NoneType)
        return lambda packed: None if packed is None else some(packed)
    if origin is tuple:
        each = _unpacker(inner[0])
        return lambda packed: tuple([each(one) for one in packed])
    if origin is dict:
        key, each = map(_unpacker, inner)
        return lambda packed: {key(name): each(one) for name, one in packed.items()}
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        parts, make = [_unpacker(hints[one.name]) for one in fields(kind)], cast(Any, kind)
        return lambda packed: make(*[part(one) for part, one in zip(parts, packed, strict=False)])
    if kind in (date, datetime):
        read: Unpack = kind.fromisoformat
        return read
    if kind is int or issubclass(kind, Enum):
        made: Unpack = kind
        return made
    return lambda packed: packed
