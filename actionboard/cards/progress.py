"""How far a card is: its column and lane, the day it is promised for, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Mapped

from actionboard.accounts.models import User
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.boards.texts import Words, typed
from actionboard.boards.verbs import Tells, Verb
from actionboard.cards import ranks
from actionboard.cards.errors import NeedsLevel, NeedsPlan, NeedsResult
from actionboard.core.database import db
from actionboard.core.messages import N_

if TYPE_CHECKING:
    from actionboard.cards.models import Card

MOVED = Verb(
    "card.moved",
    says=N_("%(who)s: %(was)s naar %(now)s"),
    tells=Tells.PEOPLE,
    about=("stage", "level"),
    otherwise=ranks.REORDERED,
)
# It may have had that day already.
PLANNED = Verb(
    "card.planned",
    says=N_("%(who)s plande dit voor %(due)s"),
    tells=Tells.PEOPLE,
    about=("due_on",),
    otherwise=MOVED,
)
FINISHED = Verb("card.finished", says=N_("%(who)s meldde dit klaar"), tells=Tells.PEOPLE)
UNDATED = Verb("card.undated", says=N_("%(who)s haalde de datum weg"), tells=Tells.PEOPLE)
DATED = Verb(
    "card.dated",
    says=N_("%(who)s zette de datum op %(due)s"),
    tells=Tells.PEOPLE,
    about=("due_on",),
    otherwise=UNDATED,
)


class Progress:
    """What a card knows of where it stands and by when, and how that changes."""

    if TYPE_CHECKING:  # what the card it belongs to brings along
        board: Mapped[Board]
        level: Mapped[Level]
        stage: Mapped[Stage]
        rank: Mapped[str]
        due_on: Mapped[date | None]
        due_words: Mapped[Words | None]
        postponed: Mapped[int]
        lead: Mapped[User | None]
        nominee: Mapped[User | None]
        nominator: Mapped[User | None]
        help_words: Mapped[Words | None]
        result_words: Mapped[Words | None]
        done_on: Mapped[date | None]
        questions: Mapped[list[str]]

        def card_of(self) -> Card: ...
        def must_be_open(self) -> None: ...
        def _lead_with(self, person: User) -> None: ...

    def move(
        self, to: Stage, by: User, *, level: Level | None = None, before: Card | None = None,
        at_end: bool = True,
    ) -> None:  # fmt: skip
        """Put the card in a column and lane: before another card, else at the end or the top.

        Raises NeedsPlan for PLANNED without trekker or date, NeedsResult for DONE without one.
        """
        self.must_be_open()
        if to is Stage.PLANNED and self.stage is not to and not (self.lead and self.due_on):
            raise NeedsPlan(self.card_of())
        if to is Stage.DONE and self.stage is not to and self.result_words is None:
            raise NeedsResult(self.card_of())
        self._put(to, level or self.level, before, at_end)
        self._record_placed(MOVED, by)

    def plan(self, due_on: date, by: User, *, lead: User | None = None, **place: Any) -> None:
        """Promise it by a day and move it to PLANNED, in one step."""
        self.must_be_open()
        if lead is not None and self.lead is None:
            self._lead_with(lead)
        if self.lead is None:
            raise NeedsPlan(self.card_of())
        self._set_due(due_on)
        self._put(Stage.PLANNED, place.get("level") or self.level, place.get("before"), True)
        self._record_placed(PLANNED, by)

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
            self._record_placed(FINISHED, by)

    def postpone(self, due_on: date | None, by: User) -> None:
        """Set the day by which it is done; a later one than before counts as postponed."""
        self.must_be_open()
        if due_on == self.due_on:
            return
        self._set_due(due_on)
        self.board.record(DATED, self.card_of(), by)

    def _set_due(self, due_on: date | None) -> None:
        if self.due_on and due_on and due_on > self.due_on:
            self.postponed += 1
        self.due_on, self.due_words = due_on, None
        self._settle("date")

    def _settle(self, *kinds: str) -> None:
        if any(one in self.questions for one in kinds):
            self.questions = [one for one in self.questions if one not in kinds]

    def _record_placed(self, verb: Verb, by: User) -> None:
        self.board.record(verb, self.card_of(), by)
        ranks.spread(self.card_of(), by)

    def _put(self, stage: Stage, level: Level, before: Card | None, at_end: bool) -> None:
        if level is Level.OPEN and self.level is not Level.OPEN:
            raise NeedsLevel(self.card_of())
        self.rank = ranks.place(self.card_of(), level, stage, before, at_end=at_end)
        if stage is Stage.DONE:
            self.done_on = self.done_on if self.stage is stage else self.board.today
        else:
            self.done_on = None
        self.stage, self.level = stage, level
        if level is not Level.OPEN:
            self._settle("level")
