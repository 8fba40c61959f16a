"""What a meeting agreed: typed in one line while everybody looks on, and understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from actionboard.accounts.models import User
from actionboard.boards.activity_log import Field, Recorded, kept, linked
from actionboard.boards.people import names_of, people_on
from actionboard.boards.texts import Words, typed
from actionboard.boards.verbs import Tells, Verb
from actionboard.cards.models import Card
from actionboard.core import date_parser
from actionboard.core.database import Json, Model, db
from actionboard.core.date_words import day_field
from actionboard.core.messages import N_
from actionboard.core.typed_text import MADE, OF_THE_BOARD
from actionboard.meetings.models import Meeting

AGREED = Verb("decision.made", says=N_("%(who)s schreef een afspraak op"), tells=Tells.PEOPLE)
EDITED = Verb("decision.edited", says=N_("%(who)s wijzigde een afspraak"), tells=Tells.PEOPLE)
REMOVED = Verb("decision.removed", says=N_("%(who)s haalde een afspraak weg"), tells=Tells.PEOPLE)

LONGEST = 400  # characters of one agreement or conclusion
DATE_WORDS = 7  # "uiterlijk vóór do 26 nov 2026 (wk 48)" is the longest day that people type


class Decision(Recorded, Model):
    """An agreement: what, who, and by when; about one action, or about the whole."""

    __tablename__ = "decisions"
    KIND = "decision"
    RIGHT = "may_facilitate"
    RECORDED = ("meeting", "card", "body_words", "who_ids", "due_on", "removed")
    FIELDS: ClassVar = {
        "body_id": Field("body", N_("Wat spreken we af?")),
        "due_on": Field("due", N_("Wanneer?"), day_field),
        "who_ids": Field("who", N_("Wie?"), names_of),
    }

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    card_id: Mapped[int | None] = mapped_column(ForeignKey("cards.id"), index=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("words.id"), info=OF_THE_BOARD)
    who_ids: Mapped[list[int]] = kept(Json, default=list, info=MADE)
    due_on: Mapped[date | None] = kept()
    removed: Mapped[bool] = kept(default=False)

    meeting: Mapped[Meeting] = linked()
    card: Mapped[Card | None] = linked()
    body_words: Mapped[Words] = linked()

    @classmethod
    def make(cls, meeting: Meeting, line: str, by: User, *, card: Card | None = None) -> Self:
        """Keep an agreement as it was typed, in one line: who, what, when."""
        read = Agreement.read(line, meeting.board.today, people_on(meeting.board))
        decision = cls(
            meeting=meeting,
            card=card,
            who_ids=list(read.who_ids),
            due_on=read.due_on,
            body_words=typed(read.text, by, meeting.board, most=LONGEST),
            removed=False,
        )
        meeting.board.record(AGREED, decision, by)
        return decision

    @classmethod
    def of(cls, meeting: Meeting, card: Card | None = None) -> Sequence[Self]:
        """A meeting's agreements, those about one card if asked, in the order they were made."""
        mine = select(cls).where(cls.meeting_id == meeting.id, ~cls.removed).order_by(cls.id)
        return db.session.scalars(mine.where(cls.card_id == card.id) if card else mine).all()

    @classmethod
    def find(cls, meeting: Meeting, number: int) -> Self | None:
        """The agreement with this id, if it is one of this meeting's."""
        mine = select(cls).where(cls.meeting_id == meeting.id, cls.id == number, ~cls.removed)
        return db.session.scalar(mine)

    @property
    def body(self) -> str:
        """What was agreed, without the day."""
        return self.body_words.body

    def edit(self, by: User, *, body: str, due_on: date | None, who_ids: Iterable[int]) -> None:
        """Say it better; nothing is recorded when nothing changed."""
        if body.strip() != self.body:
            self.body_words = typed(body, by, self.meeting.board, most=LONGEST)
        known = {person.id for person in people_on(self.meeting.board)}
        wanted = [one for one in dict.fromkeys(who_ids) if one in known]
        if wanted != self.who_ids:
            self.who_ids = wanted
        if due_on != self.due_on:
            self.due_on = due_on
        if db.session.is_modified(self):
            self.meeting.board.record(EDITED, self, by)

    def remove(self, by: User) -> None:
        """Take it back; undo brings it back."""
        if not self.removed:
            self.removed = True
            self.meeting.board.record(REMOVED, self, by)

    def card_of(self) -> Card | None:
        """An agreement about an action is a sign of life of that action."""
        return self.card


@dataclass(frozen=True, slots=True)
class Agreement:
    """A line as somebody typed it, understood: the text, the day at its end, who it names."""

    text: str
    due_on: date | None
    who_ids: tuple[int, ...]

    @classmethod
    def read(cls, line: str, today: date, people: Iterable[User]) -> Self:
        """Understand "Ton regelt de inlogs, Fatima mailt de namen, 12 feb".

        What is no day for sure stays text; a name that two people have is nobody's.
        """
        text, due_on = _day_at_the_end(" ".join(line.split()), today)
        return cls(text, due_on, _named(text, people))


def _day_at_the_end(text: str, today: date) -> tuple[str, date | None]:
    words = text.rstrip(" .;,").split(" ")
    for count in range(min(DATE_WORDS, len(words) - 1), 0, -1):
        try:
            day = date_parser.parse_day(" ".join(words[-count:]), today=today)
        except date_parser.NotADay:
            continue
        return " ".join(words[:-count]).rstrip(" .;,:"), day.on
    return text, None


def _named(text: str, people: Iterable[User]) -> tuple[int, ...]:
    by_first: dict[str, list[User]] = {}
    for person in people:
        by_first.setdefault(person.name.split()[0], []).append(person)
    found: dict[int, int] = {}  # person → where they are named
    for first, them in by_first.items():
        for person in them:
            name = first if len(them) == 1 else person.name
            if named := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                found[person.id] = named.start()
    return tuple(sorted(found, key=lambda person: found[person]))
