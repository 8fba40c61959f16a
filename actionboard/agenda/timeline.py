"""The moments of a board to which one can go back: its meetings, and the end of each week."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from actionboard.agenda.changes_since import version_after
from actionboard.boards.activity_log import Activity
from actionboard.boards.models import Board
from actionboard.cards.past_board import version_at
from actionboard.core import date_words
from actionboard.core.database import db
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import language
from actionboard.core.local_time import day_of, end_of
from actionboard.core.registry import Registry
from actionboard.meetings.models import Meeting

WEEKS = 60  # further back only meetings are stops


@dataclass(frozen=True, slots=True)
class Stop:
    """A moment on the slider; `at` is the board's version then, None for the end of the day.

    A `big` one has a name of its own: a meeting, a review.
    """

    day: date
    label: str
    at: int | None = None
    big: bool = False
    is_now: bool = False

    def version(self, board: Board) -> int:
        """The version that the board had then."""
        return version_at(board, end_of(self.day)) if self.at is None else self.at


# More stops of a board, from whoever has them.
STOPS: Registry[Callable[[Board], Iterable[Stop]]] = Registry()


def stops(board: Board, today: date) -> list[Stop]:
    """A board's moments, the first one first and today last."""
    began = db.session.scalar(
        select(Activity.at).where(Activity.board_id == board.id, Activity.version == 1)
    )
    now = Stop(today, _("Nu"), at=board.version, big=True, is_now=True)
    if began is None:
        return [now]
    earlier = (one for one in Meeting.on(board) if one.held_on < today)
    met = [_after(one, at) for one in earlier if (at := version_after(one))]
    named = [*met, *(stop for more in STOPS for stop in more(board))]
    taken = {one.day for one in named}
    weeks = [
        Stop(day, _("Eind van week %(week)s", week=date_words.week_of(day)))
        for day in _sundays(day_of(began), today)
        if day not in taken
    ]
    return [*sorted((*named, *weeks), key=lambda one: one.day), now]


def _after(meeting: Meeting, at: int) -> Stop:
    day = date_words.in_words(meeting.held_on, language=language(), week=False)
    return Stop(meeting.held_on, _("Na de bijeenkomst van %(day)s", day=day), at=at, big=True)


def _sundays(first: date, today: date) -> list[date]:
    begin = max(first, today - timedelta(weeks=WEEKS))
    sunday = begin + timedelta(days=6 - begin.weekday())
    return [sunday + timedelta(weeks=n) for n in range(max(0, (today - sunday).days + 6) // 7)]
