"""The stuck cards that a review talked about, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Self

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column

from actionboard.accounts.models import User
from actionboard.boards.activity_log import Field, Recorded, kept, linked
from actionboard.boards.texts import Words
from actionboard.boards.verbs import Tells, Verb
from actionboard.cards.models import Card
from actionboard.core.database import Model, db
from actionboard.core.i18n import translate
from actionboard.core.messages import N_
from actionboard.core.typed_text import OF_ITS_WRITER

if TYPE_CHECKING:
    from actionboard.reviews.models import Review


DISCUSSED = Verb(
    "review.discussed", says=N_("%(who)s besprak een actie in de maandreview"), tells=Tells.PEOPLE
)
UNDISCUSSED = Verb(
    "review.undiscussed",
    says=N_("%(who)s zette een actie van de maandreview weer open"),
    tells=Tells.NOBODY,
)


class Outcome(StrEnum):
    """What becomes of a stuck card that was talked about."""

    GO_ON = "go_on"
    DATE = "date"
    LEAD = "lead"
    MERGE = "merge"
    RAISE = "raise"
    DROP = "drop"

    @property
    def label(self) -> str:
        """What it is called on the screen."""
        return translate(_OUTCOMES[self][0])

    @property
    def told(self) -> str:
        """How it is told afterwards."""
        return translate(_OUTCOMES[self][1])


_OUTCOMES = {
    Outcome.GO_ON: (N_("Laten lopen"), N_("Loopt door")),
    Outcome.DATE: (N_("Datum verzetten"), N_("Datum verzet")),
    Outcome.LEAD: (N_("Andere trekker"), N_("Andere trekker gevraagd")),
    Outcome.MERGE: (N_("Samenvoegen"), N_("Samengevoegd")),
    Outcome.RAISE: (N_("Opschalen"), N_("Opgeschaald")),
    Outcome.DROP: (N_("Doen we niet"), N_("Doen we niet")),
}


class Discussed(Recorded, Model):
    """A stuck card that was talked about, and what became of it."""

    __tablename__ = "review_items"
    __table_args__ = (UniqueConstraint("review_id", "card_id"),)
    KIND = "review_item"
    RIGHT = "may_coordinate"
    RECORDED = ("review", "card", "outcome", "said_words", "entry", "removed")
    FIELDS: ClassVar = {
        "outcome": Field("outcome", N_("Wat doen we hiermee?"), lambda value: Outcome(value).label),
        "said_id": Field("said", N_("Reden of opmerking")),
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"))
    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id"), index=True)
    outcome: Mapped[str] = kept(String(12))
    said_id: Mapped[int | None] = mapped_column(ForeignKey("words.id"), info=OF_ITS_WRITER)
    entry: Mapped[int | None] = kept()  # the board's version at which that was done to the card
    removed: Mapped[bool] = kept(default=False)

    review: Mapped[Review] = linked()
    card: Mapped[Card] = linked()
    said_words: Mapped[Words | None] = linked()

    @classmethod
    def of(cls, review: Review) -> Sequence[Self]:
        """What was talked about, in that order."""
        mine = select(cls).where(cls.review_id == review.id, ~cls.removed).order_by(cls.id)
        return db.session.scalars(mine.options(joinedload(cls.said_words))).all()

    @classmethod
    def find(cls, review: Review, card: Card) -> Self | None:
        """What was said of this card, also when it was taken back."""
        return db.session.scalar(
            select(cls).where(cls.review_id == review.id, cls.card_id == card.id)
        )

    @property
    def became(self) -> Outcome:
        """What became of the card."""
        return Outcome(self.outcome)

    @property
    def said(self) -> str:
        """What was said about it; empty when nothing was."""
        return self.said_words.body if self.said_words else ""

    def take_back(self, by: User) -> None:
        """Not talked about after all."""
        self.review.must_be_open()
        if not self.removed:
            self.removed = True
            self.review.board.record(UNDISCUSSED, self, by)

    def copy(self, review: Review) -> Self:
        """The same for a new version."""
        return type(self)(
            review=review, card=self.card, outcome=self.outcome, said_words=self.said_words,
            entry=self.entry, removed=False,
        )  # fmt: skip

    def put_back(self, values: dict[str, Any]) -> None:
        """As any row, while its review isn't frozen."""
        self.review.must_be_open()
        super().put_back(values)
