"""A meeting on a phone: joining, sticking, voting, and nothing of the board."""

from __future__ import annotations

import re

import pytest

from actionboard.accounts.models import Kind
from actionboard.agenda.conclusions import Conclusion
from actionboard.agenda.decisions import Decision
from actionboard.boards import replay
from actionboard.core.database import db, writing
from actionboard.meetings.notes import Note
from actionboard.meetings.participants import Participant
from actionboard.meetings.phases import Phase
from actionboard.phones.live_phone import PhoneView
from actionboard.wall import votes
from actionboard.wall.votes import Vote
from tests.clients import Client, said


@pytest.fixture
def phone_of(app):
    """A phone that has the meeting's page open: `phone_of(meeting)`."""

    def phone_of(meeting):
        phone = Client(app, app.response_class)
        phone.home = f"/m/{meeting.code}"
        phone.get(phone.home)
        return phone

    return phone_of


@pytest.fixture
def karins(phone_of, meeting):
    """Karin's phone."""
    return phone_of(meeting)


def test_looking_joins_nothing(karins, meeting):
    assert Participant.count(meeting) == 0


def test_the_first_note_joins_and_sticks_in_one_step(karins, meeting):
    karins.send(f"{karins.home}/notes", flap="2B", words="Eerder bellen", who="mentor",
                level="local", side="company")  # fmt: skip

    note = Note.of(meeting)[0]
    assert (note.words, note.who, note.level_text) == ("Eerder bellen", "mentor", "school-bedrijf")
    assert note.side is Kind.COMPANY
    assert Participant.count(meeting) == 1
    assert replay.differences(meeting.board) == []


def test_a_note_that_is_sent_again_is_answered_and_stuck_once(karins, meeting):
    first = karins.act(f"{karins.home}/notes", flap="1A", words="groeien", key="k1")
    again = karins.act(f"{karins.home}/notes", flap="1A", words="groeien", key="k1")

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.text == again.text
    assert len(Note.of(meeting)) == 1


def test_an_empty_note_comes_back_with_what_was_typed_elsewhere(karins):
    reply = karins.send(f"{karins.home}/notes", flap="2B", words=" ", who="de mentor")

    assert reply.status_code == 422
    assert "Schrijf eerst iets op" in said(reply)
    assert "de mentor" in reply.text


def test_one_takes_back_ones_own_note_and_no_other(karins, phone_of, meeting):
    karins.send(f"{karins.home}/notes", flap="2B", words="Eerder bellen")
    note = Note.of(meeting)[0]
    other = phone_of(meeting)
    other.send(f"{other.home}/notes", flap="2B", words="Gastlessen")

    assert other.delete(f"{other.home}/notes/{note.id}").status_code == 404
    assert karins.delete(f"{karins.home}/notes/{note.id}").status_code == 303

    assert [one.words for one in Note.of(meeting)] == ["Gastlessen"]


def test_a_member_who_is_signed_in_joins_as_themselves(client_of, meeting, karin):
    client = client_of(karin)

    client.send(f"/m/{meeting.code}/me")

    joined = db.session.query(Participant).one()
    assert (joined.user_id, joined.name, joined.side) == (karin.id, "Karin Buis", Kind.COMPANY)


def test_an_outsider_who_is_signed_in_joins_as_anybody(client_of, meeting, buitenstaander):
    client_of(buitenstaander).send(f"/m/{meeting.code}/me")

    assert db.session.query(Participant).one().user_id is None


def test_a_name_is_given_if_one_likes(karins, meeting):
    karins.send(f"{karins.home}/me", side="school", name="Fatima", place="ROC")

    joined = db.session.query(Participant).one()
    assert (joined.name, joined.place, joined.side) == ("Fatima", "ROC", Kind.SCHOOL)


def test_a_phone_never_sees_the_board(karins, meeting, card):
    karins.send(f"{karins.home}/me", side="school")

    assert card.title not in karins.get(karins.home).text
    assert "/sign-in" in karins.get(meeting.board.url).headers["Location"]


def test_stickers_are_put_one_by_one_without_a_script(board, karins, meeting, stick, wim):
    note = stick()
    with board.turn():
        meeting.enter(Phase.VOTE, by=wim)

    for _time in range(2):
        karins.send(f"{karins.home}/votes", add=note.id, side="company")
    karins.send(f"{karins.home}/votes", take=note.id)

    assert [one.dots for one in Vote.sets_of(meeting)] == [{str(note.id): 1}]


def test_a_fourth_sticker_is_refused_with_how_many_there_are(board, karins, meeting, stick, wim):
    note = stick()
    with board.turn():
        meeting.enter(Phase.VOTE, by=wim)

    reply = karins.act(f"{karins.home}/votes", dot=[note.id] * 4)

    assert reply.status_code == 422
    assert "3 stickers" in said(reply)


def test_the_page_says_that_the_vote_is_over(board, karins, meeting, stick, wim):
    stick()
    with board.turn():
        meeting.enter(Phase.VOTE, by=wim)
        votes.close_poll(meeting, wim)

    assert "De stemming is gesloten" in said(karins.get(karins.home))


def test_a_wrong_code_leads_nowhere(visitor):
    assert visitor.get("/m/AAAAAA").status_code == 404


def test_a_typed_code_leads_to_the_meeting(visitor, meeting):
    typed = f"{meeting.code[:3].lower()} {meeting.code[3:].lower()}"

    first = visitor.get(f"/join?code={typed}").headers["Location"]

    assert visitor.get(first).headers["Location"] == f"/m/{meeting.code}"


def test_the_first_load_is_small(karins, meeting):
    """Sixty kilobytes in all, as they travel: the page, its style, its script."""
    travels = {"Accept-Encoding": "gzip"}
    page = karins.get(karins.home)
    files = re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', page.text)

    sizes = [len(karins.get(one, headers=travels).data) for one in (karins.home, *files)]

    assert len(files) == 2
    assert sum(sizes) < 60_000


def test_the_screen_that_is_up_is_told_by_its_mark(board, karins, meeting, wim):
    before = karins.get(f"{karins.home}/screen").headers["X-Screen"]
    with board.turn():
        meeting.enter(Phase.BUNDLE, by=wim)

    assert karins.get(f"{karins.home}/screen").headers["X-Screen"] != before


def test_what_is_agreed_changes_the_screen_of_open_phones(board, meeting, wim):
    view = PhoneView(meeting.id)
    before = view.look(board).mark
    with board.turn():
        Decision.make(meeting, "We bellen elke maandag", wim)

    agreed = view.look(board).mark
    with board.turn():
        Conclusion.draw(meeting, "Het werkt", wim)

    assert len({before, agreed, view.look(board).mark}) == 3


def test_afterwards_only_who_was_there_reads_what_was_agreed(board, karins, phone_of, meeting, wim):
    karins.send(f"{karins.home}/me", side="company")
    with board.turn():
        Decision.make(meeting, "We bellen vaker", wim)
        meeting.enter(Phase.CLOSED, by=wim)

    assert "We bellen vaker" in karins.get(karins.home).text
    assert "We bellen vaker" not in phone_of(meeting).get(karins.home).text


def test_a_phone_that_did_not_join_hears_nothing(karins):
    assert karins.get(f"{karins.home}/live").status_code == 404


def test_a_full_house_is_said_kindly(karins, meeting):
    with writing():
        moment = meeting.board.moment
        db.session.add_all(
            Participant(meeting_id=meeting.id, key=str(number), joined_at=moment)
            for number in range(600)
        )

    assert karins.act(f"{karins.home}/me").status_code == 429
