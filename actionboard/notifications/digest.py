"""The monthly mail to one person about all their cards, as it is kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from sqlalchemy import ForeignKey, String, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actionboard.accounts.models import User
from actionboard.accounts.sessions import hashed
from actionboard.boards.models import Board
from actionboard.cards.models import Card
from actionboard.core.database import Model, Moment, db
from actionboard.core.typed_text import Reader, Wipe, holds
from actionboard.notifications.check_ins import CheckIn


class Digest(Model):
    """One mail to one person about all their cards; `key` is the hash of what its links hold.

    Without a key its links work no longer: its reader was erased.
    """

    __tablename__ = "digests"
    __table_args__ = (UniqueConstraint("user_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    day: Mapped[date] = mapped_column()  # one a day at most, whoever sends
    key: Mapped[str | None] = mapped_column(
        String(64), unique=True, info=holds("user_id", read=Reader.SERVER, wiped=Wipe.EMPTY)
    )
    sent_at: Mapped[datetime] = mapped_column(Moment, index=True)
    ends_at: Mapped[datetime] = mapped_column(Moment)

    user: Mapped[User] = relationship()
    questions: Mapped[list[CheckIn]] = relationship(
        back_populates="digest", order_by=lambda: CheckIn.id
    )

    @classmethod
    def open_by(cls, secret: str, at: datetime) -> Self | None:
        """The mail behind a link, while its buttons work; looking changes nothing."""
        return db.session.scalar(
            select(cls).where(cls.key == hashed(secret[:100]), cls.ends_at > at)
        )

    def question(self, number: int) -> CheckIn | None:
        """The question with this id, if it was in this mail and its reader did not leave since."""
        return next((one for one in self.asked if one.id == number), None)

    @property
    def asked(self) -> list[CheckIn]:
        """The questions that its reader may still see: not of a board that they left."""
        return [one for one in self.questions if not one.closed]

    def unanswered(self) -> list[CheckIn]:
        """What can still be answered, and wasn't."""
        return [one for one in self.questions if one.answer is None and one.is_open()]


def close_on(board: Board, person: User) -> None:
    """Nobody who left a board answers for its cards any more, whatever mail they still have."""
    theirs = select(Digest.id).where(Digest.user_id == person.id)
    on_board = select(Card.id).where(Card.board_id == board.id)
    db.session.execute(
        update(CheckIn)
        .where(CheckIn.digest_id.in_(theirs), CheckIn.card_id.in_(on_board))
        .values(closed=True)
        .execution_options(synchronize_session="fetch")
    )
