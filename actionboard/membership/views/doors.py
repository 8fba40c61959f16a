"""The doors through which it is changed who takes part in a board, and as what."""

from __future__ import annotations

from actionboard.boards.access import coordinated, facilitated
from actionboard.boards.models import Board
from actionboard.web.changes import Door, written


def _people(board: Board) -> str:
    return f"{board.url}/members"


OF_PEOPLE: Door[Board] = Door(written(facilitated), page="managing.people", home=_people)
OF_RIGHTS: Door[Board] = Door(written(coordinated), page="managing.people", home=_people)
