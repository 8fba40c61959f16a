"""Days: planned, postponed, late, and standing still."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from actionboard.boards.stages import Stage
from actionboard.cards.models import Card
from tests.moment import moment_ago


def test_a_first_day_is_no_postponement(card, henk, today):
    card.postpone(today, by=henk)

    assert (card.due_on, card.postponed) == (today, 0)


def test_a_later_day_counts_as_postponed_and_an_earlier_one_does_not(card, henk, today):
    for days in (7, 14, 3, 21):
        card.postpone(today + timedelta(days=days), by=henk)

    assert card.postponed == 2


def test_a_day_that_went_away_was_not_postponed(card, henk, today):
    card.postpone(today, by=henk)

    card.postpone(None, by=henk)

    assert (card.due_on, card.postponed) == (None, 0)


def test_the_same_day_again_changes_nothing(card, henk, today, board):
    card.postpone(today, by=henk)
    recorded = list(board.recorded)

    card.postpone(today, by=henk)

    assert board.recorded == recorded


def test_planning_and_editing_to_a_later_day_count_as_postponed_too(card, karin, today):
    card.plan(today, by=karin, lead=karin)
    card.plan(today + timedelta(days=1), by=karin)

    card.edit(
        karin, title=card.title, why="", level=card.level, theme=None,
        due_on=today + timedelta(days=2),
    )  # fmt: skip

    assert card.postponed == 2


@pytest.mark.parametrize(("days", "late"), [(-1, True), (0, False), (1, False)])
def test_a_card_is_late_when_its_day_has_passed(card, henk, today, days, late):
    card.postpone(today + timedelta(days=days), by=henk)

    assert card.is_late(on=today) is late


def test_what_is_done_is_never_late(card, henk, today):
    card.postpone(today - timedelta(days=1), by=henk)

    card.finish("Gedaan.", by=henk)

    assert not card.is_late(on=today)


def test_without_a_day_nothing_is_late(card, today):
    assert not card.is_late(on=today + timedelta(days=999))


@pytest.mark.parametrize(("days", "still"), [(0, 0), (29, 0), (30, 30), (44, 44)])
def test_a_card_stands_still_after_a_month_without_a_sign_of_life(card, today, days, still):
    assert card.is_still_since(on=today + timedelta(days=days)) == still


def test_any_sign_of_life_ends_standing_still(board, henk, today):
    with board.turn(at=moment_ago(days=40)):
        card = Card.propose(board, "Gastlessen plannen", by=henk)
    assert card.is_still_since(on=today) == 40

    card.join(by=henk)

    assert card.is_still_since(on=today) == 0


def test_what_is_done_does_not_stand_still(card, henk, today):
    card.finish("Gedaan.", by=henk)

    assert card.is_still_since(on=today + timedelta(days=99)) == 0
    assert card.stage is Stage.DONE


def test_days_without_a_sign_of_life_are_counted_by_the_dutch_calendar(card, board, henk):
    with board.turn(at=datetime(2026, 6, 30, 22, 30, tzinfo=UTC)):  # 1 July in the Netherlands
        card.join(by=henk)

    assert card.is_still_since(on=datetime(2026, 7, 31, tzinfo=UTC).date()) == 30
