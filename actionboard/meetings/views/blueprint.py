"""What the pages of a meeting share: finding it, and the door for who leads it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Blueprint, abort
from flask_login import login_required

from actionboard.boards.access import find_board
from actionboard.boards.turn import facilitated_turn
from actionboard.meetings.models import Meeting
from actionboard.web.changes import Door


def room(name: str, below: str = "") -> Blueprint:
    """Routes of one meeting, for who is signed in; what else it takes, each of them asks."""
    made = Blueprint(name, __name__, url_prefix=f"/boards/<slug>/meetings/<int:meeting>{below}")
    made.before_request(login_required(lambda: None))
    return made


def find(slug: str, number: int) -> Meeting:
    """A meeting of a board that the signed-in person may see; 404 otherwise."""
    return Meeting.find(find_board(slug), number) or abort(404)


@contextmanager
def lead(slug: str, meeting: int) -> Iterator[Meeting]:
    """A meeting during its board's turn, for whoever leads it; committed at the end."""
    with facilitated_turn(slug) as board:
        yield Meeting.find(board, meeting) or abort(404)


OF_MEETING: Door[Meeting] = Door(lead, page="meetings.show", home=lambda meeting: meeting.url)
