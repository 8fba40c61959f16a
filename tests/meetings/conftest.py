"""A meeting of the cast."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actionboard.db import db, writing
from actionboard.meetings.models import Meeting


@pytest.fixture
def meeting(board, today):
    """Today's meeting on the board of Voorbeeldland."""
    return _held(board, today)


@pytest.fixture
def earlier(board, today):
    """The one before, seven weeks ago."""
    return _held(board, today - timedelta(weeks=7))


def _held(board, day):
    with writing():
        meeting = Meeting(board_id=board.id, held_on=day, place="de kantine")
        db.session.add(meeting)
    return meeting
