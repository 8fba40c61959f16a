"""Who is signed out somewhere sees nothing more there: no page, and within a second no stream."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from http.client import HTTPConnection

import pytest
from sqlalchemy import delete

from actionboard.accounts import devices
from actionboard.accounts.models import BrowserSession, Membership
from actionboard.accounts.sessions import hashed
from actionboard.core.database import db, writing
from actionboard.meetings.models import Meeting
from actionboard.privacy import erasure
from tests.clients import Client, sign_in


@pytest.fixture
def stream_of(server):
    """Opens the live stream of the board with a cookie, and waits for its first word."""
    opened = []

    def open_stream(secret):
        connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
        headers = {"Cookie": f"actiebord={secret}"}
        connection.request("GET", "/boards/voorbeeldland/live", headers=headers)
        answer = connection.getresponse()
        assert answer.status == 200
        answer.readline()
        opened.append(connection)
        return answer

    yield open_stream
    for connection in opened:
        connection.close()


def seconds_until_it_ends(stream):
    began = time.monotonic()
    stream.read()
    return time.monotonic() - began


def test_a_stream_ends_within_a_second_of_its_browser(stream_of, karin):
    secret = sign_in(karin)
    stream = stream_of(secret)

    with writing():
        devices.end(karin, hashed(secret))

    assert seconds_until_it_ends(stream) < 1.0


def test_a_phone_in_a_meeting_keeps_no_other_stream_open(stream_of, app, board, wim, karin, today):
    """Somebody gave their phone's cookie the secret of their browser before they were removed."""
    secret = sign_in(karin)
    with board.turn():
        meeting = Meeting.plan(board, today, by=wim)
    phone = Client(app, app.response_class)
    phone.set_cookie("deelnemer", secret)
    phone.send(f"/m/{meeting.code}/me", side="company")
    stream = stream_of(secret)

    with writing():
        db.session.execute(delete(Membership).where(Membership.user_id == karin.id))

    assert seconds_until_it_ends(stream) < 1.0


def test_a_stream_ends_within_a_second_of_erasing_its_reader(stream_of, karin):
    stream = stream_of(sign_in(karin))

    with writing():
        erasure.erase(karin, datetime.now(UTC), by=karin)

    assert seconds_until_it_ends(stream) < 1.0


def test_a_stream_ends_when_the_hours_on_a_shared_computer_are_over(stream_of, karin):
    secret = sign_in(karin)
    stream = stream_of(secret)

    with writing():
        session = db.session.get(BrowserSession, hashed(secret))
        session.ends_at = session.seen_at

    assert seconds_until_it_ends(stream) < 1.0
