"""One action on the board, and what people can do with it.

Who promised it is in promise.py, how it leaves the board in ending.py, finding it in lookup.py.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actionboard.accounts.models import User
from actionboard.boards.activity_log import Recorded, kept, linked
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.boards.texts import TITLE, Words, typed
from actionboard.boards.themes import Theme
from actionboard.cards import ranks
from actionboard.cards.ending import Ending
from actionboard.cards.errors import NeedsLevel, NeedsPlan, NeedsResult
from actionboard.cards.fields import FIELDS
from actionboard.cards.lateness import days_late
from actionboard.cards.lookup import Lookup
from actionboard.cards.promise import Promise
from actionboard.core.database import Json, Model, Moment, Rank, db, stored
from actionboard.core.local_time import day_of
from actionboard.core.typed_text import MADE, OF_ITS_WRITER, OF_THE_BOARD


class Card(Promise, Ending, Lookup, Recorded, Model):
    """One action: what, on which level, how far, by whom, by when, and what came of it."""

    __tablename__ = "cards"
    __table_args__ = (
        UniqueConstraint("board_id", "number"),
        Index("ix_cards_place", "board_id", "level", "stage", "rank"),
        Index("ix_cards_board_id_version", "board_id", "version"),
    )
    KIND = "card"
    RECORDED = (
        "number", "level", "stage", "rank", "title_words", "why_words", "theme", "due_on",
        "due_words", "postponed", "lead", "partner", "nominee", "nominator", "helper_ids",
        "help_words", "result_words", "done_on", "dropped_words", "merged_into", "questions",
        "removed",
    )  # fmt: skip

    FIELDS = FIELDS

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id"))
    number: Mapped[int] = kept()
    version: Mapped[int] = mapped_column(default=0)
    touched_at: Mapped[datetime] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment)

    level: Mapped[Level] = kept(stored(Level))
    stage: Mapped[Stage] = kept(stored(Stage))
    rank: Mapped[str] = kept(Rank, info=MADE)
    title_id: Mapped[int] = mapped_column(ForeignKey("words.id"), info=OF_THE_BOARD)
    why_id: Mapped[int | None] = mapped_column(ForeignKey("words.id"), info=OF_THE_BOARD)
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("themes.id"))
    due_on: Mapped[date | None] = kept()
    due_id: Mapped[int | None] = mapped_column(ForeignKey("words.id"), info=OF_ITS_WRITER)
    postponed: Mapped[int] = kept(default=0)
    help_id: Mapped[int | None] = mapped_column(ForeignKey("words.id"), info=OF_ITS_WRITER)
    result_id: Mapped[int | None] = mapped_column(ForeignKey("words.id"), info=OF_THE_BOARD)
    done_on: Mapped[date | None] = kept()
    dropped_id: Mapped[int | None] = mapped_column(ForeignKey("words.id"), info=OF_THE_BOARD)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("cards.id"))
    questions: Mapped[list[str]] = kept(Json, default=list, info=MADE)
    removed: Mapped[bool] = kept(default=False)
    note_id: Mapped[int | None] = mapped_column(ForeignKey("notes.id"), index=True)
    # Counts that the board shows; steps and comments themselves are rows of their own.
    steps_made: Mapped[int] = mapped_column(default=0)
    steps_ticked: Mapped[int] = mapped_column(default=0)
    comments_made: Mapped[int] = mapped_column(default=0)

    board: Mapped[Board] = relationship()
    theme: Mapped[Theme | None] = linked()
    title_words: Mapped[Words] = linked(foreign_keys=[title_id])
    why_words: Mapped[Words | None] = linked(foreign_keys=[why_id])
    due_words: Mapped[Words | None] = linked(foreign_keys=[due_id])
    help_words: Mapped[Words | None] = linked(foreign_keys=[help_id])
    result_words: Mapped[Words | None] = linked(foreign_keys=[result_id])
    dropped_words: Mapped[Words | None] = linked(foreign_keys=[dropped_id])
    note: Mapped[Any] = relationship("Note")  # of the area above
    merged_into: Mapped[Card | None] = linked(foreign_keys=[merged_into_id], remote_side=[id])

    # Coming onto the board -----------------------------------------------------------------

    @classmethod
    def propose(
        cls, board: Board, title: str, *, by: User, level: Level = Level.OPEN, why: str = "",
        theme: Theme | None = None, due_on: date | None = None,
    ) -> Card:  # fmt: skip
        """Put a new action on the board as a proposal, at the end of its lane."""
        card = cls(
            board=board, board_id=board.id, number=cls.next_number(board), level=level,
            stage=Stage.PROPOSED, theme=theme, due_on=due_on, postponed=0,
            helper_ids=[], questions=["level"] if level is Level.OPEN else [], removed=False,
            created_at=board.moment, rank=ranks.at_end(board.id, level, Stage.PROPOSED),
            title_words=typed(title, by, board, field="title", most=TITLE),
            why_words=typed(why, by, board, field="why") if why.strip() else None,
        )  # fmt: skip
        board.record("card.proposed", card, by)
        return card

    # Moving --------------------------------------------------------------------------------

    def move(
        self, to: Stage, by: User, *, level: Level | None = None, before: Card | None = None,
        at_end: bool = True,
    ) -> None:  # fmt: skip
        """Put the card in a column and lane: before another card, else at the end or the top.

        Raises NeedsPlan for PLANNED without trekker or date, NeedsResult for DONE without one.
        """
        self.must_be_open()
        if to is Stage.PLANNED and self.stage is not to and not (self.lead and self.due_on):
            raise NeedsPlan(self)
        if to is Stage.DONE and self.stage is not to and self.result_words is None:
            raise NeedsResult(self)
        self._put(to, level or self.level, before, at_end)
        self._record_placed("card.moved", by)

    def plan(self, due_on: date, by: User, *, lead: User | None = None, **place: Any) -> None:
        """Promise it by a day and move it to PLANNED, in one step."""
        self.must_be_open()
        if lead is not None and self.lead is None:
            self._lead_with(lead)
        if self.lead is None:
            raise NeedsPlan(self)
        self._set_due(due_on)
        self._put(Stage.PLANNED, place.get("level") or self.level, place.get("before"), True)
        self._record_placed("card.planned", by)

    def finish(self, result: str | None, by: User, **place: Any) -> None:
        """Move it to DONE with one sentence of what came of it; None fills that in later.

        Nothing is recorded when that was said already.
        """
        self.must_be_open()
        if result is not None:
            self.result_words = typed(result, by, self.board, field="result")
            self._settle("result")
        elif self.result_words is None and "result" not in self.questions:
            self.questions = [*self.questions, "result"]
        if self.stage is not Stage.DONE:
            self._put(Stage.DONE, place.get("level") or self.level, place.get("before"), False)
            self.help_words = self.nominee = self.nominator = None
        if db.session.is_modified(self):
            self._record_placed("card.finished", by)

    def postpone(self, due_on: date | None, by: User) -> None:
        """Set the day by which it is done; a later one than before counts as postponed."""
        self.must_be_open()
        if due_on == self.due_on:
            return
        self._set_due(due_on)
        self.board.record("card.dated", self, by)

    # Writing -------------------------------------------------------------------------------

    def edit(
        self, by: User, *, title: str, why: str, level: Level, theme: Theme | None,
        due_on: date | None,
    ) -> None:  # fmt: skip
        """Change what the card says; nothing is recorded when nothing changed."""
        self.must_be_open()
        if title.strip() != self.title:
            self.title_words = typed(title, by, self.board, field="title", most=TITLE)
        if why.strip() != self.why:
            self.why_words = typed(why, by, self.board, field="why") if why.strip() else None
        if level is not self.level:
            self._put(self.stage, level, None, True)
        if theme is not self.theme:
            self.theme = theme
        if due_on != self.due_on:
            self._set_due(due_on)
        if db.session.is_modified(self):
            self._record_placed("card.edited", by)

    def settle(self, question: str, by: User) -> None:
        """Say that an open question has been answered."""
        if question in self.questions:
            self.questions = [one for one in self.questions if one != question]
            self.board.record("card.settled", self, by)

    # Reading -------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """What we do, in one line."""
        return self.title_words.body

    @property
    def why(self) -> str:
        """Why we do it; empty when nobody wrote that yet."""
        return self.why_words.body if self.why_words else ""

    @property
    def due_text(self) -> str:
        """The wish about a day that the post-it came with, until somebody sets the day itself."""
        return self.due_words.body if self.due_words else ""

    def is_late(self, on: date) -> bool:
        """Whether its day has passed while it isn't done."""
        return days_late(self, on) > 0

    def is_still_since(self, on: date) -> int:
        """For how many days nothing happened to it, 0 when that is still fine."""
        if self.stage is Stage.DONE:
            return 0
        return self.board.stillness.days(day_of(self.touched_at), on)

    def card_of(self) -> Card:
        """A change to a card shows on that card."""
        return self

    def put_back(self, values: dict[str, Any]) -> None:
        """As any row; its old place may have been taken since, then it stands just behind."""
        super().put_back(values)
        if {"level", "stage", "rank"} & values.keys():
            self.rank = ranks.free(self)

    # Beneath the verbs ---------------------------------------------------------------------

    def _set_due(self, due_on: date | None) -> None:
        if self.due_on and due_on and due_on > self.due_on:
            self.postponed += 1
        self.due_on, self.due_words = due_on, None
        self._settle("date")

    def _settle(self, *kinds: str) -> None:
        if any(one in self.questions for one in kinds):
            self.questions = [one for one in self.questions if one not in kinds]

    def _record_placed(self, verb: str, by: User) -> None:
        self.board.record(verb, self, by)
        ranks.spread(self, by)

    def _put(self, stage: Stage, level: Level, before: Card | None, at_end: bool) -> None:
        if level is Level.OPEN and self.level is not Level.OPEN:
            raise NeedsLevel(self)
        self.rank = ranks.place(self, level, stage, before, at_end=at_end)
        if stage is Stage.DONE:
            self.done_on = self.done_on if self.stage is stage else self.board.today
        else:
            self.done_on = None
        self.stage, self.level = stage, level
        if level is not Level.OPEN:
            self._settle("level")
