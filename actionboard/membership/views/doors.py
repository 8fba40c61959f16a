"""The doors through which it is changed who takes part in a board, and as what."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from actionboard.boards.access import coordinated, facilitated
from actionboard.boards.models import Board
from actionboard.core.database import writing
from actionboard.web.changes import Door


@contextmanager
def _facilitated(slug: str) -> Iterator[Board]:
    with writing():
        yield facilitated(slug)


@contextmanager
def _coordinated(slug: str) -> Iterator[Board]:
    with writing():
        yield coordinated(slug)


def _people(board: Board) -> str:
    return f"{board.url}/members"


OF_PEOPLE: Door[Board] = Door(_facilitated, page="managing.people", home=_people)
OF_RIGHTS: Door[Board] = Door(_coordinated, page="managing.people", home=_people)
