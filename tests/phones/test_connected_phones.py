"""How many phones of a meeting are connected: by their open streams, for as long as those last."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from actionboard.core.database import db, writing
from actionboard.live.watcher import Watcher
from actionboard.meetings.models import Meeting
from actionboard.meetings.participants import Participant
from actionboard.phones import connected_phones
from actionboard.phones.connected_phones import LOST_AFTER, Connected
from actionboard.phones.live_phone import PhoneView


@pytest.fixture(autouse=True)
def looks_at_once(monkeypatch):
    monkeypatch.setattr(connected_phones, "LOOK_EVERY", 0)


@pytest.fixture
def meeting(board, wim, today):
    """A meeting with three phones that joined."""
    with board.turn():
        made = Meeting.plan(board, today, by=wim)
    with writing():
        db.session.add_all(
            Participant(meeting_id=made.id, key=key, joined_at=datetime.now(UTC)) for key in "abc"
        )
    return made


@pytest.fixture
def streams(meeting):
    """The open streams of these phones: `streams("a", "b")`."""

    def streams(*keys):
        open_now = [Watcher(meeting.board_id, key, PhoneView(meeting.id), 0) for key in keys]
        return {meeting.board_id: open_now}

    return streams


def here(meeting, at=None):
    db.session.commit()
    return Participant.connected(meeting, at or datetime.now(UTC))


def test_who_joined_and_has_no_stream_is_not_connected(meeting, streams):
    Connected().note(streams("a", "b"))

    assert (here(meeting), Participant.count(meeting)) == (2, 3)


def test_who_leaves_is_gone_at_the_next_look(meeting, streams):
    phones = Connected()
    phones.note(streams("a", "b"))

    phones.note(streams("b"))

    assert here(meeting) == 1


def test_phones_of_a_server_that_fell_count_no_more_after_a_while(meeting, streams):
    Connected().note(streams("a", "b", "c"))

    assert here(meeting, datetime.now(UTC) + LOST_AFTER + timedelta(seconds=1)) == 0


def test_two_servers_count_their_own(meeting, streams):
    one, other = Connected(), Connected()
    one.note(streams("a"))
    other.note(streams("b"))

    one.note(streams())

    assert here(meeting) == 1
