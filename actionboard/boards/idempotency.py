"""What was sent under a name of its own, so that it counts once, however often it arrives."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, delete
from sqlalchemy.orm import Mapped, mapped_column

from actionboard.boards.models import Board
from actionboard.core.database import Model, Moment, db
from actionboard.core.errors import Rejected
from actionboard.core.messages import N_

KEPT = timedelta(days=30)  # a browser that was away longer may ask again
LONGEST = 40  # signs of a name


class ArrivedBefore(Rejected):
    """The answer was lost on its way, not the change: there is nothing left to do."""

    message = N_("Dit was al aangekomen.")
    status = 200


class Receipt(Model):
    """That a change of a board arrived, by the name that the browser gave it."""

    __tablename__ = "receipts"

    board_id: Mapped[int] = mapped_column(
        ForeignKey("boards.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(String(LONGEST), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)


def sign_for(board: Board, key: str) -> None:
    """Take a change in during the board's turn. Raises ArrivedBefore for one that was taken in."""
    if not key:
        return
    key = key[:LONGEST]
    if db.session.get(Receipt, (board.id, key)):
        raise ArrivedBefore()
    old = Receipt.at < board.moment - KEPT
    db.session.execute(delete(Receipt).where(Receipt.board_id == board.id, old))
    db.session.add(Receipt(board_id=board.id, key=key, at=board.moment))
