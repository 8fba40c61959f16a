"""One action on the board, and what people can do with it.

Who promised it is in promise.py, how far it is in progress.py, how it leaves the board in
ending.py, finding it in lookup.py.
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
from actionboard.boards.verbs import Tells, Verb
from actionboard.cards import ranks
from actionboard.cards.ending import Ending
from actionboard.cards.fields import FIELDS
from actionboard.cards.lateness import days_late
from actionboard.cards.lookup import Lookup
from actionboard.cards.progress import Progress
from actionboard.cards.promise import Promise
from actionboard.core.database import Json, Model, Moment, Rank, db, stored
from actionboard.core.local_time import day_of
from actionboard.core.messages import N_
from actionboard.core.typed_text import MADE, OF_ITS_WRITER, OF_THE_BOARD

PROPOSED = Verb("card.proposed", says=N_("%(who)s zette dit op het bord"), tells=Tells.NOBODY)
EDITED = Verb("card.edited", says=N_("%(who)s wijzigde de tekst"), tells=Tells.PEOPLE)
SETTLED = Verb("card.settled", says=N_("%(who)s beantwoordde een vraag"), tells=Tells.PEOPLE)


class Card(Promise, Progress, Ending, Lookup, Recorded, Model):
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
        board.record(PROPOSED, card, by)
        return card

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
            self._record_placed(EDITED, by)

    def settle(self, question: str, by: User) -> None:
        """Say that an open question has been answered."""
        if question in self.questions:
            self.questions = [one for one in self.questions if one != question]
            self.board.record(SETTLED, self, by)

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
