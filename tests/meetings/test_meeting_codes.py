"""Codes of meetings: typed, scanned, guessed, and never a way to keep a room out."""

from __future__ import annotations

import pytest

from actionboard.meetings import meeting_codes
from actionboard.meetings.participants import Participant
from tests.clients import Client, said

ROOM, AWAY = "198.51.100.7", "203.0.113.9"


@pytest.fixture
def phone_at(app):
    """A phone that asks from an address: `phone_at(ROOM)`."""

    def phone_at(address):
        phone = Client(app, app.response_class)
        phone.environ_base["REMOTE_ADDR"] = address
        return phone

    return phone_at


@pytest.fixture
def guessed(phone_at, monkeypatch):
    """Somebody in the room who has guessed until nothing is left."""
    monkeypatch.setattr(meeting_codes, "HERE", 3)
    guesser = phone_at(ROOM)
    for code in ("AAAAAA", "BBBBBB", "CCCCCC"):
        assert guesser.get(f"/m/{code}").status_code == 404
    return guesser


def test_a_wrong_code_is_asked_for_again_with_what_was_typed(visitor):
    reply = visitor.get("/m/abc 234")

    assert reply.status_code == 404
    assert "Deze code kennen we niet" in said(reply)
    assert 'value="ABC234"' in reply.text


def test_a_typed_code_tells_nothing_once_too_many_were_wrong(guessed, meeting):
    right, wrong = guessed.get(f"/m/{meeting.code}"), guessed.get("/m/DDDDDD")

    assert (right.status_code, wrong.status_code) == (429, 429)
    assert "Scan de QR" in said(right)


def test_who_scans_the_code_gets_in_whoever_guessed_beside_them(guessed, phone_at, meeting):
    karins = phone_at(ROOM)
    scanned = f"/m/{meeting_codes.in_qr(meeting.code)}"

    assert karins.get(scanned).status_code == 200
    assert karins.send(f"{scanned}/me", side="company").headers["Location"] == scanned
    assert Participant.count(meeting) == 1


def test_where_somebody_joined_all_others_type_the_code(guessed, phone_at, meeting):
    phone_at(ROOM).send(f"/m/{meeting_codes.in_qr(meeting.code)}/me")

    assert phone_at(ROOM).get(f"/m/{meeting.code}").status_code == 200


def test_who_guesses_at_home_keeps_nobody_else_out(guessed, phone_at, meeting):
    assert phone_at(AWAY).get(f"/m/{meeting.code}").status_code == 200


def test_a_phone_that_is_in_stays_in(phone_at, meeting, monkeypatch):
    karins = phone_at(ROOM)
    karins.send(f"/m/{meeting.code}/me")
    karins.environ_base["REMOTE_ADDR"] = AWAY
    monkeypatch.setattr(meeting_codes, "HERE", 0)

    assert karins.get(f"/m/{meeting.code}/screen").status_code == 200


def test_half_a_scanned_code_is_a_guess(visitor, meeting):
    assert visitor.get(f"/m/{meeting.code}AAAAAA").status_code == 404


def test_thirty_phones_behind_one_address_all_join(phone_at, meeting):
    for _phone in range(30):
        phone_at(ROOM).send(f"/m/{meeting.code}/me")

    assert Participant.count(meeting) == 30
