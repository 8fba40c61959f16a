"""The moments of a board to which one can go back: its meetings, and the end of each week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from actionboard import dates
from actionboard.boards.activity import Activity
from actionboard.boards.models import Board
from actionboard.cards.past import version_at
from actionboard.db import db
from actionboard.i18n import day_of, language
from actionboard.i18n import gettext as _
from actionboard.meetings.models import Meeting
from actionboard.meetings.since import end_of, version_after

WEEKS = 60  # further back only meetings are stops


@dataclass(frozen=True, slots=True)
class Stop:
    """A moment on the slider: the end of a day, of which the board is shown."""

    day: date
    label: str
    meeting: Meeting | None = None
    is_now: bool = False

    def version(self, board: Board) -> int:
        """The version that the board had then."""
        if self.is_now:
            return board.version
        if self.meeting is not None:
            return version_after(self.meeting)
        return version_at(board, end_of(self.day))


def stops(board: Board, today: date) -> list[Stop]:
    """A board's moments, the first one first and today last."""
    began = db.session.scalar(
        select(Activity.at).where(Activity.board_id == board.id, Activity.version == 1)
    )
    now = Stop(today, _("Nu"), is_now=True)
    if began is None:
        return [now]
    first = day_of(began)
    earlier = (one for one in Meeting.on(board) if one.held_on < today)
    met = {one.held_on: one for one in earlier if version_after(one)}
    found = [Stop(day, _("Na de bijeenkomst van %(day)s", day=_short(day)), one)
             for day, one in met.items()]  # fmt: skip
    found += [Stop(day, _("Eind van week %(week)s", week=dates.week_of(day)))
              for day in _sundays(first, today) if day not in met]  # fmt: skip
    return [*sorted(found, key=lambda one: one.day), now]


def _sundays(first: date, today: date) -> list[date]:
    begin = max(first, today - timedelta(weeks=WEEKS))
    sunday = begin + timedelta(days=6 - begin.weekday())
    return [sunday + timedelta(weeks=n) for n in range(max(0, (today - sunday).days + 6) // 7)]


def _short(day: date) -> str:
    return dates.in_words(day, language=language(), week=False)
