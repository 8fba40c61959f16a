"""What a review decided: B1, B2, …"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column

from actionboard.accounts.models import User
from actionboard.boards.activity_log import Recorded, kept, linked
from actionboard.boards.texts import Words
from actionboard.boards.verbs import Tells, Verb
from actionboard.core.database import Model, db
from actionboard.core.messages import N_
from actionboard.core.typed_text import OF_THE_BOARD

if TYPE_CHECKING:
    from actionboard.reviews.models import Review


DECIDED = Verb(
    "review.decided",
    says=N_("%(who)s schreef een besluit van de maandreview op"),
    tells=Tells.PEOPLE,
)
WITHDRAWN = Verb(
    "review.withdrawn",
    says=N_("%(who)s haalde een besluit van de maandreview weg"),
    tells=Tells.PEOPLE,
)


class Decided(Recorded, Model):
    """A decision of a review: B1, B2, …; and who sees to it."""

    __tablename__ = "review_decisions"
    __table_args__ = (UniqueConstraint("review_id", "number"),)
    KIND = "review_decision"
    RIGHT = "may_coordinate"
    RECORDED = ("review", "number", "body_words", "who", "removed")

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"))
    number: Mapped[int] = kept()
    body_id: Mapped[int] = mapped_column(ForeignKey("words.id"), info=OF_THE_BOARD)
    who_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    removed: Mapped[bool] = kept(default=False)

    review: Mapped[Review] = linked()
    body_words: Mapped[Words] = linked()
    who: Mapped[User | None] = linked()

    @classmethod
    def of(cls, review: Review) -> Sequence[Self]:
        """A review's decisions, in their order."""
        mine = select(cls).where(cls.review_id == review.id, ~cls.removed).order_by(cls.number)
        return db.session.scalars(mine.options(joinedload(cls.body_words))).all()

    @property
    def body(self) -> str:
        """What was decided."""
        return self.body_words.body

    def withdraw(self, by: User) -> None:
        """Take it back; undo brings it back, with its number."""
        self.review.must_be_open()
        if not self.removed:
            self.removed = True
            self.review.board.record(WITHDRAWN, self, by)

    def copy(self, review: Review) -> Self:
        """The same for a new version."""
        return type(self)(
            review=review, number=self.number, body_words=self.body_words, who=self.who,
            removed=False,
        )  # fmt: skip

    def put_back(self, values: dict[str, Any]) -> None:
        """As any row, while its review isn't frozen."""
        self.review.must_be_open()
        super().put_back(values)
