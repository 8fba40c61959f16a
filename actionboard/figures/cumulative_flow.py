"""How the columns filled, week by week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from actionboard.boards.stages import Stage
from actionboard.cards.models import Card
from actionboard.cards.past_board import Entry, PastCard
from actionboard.core.local_time import day_of
from actionboard.figures.figures import Figures, FlowPoint
from actionboard.figures.periods import Period

WEEKS = 53  # the longest that the flow looks back
OFF = ("removed", "dropped_id", "merged_into_id")  # what a card that is on the board has none of


def flow(
    period: Period, start: Mapping[int, PastCard], log: Sequence[Entry], before: Figures | None
) -> tuple[FlowPoint, ...]:
    """How many cards stood in each column at the end of each week, and on the last day.

    What lies before the period was counted by the review before this one.
    """
    known = [one for one in before.flow if one.day < period.first_day] if before else []
    whole = [one for one in known if one.day.isoweekday() == 7]
    return tuple([*whole, *_weeks(period, start, log)][-WEEKS:])


def _weeks(
    period: Period, start: Mapping[int, PastCard], log: Sequence[Entry]
) -> Iterator[FlowPoint]:
    columns = _Columns(start)
    days = _ends_of_weeks(period.first_day, period.last_day)
    day = next(days)
    for entry in log:
        on = day_of(entry.at)
        while on > day:
            yield columns.point(day)
            following = next(days, None)
            if following is None:
                break
            day = following
        columns.take(entry)
    yield columns.point(day)
    for day in days:
        yield columns.point(day)


def _ends_of_weeks(first: date, last: date) -> Iterator[date]:
    """Each Sunday from the first day on, and the last day."""
    day = first + timedelta(days=7 - first.isoweekday())
    while day < last:
        yield day
        day += timedelta(days=7)
    yield last


class _Columns:
    """How many cards stand in each column, while the log goes on."""

    def __init__(self, cards: Mapping[int, PastCard]) -> None:
        self.cards = cards
        self.counts = Counter(one.stage for one in cards.values() if one.is_on_board)
        self.states: dict[int, dict[str, Any]] = {}  # of the cards to which something happened

    def take(self, entry: Entry) -> None:
        """Let one entry of the log happen."""
        if entry.subject != Card.KIND:
            return
        now = entry.facts["now"]
        if not now.keys() & ("stage", *OFF):
            return
        state = self.states.get(entry.subject_id)
        if state is None:
            state = self.states[entry.subject_id] = self._at_first(entry.subject_id)
        self._add(state, -1)
        state.update((one, now[one]) for one in ("stage", *OFF) if one in now)
        self._add(state, 1)

    def point(self, day: date) -> FlowPoint:
        """The counts as they are."""
        return FlowPoint(day, *(self.counts[stage] for stage in Stage))

    def _at_first(self, card_id: int) -> dict[str, Any]:
        card = self.cards.get(card_id)
        return {one: getattr(card, one) for one in ("stage", *OFF)} if card else {}

    def _add(self, state: dict[str, Any], count: int) -> None:
        if state and not any(map(state.get, OFF)):
            self.counts[Stage(state["stage"])] += count
