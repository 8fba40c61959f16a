"""A new action on the board."""

from __future__ import annotations

import pytest
from pytest import raises

from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.boards.texts import NeedsWords, TooLong
from actionboard.cards.models import Card


def test_a_new_action_is_a_proposal_that_nobody_leads(board, henk):
    card = Card.propose(board, "  Gastlessen plannen ", by=henk, level=Level.REGIONAL)

    assert (card.stage, card.level, card.lead) == (Stage.PROPOSED, Level.REGIONAL, None)
    assert card.title == "Gastlessen plannen"
    assert card.why == ""


def test_actions_are_numbered_per_board(propose, other_board):
    numbers = [propose().number, propose().number]

    assert numbers == [1, 2]
    assert Card.next_number(other_board) == 2


def test_the_number_of_a_removed_action_is_not_given_again(propose, take_back, marleen):
    first = propose()
    take_back(marleen)

    second = propose()

    assert first.removed
    assert second.number == first.number + 1


def test_a_new_action_stands_at_the_end_of_its_lane(propose):
    cards = [propose(), propose(level=Level.REGIONAL), propose()]

    assert cards[0].rank < cards[2].rank


def test_an_action_without_a_level_asks_for_one(propose):
    card = propose(level=Level.OPEN)

    assert card.questions == ["level"]


@pytest.mark.parametrize(
    ("title", "error"), [("", NeedsWords), ("   ", NeedsWords), ("x" * 201, TooLong)]
)
def test_a_title_is_neither_empty_nor_endless(board, henk, title, error):
    with raises(error):
        Card.propose(board, title, by=henk)

    assert Card.next_number(board) == 1


def test_a_refused_title_says_how_much_too_long_it_is(board, henk):
    with raises(TooLong) as refused:
        Card.propose(board, "x" * 203, by=henk)

    assert str(refused.value) == "Dit is te lang: hooguit 200 tekens, je hebt er 203."
