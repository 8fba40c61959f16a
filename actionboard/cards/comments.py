"""What people say about a card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, mapped_column

from actionboard.accounts.models import User
from actionboard.boards.activity_log import Recorded, kept, linked
from actionboard.boards.models import Board
from actionboard.boards.texts import Words, typed
from actionboard.boards.verbs import Tells, Verb
from actionboard.cards.errors import NotYours
from actionboard.cards.models import Card
from actionboard.core.database import Model, db
from actionboard.core.messages import N_
from actionboard.core.typed_text import OF_ITS_WRITER

MADE = Verb("comment.made", says=N_("%(who)s reageerde"), tells=Tells.PEOPLE)
REMOVED = Verb("comment.removed", says=N_("%(who)s haalde een reactie weg"), tells=Tells.NOBODY)


class Comment(Recorded, Model):
    """What somebody said about a card, to everyone on the board."""

    __tablename__ = "comments"
    KIND = "comment"
    RECORDED = ("card", "body_words", "removed")

    id: Mapped[int] = mapped_column(primary_key=True)
    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id"), index=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("words.id"), info=OF_ITS_WRITER)
    removed: Mapped[bool] = kept(default=False)

    card: Mapped[Card] = linked()
    body_words: Mapped[Words] = linked()

    @classmethod
    def make(cls, card: Card, body: str, by: User) -> Self:
        """Say something about a card to everyone on its board."""
        comment = cls(card=card, removed=False, body_words=typed(body, by, card.board))
        card.comments_made += 1
        card.board.record(MADE, comment, by)
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
        self.card.board.record(REMOVED, self, by)

    def card_of(self) -> Card:
        """A change to a comment shows on its card."""
        return self.card

    def went_back(self, board: Board, by: User) -> None:
        """Its card counts again."""
        recount(self.card)


def recount(card: Card) -> None:
    """Count a card's comments anew, after something was undone."""
    comments = select(func.count()).where(Comment.card_id == card.id, ~Comment.removed)
    card.comments_made = db.session.execute(comments).scalar_one()
