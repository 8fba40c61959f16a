"""One's own post-its on a phone: sticking one, taking it back."""

from __future__ import annotations

from flask import Response, abort, redirect, render_template, request

from actionboard.boards.levels import Level
from actionboard.core.database import db
from actionboard.core.errors import Rejected
from actionboard.meetings.notes import Note
from actionboard.meetings.participants import Participant
from actionboard.phones import phone_cookie
from actionboard.phones.views.phone import phones
from actionboard.phones.views.screen import MINE, Answer, refused
from actionboard.web.request_guards import htmx


@phones.post(f"{MINE}/notes")
def stick(code: str) -> Answer:
    """Stick a note; sent twice, it is stuck once."""
    meeting = phone_cookie.meeting_of(code)
    form = request.form
    try:
        with meeting.board.turn():
            db.session.refresh(meeting)
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
    except Rejected as refusal:
        return refused(meeting, refusal)
    if htmx:
        page = render_template("phones/_own_note.html", note=note, home=phone_cookie.home())
        return Response(page, 201)
    return redirect(f"{phone_cookie.home()}?flap={note.flap}#mine", 303)


@phones.delete(f"{MINE}/notes/<int:note>")
def withdraw(code: str, note: int) -> Answer:
    """Take one's own note back."""
    meeting = phone_cookie.meeting_of(code)
    try:
        with meeting.board.turn():
            mine = Participant.find(meeting, phone_cookie.key())
            found = Note.find(meeting, note)
            if mine is None or found is None or found.participant_id != mine.id:
                abort(404)
            found.take_off(None)
    except Rejected as refusal:
        return refused(meeting, refusal)
    return Response(status=204) if htmx else redirect(f"{phone_cookie.home()}#mine", 303)
