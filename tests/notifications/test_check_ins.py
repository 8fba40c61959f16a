"""Answering from a mail: each answer changes the card by its own verb, and goes back as one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from pytest import raises
from sqlalchemy import select

from actionboard.accounts import models
from actionboard.boards import replay, undo
from actionboard.boards.activity_log import Activity
from actionboard.boards.stages import Stage
from actionboard.boards.texts import NeedsWords
from actionboard.boards.undo_refusals import CannotUndo
from actionboard.cards import history
from actionboard.cards.errors import NeedsReason
from actionboard.cards.models import Card
from actionboard.core.database import db, writing
from actionboard.mail.models import Mail
from actionboard.membership import members
from actionboard.notifications import digest_mail
from actionboard.notifications.check_ins import Answer, CheckIn, NotAsked
from actionboard.notifications.digest import Digest
from actionboard.privacy import erasure, personal_data

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=60)
BY, LATER = date(2026, 12, 11), date(2027, 1, 15)
GIVEN = {  # each answer with a text and a day as people would give them
    Answer.GOING: ("Wacht op ICT", LATER),
    Answer.STUCK: ("Wie kent een roostermaker?", None),
    Answer.DONE: ("Er kwamen vijftig leerlingen", None),
    Answer.DROPPED: ("De branche doet dit al", None),
    Answer.ACCEPTED: ("", LATER),
    Answer.DECLINED: ("", None),
}


@pytest.fixture
def asked(board, karin):
    """The question to Karin about an action that she promised by 11 December."""
    with board.turn(at=LONG_AGO):
        Card.propose(board, "Gastlessen plannen", by=karin).plan(BY, by=karin, lead=karin)
    return question_to(karin)


@pytest.fixture
def invited(board, henk, karin):
    """The question to Karin whether she takes up an action; Henk asks."""
    with board.turn(at=LONG_AGO):
        Card.propose(board, "Open dag", by=henk).nominate(karin, by=henk)
    return question_to(karin)


def question_to(person):
    with writing():
        return digest_mail.send(person, NOW).questions[0]


def say(question, answer, *given):
    with question.card.board.turn(at=NOW):
        question.say(answer, *given)


def take_back(question):
    with question.card.board.turn():
        question.take_back()


def told(card, reader):
    return [one.text for one in history.of_card(card, reader)]


def test_going_on_may_say_why_and_by_when(asked, karin):
    say(asked, Answer.GOING, "Wacht op ICT", LATER)

    card = asked.card
    assert card.due_on == LATER
    assert card.touched_at == NOW
    assert "Karin liet weten: loopt nog — Wacht op ICT" in told(card, karin)


def test_going_on_alone_is_enough(asked, karin):
    say(asked, Answer.GOING)

    assert told(asked.card, karin)[0] == "Karin liet weten: loopt nog"
    assert asked.card.due_on == BY


def test_going_on_ends_asking_for_help(asked, board, karin):
    with board.turn():
        asked.card.ask_help("Wie?", karin)

    say(asked, Answer.GOING)

    assert asked.card.help_words is None


def test_being_stuck_asks_everybody_for_help(asked):
    say(asked, Answer.STUCK, "Wie kent een roostermaker?")

    assert asked.card.help_words.body == "Wie kent een roostermaker?"


def test_done_says_what_came_of_it(asked):
    with raises(NeedsWords):
        say(asked, Answer.DONE, " ")

    say(asked, Answer.DONE, "Er kwamen vijftig leerlingen")

    assert asked.card.stage is Stage.DONE
    assert asked.card.result_words.body == "Er kwamen vijftig leerlingen"


def test_not_doing_it_says_why(asked):
    with raises(NeedsReason):
        say(asked, Answer.DROPPED, "")

    say(asked, Answer.DROPPED, "De branche doet dit al")

    assert not asked.card.is_on_board


def test_taking_it_up_by_a_week_is_a_promise(invited, karin):
    say(invited, Answer.ACCEPTED, "", LATER)

    card = invited.card
    assert (card.lead, card.stage, card.due_on) == (karin, Stage.PLANNED, LATER)


def test_not_for_me_frees_it_for_somebody_else(invited):
    say(invited, Answer.DECLINED)

    assert (invited.card.lead, invited.card.nominee) == (None, None)


@pytest.mark.parametrize("answer", Answer)
def test_an_answer_goes_back_as_one_and_can_be_done_again(answer, board, request):
    name = "invited" if answer in (Answer.ACCEPTED, Answer.DECLINED) else "asked"
    question = request.getfixturevalue(name)
    before = state_of(question)
    say(question, answer, *GIVEN[answer])
    after = state_of(question)

    take_back(question)
    assert state_of(question) == before
    undone = board.recorded[0]
    with board.turn():
        undo.undo_turn(board, undone, question.digest.user)
    assert state_of(question) == after
    take_back(question)
    assert state_of(question) == before
    assert replay.differences(board) == []


def test_an_answer_with_which_somebody_went_on_stays_whole(asked, board, henk):
    say(asked, Answer.GOING, "", LATER)
    with board.turn():
        asked.card.postpone(LATER + timedelta(days=7), henk)

    with raises(CannotUndo, match="Henk"):
        take_back(asked)

    db.session.rollback()
    assert asked.card.due_on == LATER + timedelta(days=7)
    assert asked.answer is Answer.GOING


def test_the_log_holds_no_words(asked, board):
    say(asked, Answer.GOING, "Wacht op ICT", LATER)

    mine = Activity.board_id == board.id
    facts = db.session.scalars(select(Activity.facts).where(mine)).all()
    assert "ICT" not in str(facts)
    assert replay.differences(board) == []


@pytest.mark.parametrize("answer", Answer)
def test_the_same_button_twice_is_one_answer(request, board, answer):
    invites = answer in (Answer.ACCEPTED, Answer.DECLINED)
    question = request.getfixturevalue("invited" if invites else "asked")
    say(question, answer, *GIVEN[answer])
    version = board.version

    say(question, answer, *GIVEN[answer])

    assert board.version == version


def test_another_answer_later_counts(asked):
    say(asked, Answer.GOING)
    say(asked, Answer.STUCK, "Toch niet")

    assert asked.answer is Answer.STUCK
    take_back(asked)
    assert asked.answer is Answer.GOING


@pytest.mark.parametrize(
    ("name", "answer"), [("asked", Answer.ACCEPTED), ("invited", Answer.GOING)]
)
def test_an_answer_to_another_question_is_refused(app, name, answer, request):
    with raises(NotAsked):
        say(request.getfixturevalue(name), answer)


def test_who_gave_it_away_is_not_asked_any_more(asked, board, karin, henk):
    with board.turn():
        asked.card.release(karin)
        asked.card.claim(henk)

    assert not asked.is_open()
    with raises(NotAsked):
        say(asked, Answer.GOING)


def test_who_was_removed_answers_no_longer_not_even_when_back(asked, board, karin, marleen):
    with board.turn():
        members.remove(board, karin.id, marleen, NOW)
    with writing():
        members.add(board, karin, models.Role.MEMBER, marleen, NOW)
    with board.turn():
        asked.card.claim(karin)

    db.session.expire_all()
    assert not asked.is_open()


def test_who_was_erased_left_no_link_and_no_words(asked, board, karin):
    say(asked, Answer.GOING, "Wacht op ICT", LATER)
    mail = db.session.scalar(select(Mail).where(Mail.user_id == karin.id))
    secret = mail.unsubscribe.split("/")[2]

    with writing():
        erasure.erase(karin, NOW, by=karin)

    assert Digest.open_by(secret, NOW) is None
    assert "ICT" not in db.session.get(CheckIn, asked.id).said_words.body
    assert replay.differences(board) == []


def test_what_was_asked_is_in_ones_own_file(asked, karin):
    say(asked, Answer.GOING)

    held = personal_data.held_about(karin)

    assert [(one["number"], one["answer"]) for one in held["questions"]] == [(1, "going")]


def test_what_was_not_answered_can_not_be_taken_back(asked):
    with raises(CannotUndo):
        take_back(asked)


def state_of(question):
    """What can be seen of the card, wherever it stands in its cell, and of the question itself."""
    return {**question.card.state(), "rank": None}, question.answer
