"""When a card counts as stuck, a promise as kept, a question as raised; and on which day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from pytest import raises

from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.boards.staleness import Stillness
from actionboard.boards.verbs import named
from actionboard.cards.models import Card
from actionboard.cards.past_board import COLUMNS, PastCard
from actionboard.cards.stuck_reasons import Reason, Why, reasons
from actionboard.core.local_time import day_of
from actionboard.figures import periods
from actionboard.figures.figures import Outcome, Raised
from actionboard.figures.periods import Month, NoPeriod, Period
from actionboard.figures.promise_outcomes import outcome, raised

TODAY = date(2026, 11, 27)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def card(**values):
    """A card under way, led by person 7, touched today."""
    known = dict.fromkeys(COLUMNS) | {
        "id": 1, "number": 1, "level": Level.LOCAL, "stage": Stage.DOING, "lead_id": 7,
        "postponed": 0, "removed": False, "touched_at": datetime(2026, 11, 27, 9, tzinfo=UTC),
    }  # fmt: skip
    return PastCard(**known | values)


def ago(days):
    return datetime(2026, 11, 27, 9, tzinfo=UTC) - timedelta(days=days)


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({}, []),
        ({"help_id": 3}, [Reason(Why.HELP)]),
        ({"due_on": TODAY}, []),
        ({"due_on": YESTERDAY}, [Reason(Why.LATE, 1)]),
        ({"postponed": 1}, []),
        ({"postponed": 2}, [Reason(Why.POSTPONED, 2)]),
        ({"lead_id": None}, [Reason(Why.LEADLESS)]),
        ({"lead_id": None, "stage": Stage.PLANNED}, [Reason(Why.LEADLESS)]),
        ({"lead_id": None, "stage": Stage.PROPOSED}, []),
        ({"touched_at": ago(29)}, []),
        ({"touched_at": ago(30)}, [Reason(Why.STILL, 30)]),
        (
            {"touched_at": ago(90), "due_on": YESTERDAY},
            [Reason(Why.LATE, 1), Reason(Why.STILL, 90)],
        ),
        ({"stage": Stage.DONE, "help_id": 3, "due_on": YESTERDAY, "postponed": 5}, []),
    ],
)  # fmt: skip
def test_a_card_is_stuck_for_a_reason(values, why):
    assert list(reasons(card(**values), TODAY, Stillness(30))) == why


@pytest.mark.parametrize(
    ("values", "became"),
    [
        ({"stage": Stage.DONE, "done_on": YESTERDAY}, Outcome.KEPT),
        ({"stage": Stage.DONE, "done_on": TODAY}, Outcome.KEPT),
        ({"stage": Stage.DONE, "done_on": TOMORROW}, Outcome.LATER),
        ({"due_on": TODAY}, Outcome.OPEN),
        ({"due_on": TOMORROW}, Outcome.MOVED),
        ({"due_on": None}, Outcome.MOVED),
        ({"due_on": TODAY, "dropped_id": 4}, Outcome.OFF),
        ({"due_on": TODAY, "merged_into_id": 4}, Outcome.OFF),
    ],
)
def test_a_promise_for_today_was_kept_or_not(values, became):
    assert outcome(card(**values), TODAY) is became


@pytest.mark.parametrize(
    ("values", "how_far"),
    [
        ({"lead_id": None}, Raised.WAITING),
        ({}, Raised.RAISED),
        ({"stage": Stage.DONE}, Raised.ANSWERED),
    ],
)
def test_a_national_question_waits_for_who_raises_it_then_for_its_answer(values, how_far):
    assert raised(card(**values)) is how_far


@pytest.mark.parametrize("text", ["2026-1", "2026-13", "2026-00", "26-11", "november", "1999-12"])
def test_what_is_no_month_is_not_read_as_one(text):
    assert Month.read(text) is None


def test_a_month_knows_its_neighbours_over_the_turn_of_the_year():
    december = Month.read("2026-12")

    assert (str(december.before), str(december.next)) == ("2026-11", "2027-01")


@pytest.mark.parametrize(
    ("today", "begins"),
    [
        (date(2026, 7, 31), date(2025, 8, 1)),
        (date(2026, 8, 1), date(2026, 8, 1)),
        (date(2027, 1, 12), date(2026, 8, 1)),
    ],
)
def test_a_school_year_begins_in_august(today, begins):
    assert periods.school_year(today) == begins


def test_a_month_counts_from_the_review_before_it(board, propose, now):
    propose()
    last = Period(0, 1, now - timedelta(days=20), now - timedelta(days=3))

    period = periods.of_month(board, Month.of(day_of(now)), last, now)

    assert (period.since, period.until, period.begins) == (1, board.version, last.ends)


def test_a_young_board_is_looked_at_as_a_whole_the_first_time(board, propose, now):
    propose()

    period = periods.of_month(board, Month.of(day_of(now)), None, now)

    assert (period.since, period.until, period.begins) == (0, 1, board.created_at)


def test_a_month_long_past_shows_its_own_last_day(board, propose, now):
    with board.turn(at=datetime(2026, 1, 31, 22, 59, tzinfo=UTC)):
        board.record(named("card.moved"), propose_in(board), None)
    propose()

    period = periods.of_month(board, Month(2026, 1), None, now)

    assert period.last_day == date(2026, 1, 31)
    assert period.until == 2


def propose_in(board):
    """A card that was there in January."""
    return Card.propose(board, "Iets", by=board.memberships[0].user, level=Level.LOCAL)


def test_days_in_the_wrong_order_are_no_period(board, now):
    with raises(NoPeriod):
        periods.between(board, TODAY, YESTERDAY, now)


def test_between_two_days_both_count(board, marleen):
    for day in (1, 2, 3, 4):
        with board.turn(at=datetime(2026, 6, day, 12, tzinfo=UTC)):
            Card.propose(board, "Iets", by=marleen, level=Level.LOCAL)

    later = datetime(2026, 7, 1, tzinfo=UTC)
    period = periods.between(board, date(2026, 6, 2), date(2026, 6, 3), later)

    assert (period.since, period.until) == (1, 3)
    assert (period.first_day, period.last_day) == (date(2026, 6, 2), date(2026, 6, 3))
