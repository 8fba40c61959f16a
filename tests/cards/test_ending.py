"""Done with a result, or a respectable end: and back again."""

from __future__ import annotations

from pytest import raises

from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.boards.texts import NeedsWords
from actionboard.cards.errors import NeedsReason, OffTheBoard
from actionboard.cards.models import Card
from actionboard.core.errors import Rejected


def test_done_comes_with_one_sentence_and_a_day(card, henk, today):
    card.finish(" Twee bedrijven geven gastles. ", by=henk)

    assert (card.stage, card.done_on) == (Stage.DONE, today)
    assert card.result_words.body == "Twee bedrijven geven gastles."


def test_the_sentence_may_come_later(card, henk):
    card.finish(None, by=henk)

    assert (card.stage, card.result_words, card.questions) == (Stage.DONE, None, ["result"])


def test_the_sentence_that_comes_later_settles_its_question(card, henk, karin):
    card.finish(None, by=henk)

    card.finish("Twee gastlessen.", by=karin)

    assert (card.questions, card.result_words.body) == ([], "Twee gastlessen.")


def test_an_empty_sentence_is_no_result(card, henk):
    with raises(NeedsWords):
        card.finish("  ", by=henk)

    assert card.stage is Stage.PROPOSED


def test_what_is_done_no_longer_asks_for_help_or_for_somebody(card, henk, karin):
    card.nominate(karin, by=henk)
    card.ask_help("Wie weet dit?", by=henk)

    card.finish("Gelukt.", by=henk)

    assert (card.help_words, card.nominee, card.nominator) == (None, None, None)


def test_what_was_done_last_stands_on_top(propose, henk):
    first, second = propose(), propose()

    first.finish("Een.", by=henk)
    second.finish("Twee.", by=henk)

    assert second.rank < first.rank


def test_doing_nothing_asks_for_a_reason(card, henk):
    with raises(NeedsReason):
        card.drop(" ", by=henk)

    assert card.is_on_board


def test_a_dropped_card_is_off_the_board_and_can_be_found(card, henk, board):
    card.drop("De opleiding stopt.", by=henk)

    assert not card.is_on_board
    assert Card.find(board, card.number) is card
    assert Card.off_the_board(board) == [card]


def test_a_dropped_card_comes_back_to_where_it_was(card, karin, henk):
    card.claim(by=karin)
    card.move(Stage.DOING, by=karin, level=Level.REGIONAL)
    card.drop("Toch niet.", by=henk)

    card.restore(by=karin)

    assert card.is_on_board
    assert (card.stage, card.level, card.lead) == (Stage.DOING, Level.REGIONAL, karin)


def test_restoring_what_stands_on_the_board_changes_nothing(card, henk, board):
    recorded = list(board.recorded)

    card.restore(by=henk)

    assert board.recorded == recorded


def test_what_says_the_same_is_merged_and_can_be_taken_apart(propose, henk, board):
    one, same = propose(), propose()
    same.merge_into(one, by=henk)
    assert (same.merged_into, same.is_on_board) == (one, False)
    assert Card.off_the_board(board) == [same]

    same.restore(by=henk)

    assert same.is_on_board


def test_nothing_is_merged_into_what_is_off_the_board(propose, henk):
    one, gone = propose(), propose()
    gone.drop("Nee.", by=henk)

    with raises(OffTheBoard):
        one.merge_into(gone, by=henk)

    assert one.is_on_board


def test_a_card_is_not_merged_into_itself(card, henk):
    with raises(Rejected):
        card.merge_into(card, by=henk)

    assert card.is_on_board
