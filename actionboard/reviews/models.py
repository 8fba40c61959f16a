"""The monthly review: a month's figures with what was said and decided, frozen for good.

A concept has no figures of its own yet: it is counted each time it is read. `freeze` fixes figures,
texts and decisions; from then on only a correction, a new version beside it, says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, Self

from sqlalchemy import ForeignKey, String, UniqueConstraint, false, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actionboard.accounts.models import User
from actionboard.boards.activity_log import Field, Recorded, kept, linked
from actionboard.boards.models import Board
from actionboard.boards.texts import Words, typed
from actionboard.boards.verbs import KEPT, Tells, Undo, Verb
from actionboard.cards.models import Card
from actionboard.core.database import Model, Moment, db
from actionboard.core.messages import N_
from actionboard.core.typed_text import OF_THE_BOARD
from actionboard.figures import periods
from actionboard.figures.count import count
from actionboard.figures.figures import Figures
from actionboard.figures.periods import Month
from actionboard.reviews.agenda_items import DISCUSSED, Discussed, Outcome
from actionboard.reviews.decisions import DECIDED, Decided
from actionboard.reviews.errors import CountedOn, Frozen
from actionboard.reviews.frozen_figures import Counted

# A concept stays: it says nothing once what was written on it is gone.
BEGUN = Verb(
    "review.begun", says=N_("%(who)s begon een maandreview"), tells=Tells.NOBODY, undo=KEPT
)
REMARKED = Verb(
    "review.remarked",
    says=N_("%(who)s schreef een opmerking bij de maandreview"),
    tells=Tells.NOBODY,
)
FROZEN = Verb(
    "review.frozen",
    says=N_("%(who)s stelde de maandreview vast"),
    tells=Tells.EVERYBODY,
    undo=Undo(
        refused=N_(
            "Cijfers, lijsten, besluiten en opmerkingen liggen daarna vast,"
            " zoals het bord nu staat. Verbeteren kan later, zichtbaar, als nieuwe versie."
        ),
        briefly=N_("Vastgesteld"),
    ),
)

DECISION, REMARKS = 400, 4000  # characters


class Review(Counted, Recorded, Model):
    """One version of a month's review of a board; `stand` is the board's version it froze at."""

    __tablename__ = "reviews"
    __table_args__ = (UniqueConstraint("board_id", "month", "number"),)
    KIND = "review"
    RIGHT = "may_coordinate"
    RECORDED = (
        "month", "number", "stand", "frozen_by", "remarks_words", "why_words", "anew", "removed",
    )  # fmt: skip
    FIELDS: ClassVar = {"remarks_id": Field("remarks", N_("Wat wil je erbij zeggen?"))}

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id"))
    month: Mapped[str] = kept(String(7))
    number: Mapped[int] = kept()
    stand: Mapped[int | None] = kept()
    frozen_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    frozen_at: Mapped[datetime | None] = mapped_column(Moment)
    remarks_id: Mapped[int | None] = mapped_column(ForeignKey("words.id"), info=OF_THE_BOARD)
    why_id: Mapped[int | None] = mapped_column(
        ForeignKey("words.id"), info=OF_THE_BOARD
    )  # of a correction
    # A correction has the figures of what it corrects; `anew` has it count once more.
    anew: Mapped[bool] = kept(default=False, server_default=false())
    removed: Mapped[bool] = kept(default=False)

    board: Mapped[Board] = relationship()
    frozen_by: Mapped[User | None] = linked(foreign_keys=[frozen_by_id])
    remarks_words: Mapped[Words | None] = linked(foreign_keys=[remarks_id])
    why_words: Mapped[Words | None] = linked(foreign_keys=[why_id])

    # Finding -------------------------------------------------------------------------------

    @classmethod
    def of(cls, board: Board, month: Month) -> Sequence[Self]:
        """All versions of a month's review, the latest first."""
        mine = select(cls).where(cls.board_id == board.id, cls.month == str(month), ~cls.removed)
        return db.session.scalars(mine.order_by(cls.number.desc())).all()

    @classmethod
    def frozen_on(cls, board: Board) -> Sequence[Self]:
        """The latest frozen version of each month, the latest month first."""
        mine = select(cls).where(cls.board_id == board.id, cls.stand.is_not(None), ~cls.removed)
        found = db.session.scalars(mine.order_by(cls.month.desc(), cls.number.desc())).all()
        latest = {one.month: one for one in reversed(found)}
        return [latest[month] for month in sorted(latest, reverse=True)]

    @classmethod
    def before(cls, board: Board, month: Month) -> Self | None:
        """The last review before a month that was frozen, in its latest version."""
        earlier = select(cls).where(
            cls.board_id == board.id, cls.month < str(month), cls.stand.is_not(None), ~cls.removed
        )
        return db.session.scalar(earlier.order_by(cls.month.desc(), cls.number.desc()).limit(1))

    @classmethod
    def concept(cls, board: Board, month: Month, by: User) -> Self:
        """The version of a month's review that can still be written on, begun when need be.

        Raises Frozen when the latest one is frozen.
        """
        latest = next(iter(cls.of(board, month)), None)
        if latest is not None:
            latest.must_be_open()
            return latest
        review = cls.version(board, str(month), 1)
        board.record(BEGUN, review, by)
        return review

    @classmethod
    def version(cls, board: Board, month: str, number: int, **values: Any) -> Self:
        """A version of a month's review that nobody wrote on yet, but for these values."""
        first: dict[str, Any] = {"anew": False, "removed": False, "word_ids": []}
        empty = ("stand", "frozen_by", "remarks_words", "why_words", "packed", "packed_cards")
        return cls(
            board=board,
            board_id=board.id,
            month=month,
            number=number,
            **{**dict.fromkeys(empty), **first, **values},
        )

    # Verbs ---------------------------------------------------------------------------------

    def remark(self, text: str, by: User) -> None:
        """Keep what the coordinator has to say about the month; empty takes it away."""
        self.must_be_open()
        if text.strip() == self.remarks:
            return
        words = typed(text, by, self.board, field="remarks", most=REMARKS) if text.strip() else None
        self.remarks_words = words
        self.board.record(REMARKED, self, by)

    def decide(self, text: str, by: User, *, who: User | None = None) -> Decided:
        """Keep a decision, with the next number: B1, B2, …; and who will see to it."""
        self.must_be_open()
        taken = select(func.max(Decided.number)).where(Decided.review_id == self.id)
        decided = Decided(
            review=self, number=(db.session.scalar(taken) or 0) + 1, who=who, removed=False,
            body_words=typed(text, by, self.board, field="decision", most=DECISION),
        )  # fmt: skip
        self.board.record(DECIDED, decided, by)
        return decided

    def discuss(
        self, card: Card, outcome: Outcome, by: User, *, said: str = "", entry: int | None = None
    ) -> Discussed:
        """Mark a card as talked about, with what became of it; `entry` of the log did that."""
        self.must_be_open()
        item = Discussed.find(self, card) or Discussed(review=self, card=card)
        item.outcome, item.entry, item.removed = outcome, entry, False
        words = typed(said, by, self.board, field="said") if said.strip() else None
        item.said_words = words
        self.board.record(DISCUSSED, item, by)
        return item

    def freeze(self, by: User) -> None:
        """Fix figures, texts and decisions for good, as the board stands at this moment.

        Raises Frozen, and CountedOn for a correction that would count anew what a later one
        builds on.
        """
        self.must_be_open()
        if not self.has_figures:
            if self.packed is not None and self.is_built_on:
                raise CountedOn()
            self.keep(self.count(self.board, self.in_month, self.board.moment))
        self.stand, self.frozen_by = self.summary.period.until, by
        self.frozen_at = self.board.moment
        self.board.record(FROZEN, self, by)

    # Reading -------------------------------------------------------------------------------

    @property
    def url(self) -> str:
        """Where the month's review stands."""
        return f"{self.board.url}/reviews/{self.month}"

    @property
    def in_month(self) -> Month:
        """The month it is about."""
        month = Month.read(self.month)
        assert month is not None  # noqa: S101 - it was written by str(month)
        return month

    @property
    def is_frozen(self) -> bool:
        """Whether it says what it says for good."""
        return self.stand is not None

    @property
    def has_figures(self) -> bool:
        """Whether it has figures of its own, rather than those of the moment it is read."""
        return self.packed is not None and (self.is_frozen or not self.anew)

    @property
    def is_built_on(self) -> bool:
        """Whether the review of a later month begins where this one's figures end."""
        later = select(Review.id).where(
            Review.board_id == self.board_id, Review.month > self.month,
            Review.stand.is_not(None), ~Review.removed,
        )  # fmt: skip
        return db.session.scalar(later.limit(1)) is not None

    @property
    def remarks(self) -> str:
        """What the coordinator wrote about the month."""
        return self.remarks_words.body if self.remarks_words else ""

    @property
    def why(self) -> str:
        """What a correction corrects."""
        return self.why_words.body if self.why_words else ""

    @classmethod
    def count(cls, board: Board, month: Month, now: datetime) -> Figures:
        """What the review of a month would count at this moment."""
        last = cls.before(board, month)
        before = last.summary if last else None
        period = periods.of_month(board, month, before.period if before else None, now)
        return count(board, period, before)

    def must_be_open(self) -> None:
        """Refuse a change to what is fixed for good. Raises Frozen."""
        if self.stand is not None:
            raise Frozen()

    def put_back(self, values: dict[str, Any]) -> None:
        """As any row, while it isn't frozen."""
        self.must_be_open()
        super().put_back(values)
