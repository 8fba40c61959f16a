"""Columns and lanes: what each asks on the way in, and in which order cards stand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest import raises

from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.cards import history
from actionboard.cards.errors import NeedsLevel, NeedsPlan, NeedsResult, OffTheBoard
from actionboard.cards.models import Card
from actionboard.core.database import db
from tests.moment import moment_ago


def column(board, level=Level.LOCAL, stage=Stage.PROPOSED):
    """The numbers of the cards in a cell, from top to bottom."""
    found = db.session.scalars(
        db.select(Card)
        .where(Card.board_id == board.id, Card.level == level, Card.stage == stage)
        .execution_options(populate_existing=False)
    )
    return [one.number for one in sorted(found, key=lambda one: (one.rank, one.number))]


def test_a_card_moves_to_another_column_and_lane(card, henk):
    card.move(Stage.DOING, by=henk, level=Level.REGIONAL)

    assert (card.stage, card.level) == (Stage.DOING, Level.REGIONAL)


def test_a_card_stands_before_the_one_it_was_dropped_on(propose, board, henk):
    first, second, third = propose(), propose(), propose()

    third.move(Stage.PROPOSED, by=henk, before=second)

    assert column(board) == [first.number, third.number, second.number]


def test_a_card_goes_to_the_end_when_nothing_says_where(propose, board, henk):
    first, second = propose(), propose()

    first.move(Stage.PROPOSED, by=henk)

    assert column(board) == [second.number, first.number]


def test_a_card_goes_to_the_top_when_asked(propose, board, henk):
    first, second = propose(), propose()

    second.move(Stage.PROPOSED, by=henk, at_end=False)

    assert column(board) == [second.number, first.number]


def test_a_card_dropped_on_itself_stays_where_it_is(propose, board, henk):
    first, second = propose(), propose()

    first.move(Stage.PROPOSED, by=henk, before=first)

    assert column(board) == [first.number, second.number]


def test_a_neighbour_that_left_is_no_neighbour(propose, board, henk):
    first, second, third = propose(), propose(), propose()
    second.move(Stage.DOING, by=henk)

    first.move(Stage.PROPOSED, by=henk, before=second)

    assert column(board) == [third.number, first.number]


def test_a_move_writes_no_other_card(propose, henk):
    cards = [propose() for _ in range(5)]
    ranks = [one.rank for one in cards[:4]]

    cards[4].move(Stage.PROPOSED, by=henk, before=cards[2])

    assert [one.rank for one in cards[:4]] == ranks


def test_planned_asks_for_a_trekker_and_a_day(card, karin, henk, today):
    with raises(NeedsPlan):
        card.move(Stage.PLANNED, by=henk)
    card.claim(by=karin)
    with raises(NeedsPlan):
        card.move(Stage.PLANNED, by=henk)
    card.postpone(today, by=karin)

    card.move(Stage.PLANNED, by=henk)

    assert card.stage is Stage.PLANNED


def test_a_day_alone_plans_nothing(card, henk, today):
    with raises(NeedsPlan):
        card.plan(today, by=henk)

    assert card.stage is Stage.PROPOSED


def test_a_promise_with_a_day_is_planned_in_one_step(card, karin, today, board):
    recorded = len(board.recorded)

    card.plan(today, by=karin, lead=karin, level=Level.REGIONAL)

    assert (card.stage, card.level, card.lead) == (Stage.PLANNED, Level.REGIONAL, karin)
    assert card.due_on == today
    assert len(board.recorded) == recorded + 1


def test_planning_by_the_day_it_already_had_is_a_move_in_the_log(card, karin, today):
    card.postpone(today + timedelta(days=30), karin)
    card.plan(today + timedelta(days=30), karin, lead=karin)

    assert history.of_card(card, karin)[0].text == "Karin: Voorstel naar Gepland"


def test_planning_takes_a_card_from_nobody(card, karin, henk, today):
    card.claim(by=karin)

    card.plan(today, by=henk, lead=henk)

    assert card.lead is karin


def test_done_asks_what_came_of_it(card, henk):
    with raises(NeedsResult):
        card.move(Stage.DONE, by=henk)

    assert card.stage is Stage.PROPOSED


def test_a_card_with_a_result_goes_back_and_forth_freely(card, henk):
    card.finish("Er komen twee gastlessen.", by=henk)
    card.move(Stage.DOING, by=henk)

    card.move(Stage.DONE, by=henk)

    assert card.stage is Stage.DONE


def test_within_a_column_nothing_is_asked(propose, karin, henk, today):
    card = propose()
    card.plan(today, by=karin, lead=karin)
    card.release(by=karin)

    card.move(Stage.PLANNED, by=henk)

    assert card.stage is Stage.PLANNED


@pytest.mark.parametrize("verb", ["move", "plan", "finish", "edit"])
def test_no_card_goes_back_to_the_lane_without_a_level(card, karin, henk, today, verb):
    card.claim(by=karin)
    ways = {
        "move": lambda: card.move(Stage.DOING, by=henk, level=Level.OPEN),
        "plan": lambda: card.plan(today, by=henk, level=Level.OPEN),
        "finish": lambda: card.finish("Gedaan.", by=henk, level=Level.OPEN),
        "edit": lambda: card.edit(
            henk, title=card.title, why="", level=Level.OPEN, theme=None, due_on=None
        ),
    }

    with raises(NeedsLevel):
        ways[verb]()

    db.session.rollback()
    assert card.level is Level.LOCAL


def test_a_card_without_a_level_may_move_within_its_lane(propose, henk):
    card = propose(level=Level.OPEN)

    card.move(Stage.DOING, by=henk)

    assert (card.stage, card.level) == (Stage.DOING, Level.OPEN)


def test_a_dropped_card_does_not_move(card, henk):
    card.drop("Kan niet.", by=henk)

    with raises(OffTheBoard):
        card.move(Stage.DOING, by=henk)


def test_leaving_done_forgets_the_day_on_which_it_was_done(card, henk, today):
    card.finish("Gedaan.", by=henk)
    assert card.done_on == today

    card.move(Stage.DOING, by=henk)

    assert card.done_on is None
    assert card.result_words.body == "Gedaan."


def test_moving_within_done_keeps_the_day_on_which_it_was_done(card, henk, board, today):
    earlier = moment_ago(days=9)
    with board.turn(at=earlier):
        card.finish("Gedaan.", by=henk)

    card.move(Stage.DONE, by=henk, level=Level.REGIONAL)

    assert card.done_on == today - timedelta(days=9)
