"""Over which stretch of the log a review counts: a month, since a meeting, a school year, two days.

A month's review counts from the review before it until now. Once the month after it is over too,
it shows the board as it was at the end of its month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from actionboard.boards.models import Board
from actionboard.cards.past_board import version_at
from actionboard.core.errors import Rejected
from actionboard.core.local_time import TICK, begin_of, day_of, end_of
from actionboard.core.messages import N_

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
YOUNG = timedelta(days=92)  # a board this young at the end of a month is looked at as a whole
YEAR_BEGINS = 8  # a school year begins on the first of August


class NoPeriod(Rejected):
    """The days are no period: the last comes before the first, or one of them lies ahead."""

    message = N_("Kies een eerste dag die vóór de laatste ligt, en niet in de toekomst.")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year; written as 2026-11."""

    year: int
    month: int

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The month that an address names, None when it names none."""
        found = MONTH.fullmatch(text)
        return cls(int(found[1]), int(found[2])) if found else None

    @classmethod
    def of(cls, day: date) -> Self:
        """The month in which a day falls."""
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def next(self) -> Self:
        """The month after it."""
        return self.of(self.first + timedelta(days=31))

    @property
    def before(self) -> Self:
        """The month before it."""
        return self.of(self.first - timedelta(days=1))

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02}"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of a board's log: after version `since`, up to and including version `until`."""

    since: int
    until: int
    begins: datetime
    ends: datetime

    @property
    def first_day(self) -> date:
        """The day on which it begins."""
        return day_of(self.begins)

    @property
    def last_day(self) -> date:
        """The day of the figures: "today" for what is late or promised."""
        return day_of(self.ends)


def of_month(board: Board, month: Month, last: Period | None, now: datetime) -> Period:
    """What the review of a month counts; `last` is the period of the review before it."""
    ends = now if month.next.next.first > day_of(now) else begin_of(month.next.first) - TICK
    until = board.version if ends is now else version_at(board, ends)
    if last is not None:
        return Period(last.until, max(until, last.until), last.ends, max(ends, last.ends))
    whole = board.created_at > ends - YOUNG
    begins = board.created_at if whole else begin_of(month.first)
    return Period(0 if whole else _before(board, begins), until, begins, ends)


def between(board: Board, first: date, last: date, now: datetime) -> Period:
    """From the beginning of one day until the end of another. Raises NoPeriod."""
    if not first <= last <= day_of(now):
        raise NoPeriod()
    begins, ends = begin_of(first), min(now, end_of(last))
    until = board.version if ends is now else version_at(board, ends)
    return Period(_before(board, begins), until, begins, ends)


def school_year(today: date) -> date:
    """The day on which the school year began."""
    return date(today.year - (today.month < YEAR_BEGINS), YEAR_BEGINS, 1)


def months(first: date, today: date) -> Iterator[Month]:
    """All months from that of today back to that of the first day."""
    month = Month.of(today)
    while month >= Month.of(first):
        yield month
        month = month.before


def _before(board: Board, moment: datetime) -> int:
    return version_at(board, moment - TICK)
