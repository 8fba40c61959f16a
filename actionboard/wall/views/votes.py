"""The vote as the facilitator handles it: closing and counting, opening again, raised hands."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me
from actionboard.core.form_fields import read_number
from actionboard.core.i18n import gettext as _
from actionboard.meetings.flap_questions import ACTIONS
from actionboard.meetings.notes import Note
from actionboard.meetings.views.blueprint import lead, room
from actionboard.wall import votes
from actionboard.wall.views.wall_reply import wall_reply

counting = room("counting", "/votes")


@counting.post("/closing")
def close(slug: str, meeting: int) -> Response:
    """Close the vote and show what it came to."""
    with lead(slug, meeting) as found:
        votes.close_poll(found, me())
    return wall_reply(found, _("De stemming is gesloten."))


@counting.delete("/closing")
def reopen(slug: str, meeting: int) -> Response:
    """Let it go on, hidden again."""
    with lead(slug, meeting) as found:
        votes.reopen_poll(found, me())
    return wall_reply(found, _("De stemming is weer open."))


@counting.delete("/late")
def leave_out(slug: str, meeting: int) -> Response:
    """Count no stickers of phones that came when the vote was on."""
    with lead(slug, meeting) as found:
        votes.leave_out_late(found, me())
    return wall_reply(found, _("Alleen de telefoons van voor de stemming tellen mee."))


@counting.post("/late")
def let_in(slug: str, meeting: int) -> Response:
    """Count them after all."""
    with lead(slug, meeting) as found:
        votes.leave_out_late(found, me(), out=False)
    return wall_reply(found, _("Alle telefoons tellen mee."))


@counting.post("/hands")
def hands(slug: str, meeting: int) -> Response:
    """Keep how many raised their hand for each action."""
    with lead(slug, meeting) as found:
        for note in Note.of(found, ACTIONS):
            if f"hands-{note.id}" in request.form:
                votes.raise_hands(note, read_number(request.form.get(f"hands-{note.id}")), me())
    return wall_reply(found, _("De handen tellen mee."))
