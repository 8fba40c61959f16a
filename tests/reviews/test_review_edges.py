"""Reviews at the edges: of hardly anything, and where a month, a year or summer time ends."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.cards.models import Card
from actionboard.core.database import writing
from actionboard.core.local_time import HOME, TICK, begin_of, day_of, end_of
from actionboard.figures import charts, periods
from actionboard.figures.periods import Month
from actionboard.reviews import phrases
from actionboard.reviews.models import Review
from actionboard.reviews.report_builder import report

PAGES = ("", "/review.pdf", "/figures.xlsx", "/agenda", "/figures/open", "/freeze")


@pytest.fixture
def coordinator(client_of, marleen):
    return client_of(marleen)


@pytest.fixture
def old(marleen):
    """A board that began in September 2026; each thing happens when the test says so."""
    with writing():
        return Board.create("oud", "Oud", by=marleen, at=at(2026, 9, 1))


def at(year, month, day, hour=12, minute=0):
    """A moment by the clock in the Netherlands."""
    return datetime(year, month, day, hour, minute, tzinfo=HOME).astimezone(UTC)


def proposed(board, by, moment):
    with board.turn(at=moment):
        return Card.propose(board, "Gastlessen", by=by, level=Level.LOCAL)


def done(card, by, moment):
    with card.board.turn(at=moment):
        card.claim(by=by)
        card.finish("Gelukt.", by=by)


@pytest.mark.parametrize("part", PAGES)
def test_every_page_of_a_board_without_a_card_says_so(coordinator, board, now, part):
    answer = coordinator.get(f"{board.url}/reviews/{Month.of(day_of(now))}{part}")

    assert answer.status_code == 200


def test_a_board_without_a_card_is_told_of_in_words(coordinator, board, now):
    page = coordinator.get(f"{board.url}/reviews/{Month.of(day_of(now))}").text

    assert "Er staan nog geen acties op het bord." in page
    assert "Niets loopt vast." in page
    assert "Er is nog niets om te laten zien." in page


def test_a_board_of_today_draws_no_flow_of_a_single_day(board, propose, now):
    propose()

    figures = Review.count(board, Month.of(day_of(now)), now)

    assert charts.flow(figures.flow).empty
    assert phrases.stand(figures) == "Er staat 1 actie op het bord. Die heeft nog geen trekker."


def test_the_last_minute_of_a_year_is_still_its_december(old, marleen):
    last, first = proposed(old, marleen, at(2026, 12, 1)), proposed(old, marleen, at(2026, 12, 2))
    done(last, marleen, at(2026, 12, 31, 23, 59))
    done(first, marleen, at(2027, 1, 1, 0, 1))  # by UTC that is December too
    now = at(2027, 2, 2)

    december = Review.count(old, Month(2026, 12), now)

    assert december.since.finished == (last.id,)
    assert december.period.last_day == date(2026, 12, 31)


def test_the_review_of_december_that_is_frozen_in_january_counts_until_then(old, marleen):
    card = proposed(old, marleen, at(2026, 12, 1))
    with old.turn(at=at(2026, 12, 3)):
        Review.concept(old, Month(2026, 11), by=marleen).freeze(by=marleen)
    done(card, marleen, at(2027, 1, 5))

    figures = Review.count(old, Month(2026, 12), at(2027, 1, 12))

    assert figures.since.finished == (card.id,)
    assert phrases.since(figures) == "Sinds 3 december 2026: 1 afgerond."
    assert [point.day for point in figures.flow][-3:] == [
        date(2027, 1, 3), date(2027, 1, 10), date(2027, 1, 12),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("month", "hours"), [(Month(2026, 10), 31 * 24 + 1), (Month(2027, 3), 31 * 24 - 1)]
)
def test_a_month_in_which_the_clock_changes_is_an_hour_longer_or_shorter(month, hours):
    begins, ends = begin_of(month.first), end_of(month.next.first - timedelta(days=1))

    assert ends.astimezone(UTC) - begins.astimezone(UTC) == timedelta(hours=hours) - TICK


def test_what_happens_in_the_hour_that_comes_twice_falls_on_that_day(old, marleen):
    first = proposed(old, marleen, datetime(2026, 10, 25, 0, 30, tzinfo=UTC))  # 2.30, summer
    second = proposed(old, marleen, datetime(2026, 10, 25, 1, 30, tzinfo=UTC))  # 2.30, winter
    later = at(2026, 11, 20)

    period = periods.between(old, date(2026, 10, 25), date(2026, 10, 25), later)

    assert (period.since, period.until) == (0, 2)
    assert first.created_at < second.created_at


def test_a_school_year_begins_with_the_first_of_august(old, marleen):
    old.created_at = at(2025, 9, 1)
    proposed(old, marleen, at(2026, 7, 31, 23, 59))
    proposed(old, marleen, at(2026, 8, 1, 0, 1))

    period = periods.between(
        old, periods.school_year(date(2027, 1, 12)), date(2027, 1, 12), at(2027, 1, 12)
    )

    assert (period.since, period.until) == (1, 2)


def test_a_review_before_anybody_met_says_there_is_nothing_to_compare_with(old, marleen):
    proposed(old, marleen, at(2026, 9, 2))

    figures = Review.count(old, Month(2026, 9), at(2026, 9, 3))
    read = report(old, figures, title="", month=Month(2026, 9))

    assert read.before is None
    assert all(one.change == "" for one in read.headlines)
    assert (
        phrases.since(figures) == "Sinds 1 september is er niets afgerond, vastgelopen of verzet."
    )
