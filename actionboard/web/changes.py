"""The one door for a change: found and allowed, in its turn, once, and answered in one way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from typing import Any, Generic, TypeVar

from flask import Response
from werkzeug.wrappers import Response as BaseResponse

from actionboard.core.database import writing
from actionboard.core.errors import Rejected
from actionboard.web.replies import Page, Reply, answer, refuse

Subject = TypeVar("Subject")
View = Callable[..., Reply | BaseResponse | str]
Answer = BaseResponse | tuple[Response | str, int]


def written(find: Callable[..., Subject]) -> Callable[..., AbstractContextManager[Subject]]:
    """The turn of what stands on no board: found, and its right asked, in one write transaction."""

    @contextmanager
    @wraps(find)
    def turn(**about: Any) -> Iterator[Subject]:
        with writing():
            yield find(**about)

    return turn


@dataclass(frozen=True, slots=True)
class Door(Generic[Subject]):
    """What a change is about: `turn` finds it, asks the right and opens the turn it is made in.

    `page` is the endpoint of the page on which it is pressed, `home` where a plain form goes on.
    Off the board nothing of the board is painted (`paints`).
    """

    turn: Callable[..., AbstractContextManager[Subject]]
    page: str
    home: Callable[[Subject], str]
    paints: bool = True
    answer: Callable[..., BaseResponse] = answer
    refuse: Callable[..., Answer] = refuse


def changes(
    door: Door[Any], *, form: Page | None = None, reads: Callable[..., Any] | None = None
) -> Callable[[View], Callable[..., Answer]]:
    """A view that changes something: it tells one verb, and says one thing.

    `form` is the page or dialog in which it is asked, shown again with what was typed when it
    can't be. `reads` makes something of the form before anybody has to wait for it.
    """
    takes = signature(door.turn).parameters

    def opened(view: View) -> Callable[..., Answer]:
        @wraps(view)
        def changed(**address: Any) -> Answer:
            about = {name: value for name, value in address.items() if name in takes}
            rest = {name: value for name, value in address.items() if name not in takes}
            try:
                read = (reads(**address),) if reads else ()
                with door.turn(**about) as subject:
                    reply = view(subject, *read, **rest)
                    home = door.home(subject)
            except Rejected as refusal:
                return door.refuse(refusal, address, form=form, page=door.page, paints=door.paints)
            if isinstance(reply, Reply):
                return door.answer(reply, home=home, paints=door.paints)
            return reply if isinstance(reply, BaseResponse) else Response(reply)

        changed.door = door  # type: ignore[attr-defined]
        return changed

    return opened
