"""Raising something at the national level: nobody here can do it, so somebody asks who can.

The trekker is who raises it; it is done when an answer came (docs/definitions.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Self

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from actionboard.accounts.models import User
from actionboard.boards.activity_log import Field, Recorded, kept, linked
from actionboard.boards.models import Board
from actionboard.boards.texts import Words, typed
from actionboard.boards.verbs import Tells, Verb
from actionboard.cards.models import Card
from actionboard.cards.past_board import Entry, is_first
from actionboard.core.database import Model, db
from actionboard.core.messages import N_
from actionboard.core.typed_text import OF_ITS_WRITER

RAISED = Verb(
    "card.raised", says=N_("%(who)s schreef op wat we landelijk vragen"), tells=Tells.PEOPLE
)

QUESTION, TO = 400, 120  # characters

Asked = dict[int, tuple[int, int | None]]  # by card: the words of the question, and of whom


class Raising(Recorded, Model):
    """What a card of the national lane asks, and of whom; each card has one at most."""

    __tablename__ = "raisings"
    KIND = "raising"
    RECORDED = ("card", "question_words", "to_words", "removed")
    FIELDS: ClassVar = {
        "question_id": Field("question", N_("Onze vraag")),
        "to_id": Field("to", N_("Aan wie?")),
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id"), unique=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("words.id"), info=OF_ITS_WRITER)
    to_id: Mapped[int | None] = mapped_column(ForeignKey("words.id"), info=OF_ITS_WRITER)
    removed: Mapped[bool] = kept(default=False)

    card: Mapped[Card] = linked()
    question_words: Mapped[Words] = linked(foreign_keys=[question_id])
    to_words: Mapped[Words | None] = linked(foreign_keys=[to_id])

    @classmethod
    def ask(cls, card: Card, question: str, to: str, by: User) -> None:
        """Write down what is asked, and of whom; the last words count."""
        card.must_be_open()
        raising = cls.find(card)
        if raising and (raising.question, raising.to) == (question.strip(), to.strip()):
            return
        if raising is None:
            raising = cls._of_card(card) or cls(card=card, to_words=None)
        raising.question_words = typed(question, by, card.board, field="question", most=QUESTION)
        raising.to_words = typed(to, by, card.board, field="to", most=TO) if to.strip() else None
        raising.removed = False
        card.board.record(RAISED, raising, by)
        card.settle("raiser", by)

    @classmethod
    def find(cls, card: Card) -> Self | None:
        """What a card asks; None while nobody wrote that down."""
        found = cls._of_card(card)
        return None if found is None or found.removed else found

    @classmethod
    def _of_card(cls, card: Card) -> Self | None:
        return db.session.scalar(select(cls).where(cls.card_id == card.id))

    @property
    def question(self) -> str:
        """What is asked."""
        return self.question_words.body

    @property
    def to(self) -> str:
        """Of whom; empty while nobody knows."""
        return self.to_words.body if self.to_words else ""

    def card_of(self) -> Card:
        """A question that is raised shows on its card."""
        return self.card


def asked_on(board: Board, since_then: Iterable[Entry] = ()) -> Asked:
    """What the cards of a board ask; as it was before those entries of the log, if given."""
    rows = db.session.execute(
        select(Raising.id, Raising.card_id, Raising.question_id, Raising.to_id, Raising.removed)
        .join(Card, Card.id == Raising.card_id)
        .where(Card.board_id == board.id)
    ).mappings()
    states = {row["id"]: dict(row) for row in rows}
    for entry in reversed(list(since_then)):
        if entry.subject != Raising.KIND:
            continue
        if is_first(entry):
            states.pop(entry.subject_id, None)
        else:
            states[entry.subject_id].update(entry.facts["was"])
    return {
        one["card_id"]: (one["question_id"], one["to_id"])
        for one in states.values()
        if not one["removed"]
    }
