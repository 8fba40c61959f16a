"""A meeting of Voorbeeldland, led by Wim, and phones in it; and the one before."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actionboard.accounts.models import Kind
from actionboard.core.database import db, writing
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from actionboard.meetings.participants import Participant


@pytest.fixture
def meeting(board, wim, today):
    """Today's meeting, at its first step."""
    with board.turn():
        return Meeting.plan(board, today, by=wim, place="kantine")


@pytest.fixture
def phone(meeting):
    """Joins with a phone: `phone("a", side=Kind.COMPANY)`."""

    def phone(key="a", side=Kind.COMPANY):
        with writing():
            joined = Participant(
                meeting_id=meeting.id, key=key, side=side, joined_at=meeting.board.moment
            )
            db.session.add(joined)
        return joined

    return phone


@pytest.fixture
def stick(board, meeting, wim):
    """Sticks a note: `stick("Bellen", flap="2A", participant=phone())`."""

    def stick(words="Vaste contactpersoon", *, flap="2B", **given):
        if "participant" not in given:
            given.setdefault("by", wim)
        with board.turn():
            return Note.stick(meeting, flap, words, **given)

    return stick


@pytest.fixture
def earlier(board, today):
    """The one before, seven weeks ago."""
    return _held(board, today - timedelta(weeks=7))


def _held(board, day):
    with writing():
        meeting = Meeting(board_id=board.id, held_on=day, place="de kantine")
        db.session.add(meeting)
    return meeting
