"""Finding the cards of a board, by their number or by how they left it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Mapped

from actionboard.boards.models import Board
from actionboard.core.database import db


class Lookup:
    """What can be asked of all cards of a board."""

    if TYPE_CHECKING:  # what the card it belongs to brings along
        id: Mapped[int]
        board_id: Mapped[int]
        number: Mapped[int]
        theme_id: Mapped[int | None]
        dropped_id: Mapped[int | None]
        merged_into_id: Mapped[int | None]
        removed: Mapped[bool]
        touched_at: Mapped[datetime]

    @classmethod
    def find(cls, board: Board, number: int) -> Self | None:
        """The card with this number on a board, also when it was dropped."""
        kind: Any = cls
        asked = {"board": board.id, "number": number}
        found: Self | None = db.session.scalar(_numbered(kind), asked)
        return found

    @classmethod
    def was_on(cls, board: Board, number: int) -> bool:
        """Whether a board had a card with this number that was taken back."""
        mine = select(cls.id).where(cls.board_id == board.id, cls.number == number, cls.removed)
        return db.session.scalar(mine) is not None

    @classmethod
    def off_the_board(cls, board: Board) -> Sequence[Self]:
        """What was dropped from a board, or merged into another card; the latest first."""
        gone = cls.dropped_id.is_not(None) | cls.merged_into_id.is_not(None)
        mine = select(cls).where(cls.board_id == board.id, gone, ~cls.removed)
        return db.session.scalars(mine.order_by(cls.touched_at.desc())).all()

    @classmethod
    def next_number(cls, board: Board) -> int:
        """The next free number on a board; the board's turn keeps it free."""
        highest = select(func.max(cls.number)).where(cls.board_id == board.id)
        return (db.session.scalar(highest) or 0) + 1

    @classmethod
    def count_with_theme(cls, theme_id: int) -> int:
        """How many cards are about a theme."""
        mine = select(func.count()).where(cls.theme_id == theme_id, ~cls.removed)
        return db.session.scalar(mine) or 0


@lru_cache(maxsize=1)
def _numbered(kind: Any) -> Any:
    """The card :number of board :board; put together once, for every change asks for it."""
    place = (kind.board_id == bindparam("board"), kind.number == bindparam("number"))
    return select(kind).where(*place, ~kind.removed)
