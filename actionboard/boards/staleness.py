"""When a card counts as standing still: days on which nobody works don't count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from sqlalchemy import select

from actionboard.boards.holidays import Holiday
from actionboard.core.database import db

Span = tuple[date, date]  # first and last day


@dataclass(frozen=True, slots=True)
class Stillness:
    """A board's rule: after so many days without a sign of life, holidays left out."""

    after: int
    holidays: tuple[Span, ...] = ()  # in their order, none overlapping

    @classmethod
    def of(cls, board_id: int, after: int) -> Self:
        """The rule of a board, with its holidays in one query."""
        return cls.of_all({board_id: after})[board_id]

    @classmethod
    def of_all(cls, boards: Mapping[int, int]) -> dict[int, Self]:
        """The rules of many boards in one query; `boards` has how many days each allows, by id."""
        found: dict[int, list[Span]] = {board_id: [] for board_id in boards}
        for row in db.session.execute(
            select(Holiday.board_id, Holiday.begins_on, Holiday.ends_on)
            .where(Holiday.board_id.in_(boards), ~Holiday.removed)
            .order_by(Holiday.begins_on)
        ):
            found[row.board_id].append((row.begins_on, row.ends_on))
        return {one: cls(boards[one], tuple(_joined(spans))) for one, spans in found.items()}

    def quiet_since(self, on: date) -> date:
        """The last day on which a card may have stirred that stands still on this one."""
        day = on - timedelta(days=self.after)
        while not self.days(day, on):
            day -= timedelta(days=1)
        return day

    def days(self, since: date, on: date) -> int:
        """For how many days nothing happened, 0 when that is still fine.

        The day of the last sign of life doesn't count, today does, and no day of a holiday.
        """
        days = (on - since).days - sum(_shared(one, since, on) for one in self.holidays)
        return days if days >= self.after else 0


def _shared(holiday: Span, since: date, on: date) -> int:
    """How many days after `since`, up to and with `on`, are in a holiday."""
    first, last = holiday
    return max(0, (min(last, on) - max(first, since + timedelta(days=1))).days + 1)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The same days, each in one span; `spans` come in the order of their first day."""
    joined: list[Span] = []
    for first, last in spans:
        if joined and first <= joined[-1][1]:
            first, last = joined[-1][0], max(joined.pop()[1], last)
        joined.append((first, last))
    return joined
