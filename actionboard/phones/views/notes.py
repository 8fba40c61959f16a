"""One's own post-its on a phone: sticking one, taking it back."""

from __future__ import annotations

from flask import abort, render_template, request

from actionboard.boards.levels import Level
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from actionboard.meetings.participants import Participant
from actionboard.phones import phone_cookie
from actionboard.phones.views.phone import phones
from actionboard.phones.views.screen import IN_TURN, MINE
from actionboard.web.changes import changes
from actionboard.web.replies import Reply


@phones.post(f"{MINE}/notes")
@changes(IN_TURN)
def stick(meeting: Meeting) -> Reply:
    """Stick a note; sent twice, it is stuck once."""
    form, home = request.form, phone_cookie.home()
    level = form.get("level", "")
    note = Note.stick(
        meeting,
        form.get("flap", ""),
        form.get("words", ""),
        participant=phone_cookie.join(meeting),
        key=form.get("key", "")[:40] or None,
        who=form.get("who", ""),
        level_text=Level(level).label.lower() if level in list(Level)[:3] else "",
    )
    return Reply(
        to=f"{home}?flap={note.flap}#mine",
        show=lambda: render_template("phones/_own_note.html", note=note, home=home),
    )


@phones.delete(f"{MINE}/notes/<int:note>")
@changes(IN_TURN)
def withdraw(meeting: Meeting, note: int) -> Reply:
    """Take one's own note back."""
    mine = Participant.find(meeting, phone_cookie.key())
    found = Note.find(meeting, note)
    if mine is None or found is None or found.participant_id != mine.id:
        abort(404)
    found.take_off(None)
    return Reply(to=f"{phone_cookie.home()}#mine")
