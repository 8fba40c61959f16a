"""A meeting: its day and place, the phases that it goes through, its clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import ClassVar, Self

from sqlalchemy import ForeignKey, Select, String, bindparam, false, select, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actionboard.accounts.models import User
from actionboard.boards.activity_log import Field, kept, linked
from actionboard.boards.models import Board
from actionboard.boards.texts import RevisedTexts, Words
from actionboard.boards.verbs import HALF_TOLD, Tells, Verb, on_a_wall
from actionboard.cards.models import Card
from actionboard.core import join_codes
from actionboard.core.database import Model, db, stored
from actionboard.core.date_words import day_field
from actionboard.core.i18n import translate, yes_or_no
from actionboard.core.join_codes import CODE
from actionboard.core.messages import N_
from actionboard.core.typed_text import OF_THE_BOARD
from actionboard.meetings.errors import NotInThisStep
from actionboard.meetings.flap_questions import FLAP_QUESTIONS, TITLE
from actionboard.meetings.flaps import Flap
from actionboard.meetings.phases import Phase
from actionboard.meetings.timer import Timer

PLANNED = Verb("meeting.planned", says=N_("%(who)s maakte een bijeenkomst"), tells=Tells.EVERYBODY)
CHANGED = Verb(
    "meeting.changed",
    says=N_("%(who)s veranderde een bijeenkomst"),
    tells=Tells.EVERYBODY,
    undo=HALF_TOLD,
)
ENTERED = on_a_wall("meeting.entered", N_("%(who)s ging naar een andere stap van de bijeenkomst"))
SHOWED = on_a_wall("meeting.showed", N_("%(who)s koos welke actie groot op de wand staat"))
REMOVED = Verb(
    "meeting.removed", says=N_("%(who)s haalde een bijeenkomst weg"), tells=Tells.EVERYBODY
)

STICKERS = range(1, 11)  # how many each may have


class Meeting(Timer, RevisedTexts, Model):
    """One afternoon in which people put post-its on flaps, and the steps that it goes through.

    `code` lets phones join; a meeting that only came along with a list has none. The clock
    counts down to `timer_ends` (a moment in seconds), or rests with `timer_left` seconds to go.
    """

    __tablename__ = "meetings"
    KIND = "meeting"
    RIGHT = "may_facilitate"
    RECORDED = (
        "held_on", "place_words", "title_words", "phase", "stickers", "inbox", "rehearsing",
        "polled", "poll_began", "counts_late", "spot", "next_on", "timer_ends", "timer_left",
        "removed",
    )  # fmt: skip
    TEXTS: ClassVar = {"place": "place_words", "title": "title_words"}
    FIELDS: ClassVar = {
        "held_on": Field("held_on", N_("Welke dag?"), day_field),
        "place_id": Field("place", N_("Waar?")),
        "title_id": Field("title", N_("Hoe heet het?")),
        "stickers": Field("stickers", N_("Stickers per persoon")),
        "inbox": Field(
            "inbox", N_("Ik bekijk post-its eerst, voordat ze op de flap komen"), yes_or_no
        ),
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    held_on: Mapped[date] = kept()
    place: Mapped[str] = mapped_column(String(120), default="", info=OF_THE_BOARD)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("words.id"), info=OF_THE_BOARD)
    title: Mapped[str] = mapped_column(
        String(120), default="", server_default="", info=OF_THE_BOARD
    )
    title_id: Mapped[int | None] = mapped_column(ForeignKey("words.id"), info=OF_THE_BOARD)
    code: Mapped[str | None] = mapped_column(String(8), index=True, unique=True)
    phase: Mapped[Phase] = kept(
        stored(Phase), default=Phase.CLOSED, server_default=Phase.CLOSED.value
    )
    stickers: Mapped[int] = kept(default=3, server_default="3")
    inbox: Mapped[bool] = kept(default=False, server_default=false())
    rehearsing: Mapped[bool] = kept(default=False, server_default=false())
    polled: Mapped[bool] = kept(default=False, server_default=false())  # the count is shown
    poll_began: Mapped[int | None] = kept()  # the second in which people could first vote
    # Whether the stickers count of phones that came after that.
    counts_late: Mapped[bool] = kept(default=True, server_default=true())
    spot: Mapped[int | None] = kept()  # the number of the card that is large on the wall
    next_on: Mapped[date | None] = kept()
    removed: Mapped[bool] = kept(default=False, server_default=false())

    board: Mapped[Board] = relationship()
    by: Mapped[User | None] = relationship()
    place_words: Mapped[Words | None] = linked(foreign_keys=[place_id])
    title_words: Mapped[Words | None] = linked(foreign_keys=[title_id])
    flaps: Mapped[list[Flap]] = relationship(back_populates="meeting", order_by=Flap.code)

    # Making and finding --------------------------------------------------------------------

    @classmethod
    def plan(
        cls,
        board: Board,
        held_on: date,
        *,
        by: User,
        place: str = "",
        title: str = "",
        inbox: bool = False,
    ) -> Self:
        """A new meeting with the four flaps of `flap_questions`, ready for phones to join."""
        meeting = cls(
            board=board,
            board_id=board.id,
            by=by,
            held_on=held_on,
            code=join_codes.new_code(CODE),
            phase=Phase.WRITE,
            stickers=3,
            inbox=inbox,
            rehearsing=False,
            polled=False,
            counts_late=True,
            removed=False,
        )
        meeting.reword("place", place, by, board)
        meeting.reword("title", title or translate(TITLE), by, board)
        meeting.flaps = [
            Flap.hang(board, one.code, translate(one.label), translate(one.question), by)
            for one in FLAP_QUESTIONS
        ]
        board.record_all(PLANNED, [meeting, *meeting.flaps], by)
        return meeting

    @classmethod
    def find(cls, board: Board, number: int) -> Self | None:
        """A board's meeting, unless it was removed."""
        mine = select(cls).where(cls.board_id == board.id, cls.id == number, ~cls.removed)
        return db.session.scalar(mine)

    @classmethod
    def with_code(cls, typed: str) -> Meeting | None:
        """The meeting that phones join by this code, as people type it."""
        return db.session.scalar(_by_code(), {"code": join_codes.plain(typed)})

    @classmethod
    def on(cls, board: Board) -> Sequence[Self]:
        """A board's meetings, the latest first."""
        mine = select(cls).where(cls.board_id == board.id, ~cls.removed)
        return db.session.scalars(mine.order_by(cls.held_on.desc(), cls.id.desc())).all()

    @classmethod
    def board_of(cls, number: int | None) -> Board:
        """The board of the meeting with this id."""
        return db.session.get_one(cls, number).board

    def before(self) -> Self | None:
        """The meeting before this one, None for a board's first."""
        kind = type(self)
        earlier = kind.held_on < self.held_on
        return db.session.scalar(
            select(kind)
            .where(kind.board_id == self.board_id, earlier, ~kind.removed, ~kind.rehearsing)
            .order_by(kind.held_on.desc(), kind.id.desc())
            .limit(1)
        )

    @property
    def url(self) -> str:
        """The meeting's address."""
        return f"{self.board.url}/meetings/{self.id}"

    @property
    def is_open(self) -> bool:
        """Whether it goes on, so that phones may join."""
        return self.code is not None and self.phase is not Phase.CLOSED

    def flap(self, code: str) -> Flap | None:
        """One of its flaps."""
        return next((flap for flap in self.flaps if flap.code == code), None)

    # Leading it ----------------------------------------------------------------------------

    def change(
        self, by: User, *, held_on: date, place: str, title: str, stickers: int, inbox: bool
    ) -> None:
        """Another day, place, name or way of working."""
        self.reword("place", place, by, self.board)
        self.reword("title", title or self.title, by, self.board)
        self.held_on, self.stickers, self.inbox = held_on, stickers, inbox
        if db.session.is_modified(self):
            self.board.record(CHANGED, self, by)

    def enter(self, phase: Phase, by: User) -> None:
        """Go to a step, on or back; the clock starts anew and a vote begins hidden."""
        if phase is self.phase:
            return
        self.phase = phase
        if phase is Phase.VOTE and self.poll_began is None:
            self.poll_began = self._second
        self.timer_ends = self.timer_left = self.spot = None
        self.board.record(ENTERED, self, by)

    def must_be(self, *phases: Phase) -> None:
        """Refuse what belongs to another step. Raises NotInThisStep."""
        if self.phase not in phases:
            raise NotInThisStep(step=self.phase.label)

    def show(self, card: Card | None, by: User) -> None:
        """Put one card large on the wall and on every phone; None takes it down."""
        number = card.number if card else None
        if number != self.spot:
            self.spot = number
            self.board.record(SHOWED, self, by)

    def remove(self, by: User) -> None:
        """Take the meeting off the list; undo brings it back."""
        if not self.removed:
            self.removed = True
            self.board.record(REMOVED, self, by)


@lru_cache(maxsize=1)
def _by_code() -> Select[Meeting]:
    return select(Meeting).where(Meeting.code == bindparam("code"), ~Meeting.removed)
