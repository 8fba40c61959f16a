"""What the tables say about their own texts (core/typed_text.py), asked by person."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from sqlalchemy import Column, ColumnElement, Table, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from actionboard.accounts.models import User
from actionboard.core.database import Base
from actionboard.core.typed_text import DECLARED, Typed, Wipe

PEOPLE = User.__table__


def kinds() -> list[type[Base]]:
    """Every kind of row, in the order of their tables."""
    found = (mapper.class_ for mapper in Base.registry.mappers)
    return sorted(found, key=lambda kind: kind.__tablename__)


def table_of(kind: type[Base]) -> Table:
    """The table of a kind of row."""
    return cast("Table", kind.__table__)


def declared(kind: type[Base]) -> dict[Column[Any], Typed]:
    """The columns of a kind that say what they hold."""
    return {one: one.info[DECLARED] for one in table_of(kind).columns if DECLARED in one.info}


def wiped(kind: type[Base], how: Wipe) -> list[Column[Any]]:
    """The columns of a kind with which erasing does this."""
    return [column for column, typed in declared(kind).items() if typed.wiped is how]


def emptied(kind: type[Base]) -> dict[str, str | None]:
    """The values of a row of which nothing may be left but that it was there."""
    return {one.key: None if one.nullable else "" for one in wiped(kind, Wipe.EMPTY)}


def kept_for(attribute: InstrumentedAttribute[Any]) -> timedelta:
    """How long something is kept after its use, as its column says."""
    typed: Typed = attribute.info[DECLARED]
    if typed.kept is None:
        raise LookupError(f"{attribute} doesn't say how long it is kept")
    return typed.kept


def theirs(kind: type[Base], person: User) -> ColumnElement[bool]:
    """Which rows of a kind are known to be somebody's: by id, or by exactly their address."""
    names = sorted({name for typed in declared(kind).values() for name in typed.whose})
    columns = table_of(kind).columns
    return or_(false(), *(_names(columns[name], person) for name in names))


def _names(column: Column[Any], person: User) -> ColumnElement[bool]:
    if column.table is PEOPLE and column.primary_key:
        return column == person.id
    if not column.foreign_keys:
        return func.lower(column) == func.lower(person.email)
    to = next(iter(column.foreign_keys)).column
    if to.table is PEOPLE:
        return column == person.id
    owner = next(one for one in kinds() if table_of(one) is to.table)
    return column.in_(select(to).where(theirs(owner, person)))
