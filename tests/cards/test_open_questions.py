"""What is unclear on a card is a question on it, until somebody answers."""

from __future__ import annotations

import pytest

from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.boards.verbs import named


@pytest.fixture
def unclear(propose):
    """An action of which nearly nothing is clear yet."""
    card = propose(level=Level.OPEN)
    card.questions = ["level", "who", "parties", "raiser", "date", "vague", "duplicate:1"]
    card.board.record(named("card.imported"), card, None)
    return card


def answered(card, verb):
    before = set(card.questions)
    verb(card)
    return before - set(card.questions)


@pytest.mark.parametrize(
    ("verb", "answers"),
    [
        (lambda card, by: card.claim(by=by), {"who", "parties", "raiser"}),
        (lambda card, by: card.postpone(card.board.today, by=by), {"date"}),
        (lambda card, by: card.move(Stage.PROPOSED, by=by, level=Level.LOCAL), {"level"}),
        (lambda card, by: card.move(Stage.DOING, by=by), set()),
        (
            lambda card, by: card.plan(card.board.today, by=by, lead=by, level=Level.LOCAL),
            {"who", "parties", "raiser", "date", "level"},
        ),
        (lambda card, by: card.settle("vague", by=by), {"vague"}),
        (lambda card, by: card.settle("duplicate:1", by=by), {"duplicate:1"}),
        (lambda card, by: card.settle("duplicate:2", by=by), set()),
        (lambda card, by: card.join(by=by), set()),
        (lambda card, by: card.nominate(by, by=by), set()),
    ],
)  # fmt: skip
def test_a_question_is_settled_by_the_verb_that_answers_it(unclear, henk, verb, answers):
    assert answered(unclear, lambda card: verb(card, henk)) == answers


def test_an_edit_answers_level_and_day(unclear, henk, today):
    unclear.edit(henk, title=unclear.title, why="", level=Level.LOCAL, theme=None, due_on=today)

    assert not {"level", "date"} & set(unclear.questions)


def test_a_person_who_says_yes_answers_who(unclear, karin, henk):
    unclear.nominate(karin, by=henk)

    unclear.accept(by=karin)

    assert not {"who", "parties", "raiser"} & set(unclear.questions)


def test_settling_what_was_settled_is_not_recorded(unclear, henk, board):
    unclear.settle("vague", by=henk)
    recorded = list(board.recorded)

    unclear.settle("vague", by=henk)

    assert board.recorded == recorded
