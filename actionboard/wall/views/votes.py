"""The vote as the facilitator handles it: closing and counting, opening again, raised hands."""

from __future__ import annotations

from flask import request

from actionboard.accounts.current_user import me
from actionboard.core.form_fields import read_number
from actionboard.core.i18n import gettext as _
from actionboard.meetings.flap_questions import ACTIONS
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from actionboard.meetings.views.blueprint import room
from actionboard.wall import votes
from actionboard.wall.views.doors import ON_WALL
from actionboard.web.changes import changes
from actionboard.web.replies import Reply

counting = room("counting", "/votes")


@counting.post("/closing")
@changes(ON_WALL)
def close(found: Meeting) -> Reply:
    """Close the vote and show what it came to."""
    votes.close_poll(found, me())
    return Reply(_("De stemming is gesloten."))


@counting.delete("/closing")
@changes(ON_WALL)
def reopen(found: Meeting) -> Reply:
    """Let it go on, hidden again."""
    votes.reopen_poll(found, me())
    return Reply(_("De stemming is weer open."))


@counting.delete("/late")
@changes(ON_WALL)
def leave_out(found: Meeting) -> Reply:
    """Count no stickers of phones that came when the vote was on."""
    votes.leave_out_late(found, me())
    return Reply(_("Alleen de telefoons van voor de stemming tellen mee."))


@counting.post("/late")
@changes(ON_WALL)
def let_in(found: Meeting) -> Reply:
    """Count them after all."""
    votes.leave_out_late(found, me(), out=False)
    return Reply(_("Alle telefoons tellen mee."))


@counting.post("/hands")
@changes(ON_WALL)
def hands(found: Meeting) -> Reply:
    """Keep how many raised their hand for each action."""
    for note in Note.of(found, ACTIONS):
        if f"hands-{note.id}" in request.form:
            votes.raise_hands(note, read_number(request.form.get(f"hands-{note.id}")), me())
    return Reply(_("De handen tellen mee."))
