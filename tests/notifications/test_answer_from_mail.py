"""The pages behind the mail's buttons, without signing in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from actionboard.accounts.models import Reminders, Role
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.cards.models import Card
from actionboard.core.database import db, writing
from actionboard.mail.models import Mail
from actionboard.membership import members
from actionboard.notifications import digest_mail
from actionboard.notifications.check_ins import Answer, CheckIn
from actionboard.notifications.digest import Digest
from actionboard.privacy import erasure
from tests.clients import said

LONG_AGO = timedelta(days=60)


@pytest.fixture(params=["sqlite"])
def database(request):
    """Pages; what a database may do differently is told in test_check_ins.py."""
    return request.param


@pytest.fixture
def mailed(board, karin, henk):
    """Karin's mail: two actions of hers, and one that Henk asks her to take up."""
    now = datetime.now(UTC)
    with board.turn(at=now - LONG_AGO):
        Card.propose(board, "Gastlessen plannen", by=karin).claim(by=karin)
        Card.propose(board, "Docentstage", by=karin).claim(by=karin)
        Card.propose(board, "Open dag", by=henk).nominate(karin, by=henk)
    with writing():
        return digest_mail.send(karin, now)


@pytest.fixture
def root(mailed, karin):
    """The address that her mail's links begin with."""
    mail = db.session.scalar(select(Mail).where(Mail.user_id == karin.id))
    return mail.unsubscribe.removesuffix("/mail")


def page(root, mailed, place=0):
    return f"{root}/{mailed.questions[place].id}"


def test_opening_a_button_changes_nothing(root, mailed, board, visitor):
    for way in (visitor.get, visitor.head):
        for answer in Answer:
            assert way(f"{page(root, mailed)}?answer={answer.value}").status_code == 200
        assert way(root).status_code == 200
        assert way(f"{root}/mail").status_code == 200

    assert db.session.scalars(select(CheckIn.answer)).all() == [None] * 3
    assert db.session.scalar(select(Board.version).where(Board.id == board.id)) == 6


def test_pressing_it_says_so_and_offers_the_next(root, mailed, visitor):
    reply = visitor.send(page(root, mailed), answer="going", text="Wacht op ICT", due="wk 3")

    assert reply.status_code == 303
    shown = said(visitor.get(reply.headers["Location"]))
    assert "Vastgelegd: Loopt nog Wacht op ICT" in shown
    assert "Volgende actie (nog 2)" in shown
    assert "Ongedaan maken" in shown
    assert mailed.questions[0].card.due_on is not None


def test_the_same_button_in_the_mail_later_shows_what_was_recorded(root, mailed, visitor):
    visitor.send(page(root, mailed), answer="going")
    assert "Vastgelegd: Loopt nog" in said(visitor.get(f"{page(root, mailed)}?answer=going"))

    visitor.send(page(root, mailed), answer="done", text="Gelukt")

    shown = said(visitor.get(f"{page(root, mailed)}?answer=done"))
    assert "Vastgelegd: Klaar Gelukt" in shown
    assert "Ongedaan maken" in shown


def test_it_can_be_taken_back_from_there(root, mailed, visitor):
    visitor.send(page(root, mailed), answer="dropped", text="Toch niet")
    assert not mailed.questions[0].card.is_on_board

    reply = visitor.post(f"{page(root, mailed)}?_method=DELETE")

    assert reply.status_code == 303
    assert mailed.questions[0].card.is_on_board
    assert "Wat wil je laten weten" in visitor.get(page(root, mailed)).text


def test_done_asks_for_its_sentence_and_keeps_what_was_typed(root, mailed, visitor):
    reply = visitor.send(page(root, mailed), answer="done", text=" ")

    assert reply.status_code == 422
    assert "Schrijf eerst iets op." in said(reply)
    assert mailed.questions[0].card.stage is not Stage.DONE


def test_a_day_that_is_none_is_said_at_its_field(root, mailed, visitor):
    reply = visitor.send(page(root, mailed), answer="going", text="Bijna", due="ooit")

    assert reply.status_code == 422
    assert 'id="e-due"' in reply.text
    assert 'value="Bijna"' in reply.text
    assert mailed.questions[0].answer is None


def test_another_day_than_somebody_set_meanwhile_is_asked_about(root, mailed, board, visitor, henk):
    card = mailed.questions[0].card
    due = f"{board.today + timedelta(days=60):%d-%m-%Y}"
    typed = {"answer": "going", "text": "Bijna", "due": due, "version": card.version}
    with board.turn():
        card.postpone(board.today + timedelta(days=30), by=henk)
    day = card.due_on

    refused = visitor.send(page(root, mailed), **typed)

    assert refused.status_code == 409
    assert f"{henk.name} was je voor" in said(refused)
    assert 'value="Bijna"' in refused.text
    assert mailed.questions[0].card.due_on == day
    visitor.send(page(root, mailed), **{**typed, "version": board.version})
    assert mailed.questions[0].card.due_on != day


def test_taking_it_up_by_week_fifty(root, mailed, visitor, karin):
    visitor.send(page(root, mailed, 2), answer="accepted", due="wk 50")

    card = mailed.questions[2].card
    assert (card.lead, card.stage) == (karin, Stage.PLANNED)
    assert date.isocalendar(card.due_on).week == 50


def test_what_became_somebody_elses_says_so(root, mailed, board, visitor, karin, henk):
    with board.turn():
        mailed.questions[0].card.release(karin)
        mailed.questions[0].card.claim(henk)

    assert "Henk Flens trekt deze actie nu" in said(visitor.get(page(root, mailed)))
    assert visitor.send(page(root, mailed), answer="going").status_code == 409


def test_an_answer_that_does_not_exist_is_none(root, mailed, visitor):
    assert visitor.send(page(root, mailed), answer="weg").status_code == 409


def test_it_is_answered_in_the_readers_language(root, mailed, visitor, karin):
    with writing():
        karin.language = "en"

    assert "Still going" in said(visitor.get(page(root, mailed)))


# Attacks ------------------------------------------------------------------------------------


def test_token_reuse_for_somebody_elses_card(root, board, mailed, visitor, henk):
    now = datetime.now(UTC)
    with board.turn(at=now - LONG_AGO):
        Card.propose(board, "Van Henk", by=henk).claim(by=henk)
    with writing():
        theirs = digest_mail.send(henk, now).questions[0]

    for reply in (
        visitor.get(f"{root}/{theirs.id}"), visitor.send(f"{root}/{theirs.id}", answer="going")
    ):  # fmt: skip
        assert reply.status_code == 410
        assert "Van Henk" not in reply.text
    assert theirs.answer is None


def test_token_reuse_after_it_ended(root, mailed, visitor):
    with writing():
        db.session.get(Digest, mailed.id).ends_at = datetime.now(UTC) - timedelta(seconds=1)

    assert visitor.send(page(root, mailed), answer="going").status_code == 410
    assert "Gastlessen" not in visitor.get(page(root, mailed)).text


def test_token_reuse_after_removal(root, mailed, board, visitor, karin, marleen):
    number = mailed.questions[0].id
    with board.turn():
        members.remove(board, karin.id, marleen, datetime.now(UTC))

    assert visitor.send(f"{root}/{number}", answer="going").status_code == 410
    assert db.session.get(CheckIn, number).answer is None
    for path in (root, f"{root}/{number}"):
        assert "Gastlessen" not in visitor.get(path).text


def test_token_reuse_as_a_viewer_takes_nothing_back(root, mailed, board, visitor, karin, marleen):
    number = mailed.questions[0].id
    visitor.send(f"{root}/{number}", answer="done", text="Het is gelukt.")
    with writing():
        members.change_role(board, karin.id, Role.VIEWER, marleen, datetime.now(UTC))

    reply = visitor.post(f"{root}/{number}?_method=DELETE")

    assert reply.status_code == 409
    assert db.session.get(CheckIn, number).answer is Answer.DONE


def test_token_reuse_after_erasure(root, mailed, visitor, karin):
    number = mailed.questions[0].id
    with writing():
        erasure.erase(karin, datetime.now(UTC), by=karin)

    assert visitor.send(f"{root}/{number}", answer="going").status_code == 410
    assert visitor.post(f"{root}/mail").status_code == 410


def test_token_does_not_sign_in(root, mailed, visitor):
    visitor.send(page(root, mailed), answer="going")

    assert visitor.get("/boards/voorbeeldland").status_code == 302


def test_another_site_can_not_press_the_button(root, mailed, visitor):
    elsewhere = {"Sec-Fetch-Site": "cross-site", "Origin": "https://elders.example"}

    reply = visitor.post(page(root, mailed), data={"answer": "going"}, headers=elsewhere)

    assert reply.status_code == 403
    assert mailed.questions[0].answer is None


# How often ----------------------------------------------------------------------------------


def test_a_mail_program_unsubscribes_with_one_post(root, visitor, karin):
    del visitor.environ_base["HTTP_SEC_FETCH_SITE"]

    reply = visitor.post(f"{root}/mail", data={"List-Unsubscribe": "One-Click"})

    assert reply.status_code == 200
    assert karin.reminders is Reminders.NEVER


def test_less_often_is_chosen_from_the_mail(root, visitor, karin):
    visitor.send(f"{root}/mail", reminders="meetings")
    assert karin.reminders is Reminders.MEETINGS

    visitor.send(f"{root}/mail", reminders="altijd")
    assert karin.reminders is Reminders.MEETINGS


def test_ones_own_page_has_the_same_choice(client_of, karin):
    client = client_of(karin)
    assert 'value="monthly" checked' in client.get("/me").text

    client.send("/preferences", reminders="never")

    assert karin.reminders is Reminders.NEVER


# From the card, and the coordinator --------------------------------------------------------


def test_who_leads_it_says_from_the_card_that_it_goes_on(card, board, client_of, karin, henk):
    with board.turn():
        card.claim(by=karin)

    reply = client_of(karin).act("/boards/voorbeeldland/cards/1/check-in", line="Komt goed")
    assert "Mooi, actie 1 loopt nog." in said(reply)
    history = said(client_of(henk).get("/boards/voorbeeldland/history"))
    assert "Karin liet weten: loopt nog — Komt goed" in history

    assert client_of(henk).act("/boards/voorbeeldland/cards/1/check-in").status_code == 409


def test_the_coordinator_sees_how_many_answered_and_never_who(
    root, mailed, visitor, client_of, marleen
):
    visitor.send(page(root, mailed), answer="going")

    shown = said(client_of(marleen).get("/boards/voorbeeldland/check-ins"))

    assert "1 mens gevraagd over 3 acties, 1 antwoordde ." in shown
    assert "Karin" not in shown


def test_the_coordinator_asks_after_seeing_whom(board, client_of, marleen, karin):
    with board.turn(at=datetime.now(UTC) - LONG_AGO):
        Card.propose(board, "Gastlessen plannen", by=karin).claim(by=karin)
    client = client_of(marleen)
    assert "Karin Buis #1 Gastlessen plannen" in said(client.get("/boards/voorbeeldland/check-ins"))

    client.send("/boards/voorbeeldland/check-ins")

    assert [one.to for one in db.session.scalars(select(Mail))] == [karin.email]
    assert "niemand te vragen" in said(client.get("/boards/voorbeeldland/check-ins"))
