"""The checklist of a card."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Self

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, mapped_column

from actionboard.accounts.models import User
from actionboard.boards.activity_log import Recorded, kept, linked
from actionboard.boards.models import Board
from actionboard.boards.texts import TITLE, Words, typed
from actionboard.boards.verbs import Tells, Verb
from actionboard.cards.models import Card
from actionboard.core.database import Model, db
from actionboard.core.messages import N_
from actionboard.core.typed_text import OF_THE_BOARD

ADDED = Verb("step.added", says=N_("%(who)s voegde een stap toe"), tells=Tells.PEOPLE)
TICKED = Verb("step.ticked", says=N_("%(who)s vinkte een stap af"), tells=Tells.PEOPLE)
UNTICKED = Verb("step.unticked", says=N_("%(who)s zette een stap weer open"), tells=Tells.PEOPLE)
REMOVED = Verb("step.removed", says=N_("%(who)s haalde een stap weg"), tells=Tells.PEOPLE)


class Step(Recorded, Model):
    """One step of a card's checklist."""

    __tablename__ = "steps"
    KIND = "step"
    RECORDED = ("card", "body_words", "ticked_on", "ticked_by", "removed")

    id: Mapped[int] = mapped_column(primary_key=True)
    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id"), index=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("words.id"), info=OF_THE_BOARD)
    ticked_on: Mapped[date | None] = kept()
    ticked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    removed: Mapped[bool] = kept(default=False)

    card: Mapped[Card] = linked()
    body_words: Mapped[Words] = linked()
    ticked_by: Mapped[User | None] = linked()

    @classmethod
    def add(cls, card: Card, body: str, by: User) -> Self:
        """Add a step to a card's checklist."""
        card.must_be_open()
        words = typed(body, by, card.board, most=TITLE)
        step = cls(card=card, removed=False, ticked_on=None, body_words=words)
        card.steps_made += 1
        card.board.record(ADDED, step, by)
        return step

    @classmethod
    def of(cls, card: Card) -> Sequence[Self]:
        """A card's steps, in the order in which they were written."""
        mine = select(cls).where(cls.card_id == card.id, ~cls.removed).order_by(cls.id)
        return db.session.scalars(mine).all()

    def tick(self, by: User) -> None:
        """Say that this step is done."""
        if self.ticked_on is None:
            self.ticked_on, self.ticked_by = self.card.board.today, by
            self.card.steps_ticked += 1
            self.card.board.record(TICKED, self, by)

    def untick(self, by: User) -> None:
        """Say that it isn't done after all."""
        if self.ticked_on is not None:
            self.ticked_on = self.ticked_by = None
            self.card.steps_ticked -= 1
            self.card.board.record(UNTICKED, self, by)

    def remove(self, by: User) -> None:
        """Take the step off the list; undo brings it back."""
        if not self.removed:
            self.removed = True
            self.card.steps_made -= 1
            self.card.steps_ticked -= self.ticked_on is not None
            self.card.board.record(REMOVED, self, by)

    def card_of(self) -> Card:
        """A change to a step shows on its card."""
        return self.card

    def went_back(self, board: Board, by: User) -> None:
        """Its card counts again."""
        recount(self.card)


def recount(card: Card) -> None:
    """Count a card's steps anew, after something was undone."""
    steps = select(func.count(), func.count(Step.ticked_on)).where(
        Step.card_id == card.id, ~Step.removed
    )
    card.steps_made, card.steps_ticked = db.session.execute(steps).one()
