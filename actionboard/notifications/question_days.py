"""On which days a board asks how it goes: monthly, before a meeting, never in a holiday."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from actionboard.boards.models import Board
from actionboard.boards.staleness import Span, Stillness
from actionboard.core.database import db
from actionboard.meetings.models import Meeting

TUESDAY, SATURDAY = 1, 5
DAY, WEEK = timedelta(days=1), timedelta(days=7)
LATE = timedelta(days=6)  # for so long a question that wasn't sent on its day still goes
AHEAD = 400  # days to look for the next one


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When one board asks: the first Tuesday of the month, and a week before each meeting.

    A Tuesday in a holiday goes to the next week; a day before a meeting comes earlier.
    """

    meetings: tuple[date, ...] = ()
    holidays: tuple[Span, ...] = ()

    def due(self, on: date) -> date | None:
        """The day whose question can go today: that day, or a few days later at most."""
        if not self._works(on):
            return None
        return max(self._between(on - LATE, on), default=None)

    def due_before_meeting(self, on: date) -> bool:
        """Whether it goes because of a meeting."""
        return any(on - LATE <= self._before(one) <= on for one in self.meetings)

    def next(self, after: date) -> date | None:
        """The first day after this one on which it asks."""
        return min(self._between(after + DAY, after + AHEAD * DAY), default=None)

    def next_meeting(self, after: date) -> date | None:
        """The first meeting that is still to come."""
        return min((one for one in self.meetings if one >= after), default=None)

    def _between(self, first: date, last: date) -> Iterator[date]:
        for day in (*self._tuesdays(first, last), *map(self._before, self.meetings)):
            if first <= day <= last:
                yield day

    def _tuesdays(self, first: date, last: date) -> Iterator[date]:
        month = (first - 6 * WEEK).replace(day=1)  # a holiday may have moved it on
        while month <= last:
            day = month + (TUESDAY - month.weekday()) % 7 * DAY
            while not self._works(day):
                day += WEEK
            yield day
            month = (month + 31 * DAY).replace(day=1)

    def _before(self, meeting: date) -> date:
        day = meeting - WEEK
        while not self._works(day):
            day -= DAY
        return day

    def _works(self, day: date) -> bool:
        return day.weekday() < SATURDAY and not any(a <= day <= b for a, b in self.holidays)


def rhythms(boards: Iterable[Board], today: date) -> dict[int, Rhythm]:
    """The rhythm of each board, by id; two queries, however many they are."""
    boards = list(boards)
    rules = Stillness.of_all({one.id: one.still_after for one in boards})
    meetings: dict[int, set[date]] = defaultdict(set)
    for row in db.session.execute(
        select(Meeting.board_id, Meeting.held_on).where(
            Meeting.board_id.in_(rules), Meeting.held_on >= today, ~Meeting.removed
        )
    ):
        meetings[row.board_id].add(row.held_on)
    for one in boards:
        if one.meets_on and one.meets_on >= today:
            meetings[one.id].add(one.meets_on)
    return {
        one.id: Rhythm(tuple(sorted(meetings[one.id])), rules[one.id].holidays) for one in boards
    }
