"""What a card says, what people say about it, and its checklist."""

from __future__ import annotations

import pytest
from pytest import raises

from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.boards.texts import NeedsWords, TooLong
from actionboard.cards.comments import Comment
from actionboard.cards.errors import NotYours, OffTheBoard
from actionboard.cards.steps import Step
from actionboard.core.database import db


def says(card, **changes):
    """Everything that the edit form sends for a card, with some fields changed."""
    now = {"title": card.title, "why": card.why, "level": card.level, "theme": card.theme}
    return {**now, "due_on": card.due_on, **changes}


def test_an_edit_changes_what_the_card_says(card, henk, board, today):
    theme = board.themes[1]

    card.edit(henk, title="Drie gastlessen", why="Het helpt.", level=Level.REGIONAL, theme=theme,
              due_on=today)  # fmt: skip

    assert (card.title, card.why, card.level) == ("Drie gastlessen", "Het helpt.", Level.REGIONAL)
    assert (card.theme, card.due_on) == (theme, today)


def test_an_edit_that_changes_nothing_is_not_recorded(card, henk, board):
    recorded = list(board.recorded)

    card.edit(henk, **says(card))

    assert board.recorded == recorded


def test_an_edit_keeps_the_column(card, henk):
    card.move(Stage.DOING, by=henk)

    card.edit(henk, **says(card, level=Level.NATIONAL))

    assert (card.stage, card.level) == (Stage.DOING, Level.NATIONAL)


def test_a_reason_can_be_taken_away(card, henk):
    card.edit(henk, **says(card, why="Het helpt."))

    card.edit(henk, **says(card, why=" "))

    assert card.why == ""


def test_an_old_text_is_kept_when_it_changes(card, henk):
    old = card.title_words

    card.edit(henk, **says(card, title="Anders"))

    assert old.body == "Gastlessen plannen"
    assert card.title_words is not old


@pytest.mark.parametrize(("title", "error"), [(" ", NeedsWords), ("x" * 201, TooLong)])
def test_an_edit_refuses_a_title_that_does_not_fit(card, henk, title, error):
    with raises(error):
        card.edit(henk, **says(card, title=title))

    assert card.title == "Gastlessen plannen"


def test_what_is_off_the_board_is_not_edited(card, henk):
    card.drop("Nee.", by=henk)

    with raises(OffTheBoard):
        card.edit(henk, **says(card, title="Toch"))


# Comments --------------------------------------------------------------------------------------


def test_a_comment_is_counted_and_read_in_order(card, karin, henk):
    Comment.make(card, "Wanneer?", by=karin)
    Comment.make(card, "In maart.", by=henk)

    assert [one.body_words.body for one in Comment.of(card)] == ["Wanneer?", "In maart."]
    assert card.comments_made == 2


def test_an_empty_comment_is_refused(card, karin):
    with raises(NeedsWords):
        Comment.make(card, "\n ", by=karin)

    assert card.comments_made == 0


def test_a_dropped_card_can_still_be_talked_about(card, karin, henk):
    card.drop("Nee.", by=henk)

    Comment.make(card, "Jammer.", by=karin)

    assert card.comments_made == 1


@pytest.mark.parametrize("who", ["karin", "marleen"])
def test_a_comment_is_taken_back_by_its_writer_or_the_coordinator(card, karin, request, who):
    comment = Comment.make(card, "Oeps.", by=karin)

    comment.remove(by=request.getfixturevalue(who))

    assert (list(Comment.of(card)), card.comments_made) == ([], 0)


def test_nobody_else_takes_back_a_comment(card, karin, henk):
    comment = Comment.make(card, "Zo is het.", by=karin)

    with raises(NotYours):
        comment.remove(by=henk)

    assert card.comments_made == 1


def test_a_comment_is_taken_back_once(card, karin):
    comment = Comment.make(card, "Oeps.", by=karin)
    comment.remove(by=karin)

    comment.remove(by=karin)

    assert card.comments_made == 0


# Steps -----------------------------------------------------------------------------------------


def test_steps_are_ticked_and_opened_again(card, karin, today):
    step = Step.add(card, "School bellen", by=karin)
    step.tick(by=karin)
    assert (step.ticked_on, step.ticked_by) == (today, karin)
    assert (card.steps_made, card.steps_ticked) == (1, 1)

    step.untick(by=karin)

    assert (step.ticked_on, step.ticked_by) == (None, None)
    assert (card.steps_made, card.steps_ticked) == (1, 0)


def test_a_step_is_ticked_by_whoever_is_first(card, karin, henk):
    step = Step.add(card, "School bellen", by=karin)
    step.tick(by=karin)

    step.tick(by=henk)

    assert (step.ticked_by, card.steps_ticked) == (karin, 1)


def test_a_ticked_step_that_goes_is_no_longer_counted(card, karin):
    step = Step.add(card, "School bellen", by=karin)
    step.tick(by=karin)

    step.remove(by=karin)

    assert (card.steps_made, card.steps_ticked, list(Step.of(card))) == (0, 0, [])


def test_a_step_is_one_line(card, karin):
    with raises(TooLong):
        Step.add(card, "x" * 201, by=karin)


def test_what_is_off_the_board_gets_no_steps(card, henk):
    card.drop("Nee.", by=henk)

    with raises(OffTheBoard):
        Step.add(card, "Toch doen", by=henk)


def test_a_text_loses_what_no_database_can_keep(card, karin):
    comment = Comment.make(card, "Tot\x00 dan", by=karin)

    db.session.commit()

    assert comment.body_words.body == "Tot dan"
