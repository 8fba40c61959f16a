"""From flap 2B to the board, and the round in which people take the actions up."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from actionboard.accounts.models import Kind, User
from actionboard.boards import replay
from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.boards.verbs import named
from actionboard.cards.models import Card
from actionboard.core.database import db, writing
from actionboard.mail.models import Mail
from actionboard.meetings.phases import Phase
from actionboard.membership import members
from actionboard.membership.models import Invitation
from actionboard.wall import publication, wall_view
from actionboard.wall.note_bundles import put_together
from actionboard.wall.pending_claims import Pledge
from tests.clients import Client, said


@pytest.fixture
def boarded(board, meeting, wim):
    """Puts notes on the board and goes to the round: `boarded(note)`; the cards."""

    def boarded(*notes):
        with board.turn():
            numbers = publication.to_board(meeting, [note.id for note in notes], wim)
            meeting.enter(Phase.BOARD, by=wim)
        return [Card.find(board, numbers[note.id]) for note in notes]

    return boarded


@pytest.fixture
def on_show(board, meeting, boarded, stick, wim):
    """One action large on the wall."""
    card = boarded(stick("Vaste contactpersoon per bedrijf", level_text="school-bedrijf"))[0]
    with board.turn():
        meeting.show(card, by=wim)
    return card


@pytest.fixture
def guests(app, meeting):
    """The phone of somebody without an account, from a company."""
    phone = Client(app, app.response_class)
    phone.home = f"/m/{meeting.code}"
    phone.get(phone.home)
    phone.send(f"{phone.home}/me", side="company", place="Installatie Jansen")
    return phone


def test_an_action_points_at_its_post_it_and_reads_who_and_level(boarded, stick):
    note = stick("Eerder bellen bij verzuim", who="de mentor", level_text="school-bedrijf")

    card = boarded(note)[0]

    assert (card.note_id, card.stage, card.level) == (note.id, Stage.PROPOSED, Level.LOCAL)
    assert card.title == "Eerder bellen bij verzuim"
    assert replay.differences(card.board) == []


def test_what_is_unclear_becomes_a_question_as_in_a_list(boarded, stick):
    card = boarded(stick("Eerder bellen bij verzuim", who="mentor??"))[0]

    assert {"who", "level"} <= set(card.questions)


def test_the_order_is_that_of_the_stickers(board, meeting, boarded, stick, wim):
    few, many = stick("Gastlessen door monteurs"), stick("Beoordelingsformulier maken")
    with board.turn():
        many.votes, few.votes = 9, 2
        board.record_all(named("note.counted"), [few, many], wim)

    cards = boarded(few, many)

    assert cards[1].number < cards[0].number


def test_a_bundle_becomes_one_action_that_keeps_everybodys_words(
    board, meeting, boarded, stick, wim
):
    first, second = stick("Vaste contactpersoon"), stick("wie bel ik?")
    with board.turn():
        put_together(meeting, [first, second], wim)

    boarded(first)

    assert [note.words for note in publication.waiting(meeting)] == []
    face = next(one for one in wall_view.read(meeting).notes if one.id == first.id)
    assert [words for _id, words in face.others] == ["wie bel ik?"]
    assert face.card is not None


def test_a_card_that_says_it_already_is_asked_about(propose, boarded, stick):
    known = propose("Vaste contactpersoon per bedrijf")

    card = boarded(stick("vaste contactpersoon per bedrijf"))[0]

    assert f"duplicate:{known.number}" in card.questions


def test_a_note_of_2a_that_sounds_alike_is_suggested_as_what_it_answers(meeting, stick):
    wish = stick("geen vaste contactpersoon", flap="2A")
    action = stick("vaste contactpersoon per bedrijf")

    assert publication.answered_by(meeting) == {action.id: wish.id}


def test_the_facilitator_puts_them_on_the_board_with_what_they_answer(
    client_of, meeting, stick, wim
):
    wish, action = stick("slecht bereikbaar", flap="2A"), stick("belspreekuur")

    client_of(wim).act(f"{meeting.url}/cards", note=action.id, **{f"answers-{action.id}": wish.id})

    assert action.answers_id == wish.id
    assert meeting.phase is Phase.BOARD
    assert [card.wish for card in wall_view.read(meeting).cards] == ["slecht bereikbaar"]


def test_putting_them_on_the_board_is_taken_back_by_one_press(client_of, meeting, stick, wim):
    note, client = stick("belspreekuur"), client_of(wim)
    reply = client.act(f"{meeting.url}/cards", note=note.id)
    undo = reply.text.split('formaction="')[1].split('"')[0]

    client.act(undo)

    assert publication.waiting(meeting) == [note]
    assert replay.differences(meeting.board) == []


def test_the_round_goes_from_one_action_to_the_next(client_of, meeting, boarded, stick, wim):
    first, second = boarded(stick("Gastlessen plannen"), stick("Formulier maken"))
    client_of(wim).act(f"{meeting.url}/spot", card=first.number)

    wall = wall_view.read(meeting)

    assert (wall.shown.number, wall.later, wall.earlier) == (first.number, second.number, None)
    client_of(wim).delete(f"{meeting.url}/spot")
    assert meeting.spot is None


def test_the_wall_asks_by_when_and_offers_days(client_of, meeting, on_show, wim):
    wall = said(client_of(wim).get(f"{meeting.url}/wall"))

    assert "Wanneer is het klaar?" in wall
    assert "Over 2 weken" in wall


def test_a_member_takes_it_up_with_one_tap(client_of, meeting, on_show, karin):
    client = client_of(karin)
    client.send(f"/m/{meeting.code}/me")

    client.send(f"/m/{meeting.code}/claims", card=on_show.number)

    assert on_show.lead is karin


def test_a_promise_is_of_who_is_signed_in_now_and_not_of_who_held_the_phone_before(
    client_of, meeting, on_show, karin, henk
):
    karins = client_of(karin)
    karins.send(f"/m/{meeting.code}/me")
    cookie = karins.get_cookie("deelnemer")
    henks = client_of(henk)
    henks.set_cookie("deelnemer", cookie.value)

    henks.send(f"/m/{meeting.code}/claims", card=on_show.number)

    assert on_show.lead is henk


def test_who_only_looks_at_the_board_is_asked_for_an_address(client_of, meeting, on_show, zoë):
    client = client_of(zoë)
    client.send(f"/m/{meeting.code}/me")

    page = client.get(f"/m/{meeting.code}").text

    assert 'name="email"' in page
    assert on_show.lead is None


def test_somebody_without_an_account_is_invited_and_leads_nothing_yet(guests, meeting, on_show):
    guests.send(f"{guests.home}/claims", card=on_show.number, name="Jan Jansen",
                email="jan@jansen.example")  # fmt: skip

    assert on_show.lead is None
    assert [card.waits for card in wall_view.read(meeting).cards] == [1]
    assert db.session.scalar(select(Mail.to)) == "jan@jansen.example"
    assert "één tik" in said(guests.get(guests.home))


def test_their_own_tap_in_the_mail_makes_the_promise(guests, visitor, meeting, on_show):
    guests.send(f"{guests.home}/claims", card=on_show.number, name="Jan Jansen",
                email="jan@jansen.example")  # fmt: skip

    visitor.send(_address(), name="Jan Jansen", place="Installatie Jansen", kind="company")

    jan = User.with_email("jan@jansen.example")
    assert on_show.lead is jan
    assert jan.organisation.kind is Kind.COMPANY
    assert db.session.scalar(select(Pledge)) is None


def test_who_was_removed_does_not_come_back_by_a_promise(
    board, guests, meeting, on_show, karin, marleen
):
    with writing():
        members.remove(board, karin.id, marleen, board.moment)

    reply = guests.send(f"{guests.home}/claims", card=on_show.number, name="Karin",
                        email=karin.email)  # fmt: skip

    assert "Kijk in je mail" in said(guests.get(reply.headers["Location"]))
    assert db.session.scalar(select(Invitation.id)) is None
    assert "/invitations/" not in db.session.scalar(select(Mail.text).where(Mail.kind == "removed"))


def test_a_second_action_goes_along_in_the_same_mail(
    board, guests, meeting, on_show, boarded, stick, wim
):
    other = boarded(stick("Gastlessen plannen"))[0]
    form = {"name": "Jan Jansen", "email": "jan@jansen.example"}
    guests.send(f"{guests.home}/claims", card=on_show.number, **form)
    with board.turn():
        meeting.show(other, by=wim)

    guests.send(f"{guests.home}/claims", card=other.number, **form)

    assert db.session.query(Mail).count() == 1
    assert db.session.query(Pledge).count() == 2


def test_who_was_first_keeps_it(board, guests, visitor, on_show, karin):
    guests.send(f"{guests.home}/claims", card=on_show.number, name="Jan Jansen",
                email="jan@jansen.example")  # fmt: skip
    with board.turn():
        on_show.claim(by=karin)

    visitor.send(_address(), name="Jan Jansen", place="Installatie Jansen", kind="company")

    assert on_show.lead is karin


def test_a_wrong_address_is_said_at_its_field_and_the_name_stays(guests, on_show):
    reply = guests.send(f"{guests.home}/claims", card=on_show.number, name="Jan", email="jan")

    assert reply.status_code == 422
    assert "geen mailadres" in said(reply)
    assert 'value="Jan"' in reply.text


def test_the_round_that_went_on_is_said(guests, propose):
    other = propose()

    reply = guests.act(f"{guests.home}/claims", card=other.number)

    assert reply.status_code == 409


def _address():
    """The invitation's address, as it stands in the mail."""
    text = db.session.scalar(select(Mail.text))
    return re.search(r"/invitations/\S+", text)[0]
