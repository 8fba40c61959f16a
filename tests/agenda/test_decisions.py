"""Agreements and conclusions, typed while everybody looks on."""

from __future__ import annotations

from datetime import date

import pytest
from pytest import raises

from actionboard.agenda.conclusions import Conclusion
from actionboard.agenda.decisions import LONGEST, Agreement, Decision
from actionboard.boards import replay, undo
from actionboard.boards.texts import NeedsWords, TooLong
from actionboard.core.database import db

JANUARY = date(2027, 1, 21)


@pytest.fixture
def agree(board, meeting, wim):
    """Types an agreement: `agree("Karin belt, 12 feb", card=card)`."""

    def agree(line, **about):
        with board.turn():
            return Decision.make(meeting, line, wim, **about)

    return agree


@pytest.mark.parametrize(
    ("line", "text", "day"),
    [
        ("Ton regelt de inlogs, 12 feb", "Ton regelt de inlogs", date(2027, 2, 12)),
        ("Ton regelt de inlogs vóór 12-02-2027.", "Ton regelt de inlogs", date(2027, 2, 12)),
        ("Ton regelt de inlogs, wk 6", "Ton regelt de inlogs", date(2027, 2, 12)),
        ("Ton belt uiterlijk vr 12 feb (wk 6)", "Ton belt", date(2027, 2, 12)),
        ("Karin belt morgen", "Karin belt", date(2027, 1, 22)),
        ("We bellen elke leerling", "We bellen elke leerling", None),
        ("Iedereen naar lokaal 3-14", "Iedereen naar lokaal 3-14", None),
        ("Volgend schooljaar opnieuw bekijken", "Volgend schooljaar opnieuw bekijken", None),
    ],
)
def test_a_day_at_the_end_is_the_day_and_nothing_else_is(line, text, day):
    read = Agreement.read(line, JANUARY, [])

    assert (read.text, read.due_on) == (text, day)


def test_who_is_named_takes_part_in_the_order_of_the_sentence(agree, karin, henk):
    decision = agree("Henk mailt de namen, Karin regelt de inlogs")

    assert decision.who_ids == [henk.id, karin.id]


def test_a_name_within_a_word_names_nobody(agree):
    assert agree("De karinade wordt besproken met Henkie").who_ids == []


def test_a_first_name_of_two_people_is_a_guess_and_not_made(agree, board, karin, henk):
    henk.name = "Karin Flens"
    db.session.commit()

    assert agree("Karin belt het bedrijf").who_ids == []
    assert agree("Karin Flens belt het bedrijf").who_ids == [henk.id]


def test_an_agreement_about_an_action_is_a_sign_of_its_life(agree, card, meeting):
    before = card.version

    decision = agree("Karin belt, 12 feb", card=card)

    assert card.version > before
    assert Decision.of(meeting, card) == [decision]


def test_an_agreement_can_be_taken_back_and_brought_back(agree, board, meeting, wim):
    decision = agree("Karin belt")
    made = board.version

    with board.turn():
        undo.undo_turn(board, made, by=wim)
    assert Decision.of(meeting) == []
    with board.turn():
        undo.undo_turn(board, board.recorded[-1] if board.recorded else made + 1, by=wim)

    assert Decision.of(meeting) == [decision]
    assert replay.differences(board) == []


def test_saying_it_better_keeps_what_it_was(agree, board, karin, wim, zoë):
    decision = agree("Karin belt")

    with board.turn():
        decision.edit(wim, body="Karin belt beide scholen", due_on=JANUARY,
                      who_ids=[karin.id, zoë.id, karin.id])  # fmt: skip

    assert (decision.body, decision.due_on) == ("Karin belt beide scholen", JANUARY)
    assert decision.who_ids == [karin.id]  # who only looks promises nothing
    assert replay.differences(board) == []


def test_an_edit_that_changes_nothing_is_not_recorded(agree, board, wim):
    decision = agree("Henk belt morgen")
    before = board.version

    with board.turn():
        decision.edit(wim, body="Henk belt", due_on=decision.due_on,
                      who_ids=decision.who_ids)  # fmt: skip

    assert board.version == before


@pytest.mark.parametrize(("line", "refusal"), [("  ", NeedsWords), ("x" * 401, TooLong)])
def test_an_agreement_says_something_and_not_everything(agree, line, refusal):
    assert LONGEST == 400

    with raises(refusal):
        agree(line)


def test_a_conclusion_is_drawn_changed_and_taken_back(board, meeting, wim):
    with board.turn():
        conclusion = Conclusion.draw(meeting, "Eén aanspreekpunt per bedrijf", wim)
    with board.turn():
        conclusion.edit("Eén vast aanspreekpunt per bedrijf", wim)
    assert [one.body for one in Conclusion.of(meeting)] == ["Eén vast aanspreekpunt per bedrijf"]

    with board.turn():
        conclusion.remove(wim)

    assert Conclusion.of(meeting) == []
    assert replay.differences(board) == []
