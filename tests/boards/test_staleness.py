"""When a card stands still: days on which nobody works don't count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from actionboard.board_page import snapshot
from actionboard.boards import holidays
from actionboard.boards.staleness import Stillness, _joined
from actionboard.cards.models import Card
from actionboard.core.database import writing
from tests.moment import moment_ago

SUMMER = (date(2026, 7, 11), date(2026, 8, 23))  # 44 days


@pytest.mark.parametrize(
    ("since", "on", "days"),
    [
        (date(2026, 7, 1), date(2026, 7, 30), 0),  # 29 days, 9 of them before the holiday
        (date(2026, 7, 1), date(2026, 9, 12), 0),  # 9 before and 20 after it
        (date(2026, 7, 1), date(2026, 9, 13), 30),
        (date(2026, 7, 20), date(2026, 9, 21), 0),  # the sign of life came during it
        (date(2026, 7, 20), date(2026, 9, 22), 30),
        (date(2026, 8, 23), date(2026, 9, 22), 30),  # on its last day
        (date(2026, 9, 1), date(2026, 10, 1), 30),  # after it
    ],
)  # fmt: skip
def test_days_of_a_holiday_do_not_count(since, on, days):
    found = Stillness(30, (SUMMER,)).days(since, on)

    assert found == days


@given(
    some.lists(some.tuples(some.integers(0, 60), some.integers(0, 20)), max_size=6),
    some.integers(0, 60),
    some.integers(0, 60),
)
def test_each_day_is_left_out_once_however_holidays_overlap(spans, since, more):
    start = date(2026, 1, 1)
    day = lambda number: start + timedelta(days=number)  # noqa: E731
    closed = {one for first, length in spans for one in range(first, first + length + 1)}
    found = sorted((day(first), day(first + length)) for first, length in spans)

    counted = Stillness(0, tuple(_joined(found))).days(day(since), day(since + more))

    assert counted == sum(one not in closed for one in range(since + 1, since + more + 1))


@pytest.fixture
def closed(board, marleen):
    """Makes a holiday from and until so many days ago."""

    def make(first, last, name="Herfstvakantie"):
        days = [board.today - timedelta(days=ago) for ago in (first, last)]
        form = {"name": name, "begins_on": f"{days[0]:%d-%m-%Y}", "ends_on": f"{days[1]:%d-%m-%Y}"}
        with board.turn():
            return holidays.add(board, form, marleen)

    return make


def test_card_board_and_page_count_the_same_days(board, closed, henk, today):
    with board.turn(at=moment_ago(days=45)):
        card = Card.propose(board, "Gastlessen plannen", by=henk)
    before = card.is_still_since(on=today)

    holiday = closed(20, 11)

    assert before == 45
    assert card.is_still_since(on=today) == 35
    assert snapshot.of(board, today).entries[card.number].face.still == 35
    with board.turn():
        holidays.remove(board, holiday, henk)
    assert card.is_still_since(on=today) == 45


def test_another_boards_holiday_is_not_ours(board, other_board, closed):
    closed(20, 11)

    with writing():
        assert Stillness.of(other_board.id, 30).holidays == ()
