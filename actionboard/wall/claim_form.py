"""Who, when, which level: what a promise in the round says besides who makes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from actionboard.accounts.models import User
from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.cards.models import Card
from actionboard.core.errors import Invalid
from actionboard.core.form_fields import read_day
from actionboard.core.messages import N_
from actionboard.list_reader.dutch_words import words_in
from actionboard.meetings.models import Meeting

WEEKS = (2, 6)
NEXT_TIME = ({"volgende", "bijeenkomst"}, {"volgende", "keer"}, {"next", "meeting"})


@dataclass(frozen=True, slots=True)
class Wish:
    """By when, and on which level; None for what nobody said."""

    due_on: date | None = None
    level: Level | None = None

    @classmethod
    def read(cls, form: Mapping[str, str], meeting: Meeting) -> Self:
        """The form as it was sent: a `day` that was tapped, else one that was typed in `due`.

        Raises Invalid at "due".
        """
        level = form.get("level", "")
        return cls(
            due_on=_day(form.get("day") or form.get("due", ""), meeting),
            level=Level(level) if level in list(Level)[:3] else None,
        )


def take_up(card: Card, by: User, wish: Wish) -> None:
    """Lead it by one's own hand, by that day and on that level. Raises AlreadyClaimed."""
    card.claim(by=by)
    agree(card, by, Wish(wish.due_on or card.due_on, wish.level))


def agree(card: Card, by: User, wish: Wish) -> None:
    """Set by when and on which level; what somebody leads by a day stands at PLANNED."""
    proposed = card.stage is Stage.PROPOSED
    if proposed and card.lead is not None and wish.due_on is not None:
        card.plan(wish.due_on, by, level=wish.level)
        return
    if wish.due_on is not None:
        card.postpone(wish.due_on, by)
    if wish.level is not None and wish.level is not card.level:
        card.move(card.stage, by, level=wish.level)


def soon(today: date) -> tuple[tuple[int, date], ...]:
    """Days that are said with one tap: in how many weeks, and which day that is."""
    return tuple((count, today + timedelta(weeks=count)) for count in WEEKS)


def next_day(meeting: Meeting) -> date | None:
    """When the next meeting is, as far as anybody said."""
    days = (meeting.next_on, meeting.board.meets_on)
    return next((day for day in days if day and day > meeting.held_on), None)


def _day(text: str, meeting: Meeting) -> date | None:
    said = set(words_in(text))
    if not any(words <= said for words in NEXT_TIME):
        return read_day(text, meeting.board.today)
    day = next_day(meeting)
    if day is None:
        raise Invalid("due", N_("De volgende bijeenkomst heeft nog geen dag. Typ een dag of week."))
    return day
