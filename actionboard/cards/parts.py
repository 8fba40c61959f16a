"""What hangs on a card: the steps of its checklist, and what people say about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Self

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, mapped_column

from actionboard.accounts.models import User
from actionboard.boards.activity import Recorded, Words
from actionboard.boards.models import Board
from actionboard.cards.errors import NotYours
from actionboard.cards.models import Card
from actionboard.cards.words import TITLE, kept, linked, typed
from actionboard.db import Model, db


class Step(Recorded, Model):
    """One step of a card's checklist."""

    __tablename__ = "steps"
    KIND = "step"
    RECORDED = ("card", "body_words", "ticked_on", "ticked_by", "removed")

    id: Mapped[int] = mapped_column(primary_key=True)
    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id"), index=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("words.id"))
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
        card.board.record("step.added", step, by)
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
            self.card.board.record("step.ticked", self, by)

    def untick(self, by: User) -> None:
        """Say that it isn't done after all."""
        if self.ticked_on is not None:
            self.ticked_on = self.ticked_by = None
            self.card.steps_ticked -= 1
            self.card.board.record("step.unticked", self, by)

    def remove(self, by: User) -> None:
        """Take the step off the list; undo brings it back."""
        if not self.removed:
            self.removed = True
            self.card.steps_made -= 1
            self.card.steps_ticked -= self.ticked_on is not None
            self.card.board.record("step.removed", self, by)

    def card_of(self) -> Card:
        """A change to a step shows on its card."""
        return self.card

    def went_back(self, board: Board, by: User) -> None:
        """Its card counts again."""
        recount(self.card)


class Comment(Recorded, Model):
    """What somebody said about a card, to everyone on the board."""

    __tablename__ = "comments"
    KIND = "comment"
    RECORDED = ("card", "body_words", "removed")

    id: Mapped[int] = mapped_column(primary_key=True)
    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id"), index=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("words.id"))
    removed: Mapped[bool] = kept(default=False)

    card: Mapped[Card] = linked()
    body_words: Mapped[Words] = linked()

    @classmethod
    def make(cls, card: Card, body: str, by: User) -> Self:
        """Say something about a card to everyone on its board."""
        comment = cls(card=card, removed=False, body_words=typed(body, by, card.board))
        card.comments_made += 1
        card.board.record("comment.made", comment, by)
        return comment

    @classmethod
    def of(cls, card: Card) -> Sequence[Self]:
        """What was said about a card, oldest first."""
        mine = select(cls).where(cls.card_id == card.id, ~cls.removed).order_by(cls.id)
        return db.session.scalars(mine).all()

    def remove(self, by: User) -> None:
        """Take back what one said; the coordinator may do it for others."""
        if self.removed:
            return
        if self.body_words.by_id != by.id and not by.may_coordinate(self.card.board_id):
            raise NotYours(self.card, who=self.body_words.by.name if self.body_words.by else "…")
        self.removed = True
        self.card.comments_made -= 1
        self.card.board.record("comment.removed", self, by)

    def card_of(self) -> Card:
        """A change to a comment shows on its card."""
        return self.card

    def went_back(self, board: Board, by: User) -> None:
        """Its card counts again."""
        recount(self.card)


def recount(card: Card) -> None:
    """Count a card's steps and comments anew, after something was undone."""
    steps = select(func.count(), func.count(Step.ticked_on)).where(
        Step.card_id == card.id, ~Step.removed
    )
    comments = select(func.count()).where(Comment.card_id == card.id, ~Comment.removed)
    card.steps_made, card.steps_ticked = db.session.execute(steps).one()
    card.comments_made = db.session.execute(comments).scalar_one()
