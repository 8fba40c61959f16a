"""A meeting on people's own phones: small pages for who joined by its code, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Response, abort, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from actionboard import assets, codes
from actionboard.boards.models import Level
from actionboard.db import db, writing
from actionboard.errors import Rejected
from actionboard.live.phone import Phone, PhoneView
from actionboard.live.stream import open_stream
from actionboard.live.tail import Watcher
from actionboard.meetings.notes import Note
from actionboard.meetings.people import Participant
from actionboard.meetings.views import handset
from actionboard.meetings.views.screen import MINE, Answer, around, page, refused, room
from actionboard.meetings.voting import Vote
from actionboard.web import htmx

phones = room("phones")


@phones.get("/join")
def enter() -> BaseResponse | str:
    """Where a code is typed; a board's link and a meeting have the same door."""
    code = codes.plain(request.args.get("code", ""))[:12]
    return redirect(f"/join/{code}") if code.isalnum() else render_template("phone/code.html")


@phones.get(MINE)
def show(code: str) -> BaseResponse:
    """The phone's page, whatever step the meeting is at. Looking joins nothing yet."""
    return page(handset.meeting_of(code))


@phones.get("/m/worker.js")
def worker() -> Response:
    """What keeps the page for where there is no network; from here it reaches /m/ alone."""
    return assets.serve("", "phone/worker.js")


@phones.get(f"{MINE}/screen")
def screen(code: str) -> Response:
    """The part of it that changes with the steps, and which one it is."""
    shown = around(handset.meeting_of(code))
    response = Response(render_template("phone/_screen.html", **shown))
    response.headers["X-Screen"] = shown["token"]
    return response


@phones.get(f"{MINE}/live")
def live(code: str) -> Response:
    """Tells the phone which screen is up: at once, and whenever that is another one."""
    meeting = handset.meeting_of(code)
    found = Participant.find(meeting, handset.key()) or abort(404)
    see, watcher = Phone.of(meeting), Watcher(meeting.board_id, found.key, PhoneView(meeting.id), 0)
    db.session.rollback()  # an open stream holds no connection
    return open_stream(see, 0, watcher)


@phones.post(f"{MINE}/me")
def introduce(code: str) -> Answer:
    """Join, or say from which side one comes, and a name if one likes."""
    meeting = handset.meeting_of(code)
    try:
        if request.form or not Participant.is_one(meeting, handset.key()):
            with writing():
                handset.join(meeting)
    except Rejected as refusal:
        return refused(meeting, refusal)
    return Response(status=204) if htmx else redirect(handset.home(), 303)


@phones.post(f"{MINE}/notes")
def stick(code: str) -> Answer:
    """Stick a note; sent twice, it is stuck once."""
    meeting = handset.meeting_of(code)
    form = request.form
    try:
        with meeting.board.turn():
            db.session.refresh(meeting)
            level = form.get("level", "")
            note = Note.stick(
                meeting, form.get("flap", ""), form.get("words", ""),
                participant=handset.join(meeting),
                key=form.get("key", "")[:40] or None, who=form.get("who", ""),
                level_text=Level(level).label.lower() if level in list(Level)[:3] else "",
            )  # fmt: skip
    except Rejected as refusal:
        return refused(meeting, refusal)
    if htmx:
        page = render_template("phone/_mine.html", note=note, home=handset.home())
        return Response(page, 201)
    return redirect(f"{handset.home()}?flap={note.flap}#mine", 303)


@phones.delete(f"{MINE}/notes/<int:note>")
def withdraw(code: str, note: int) -> Answer:
    """Take one's own note back."""
    meeting = handset.meeting_of(code)
    try:
        with meeting.board.turn():
            mine = Participant.find(meeting, handset.key())
            found = Note.find(meeting, note)
            if mine is None or found is None or found.participant_id != mine.id:
                abort(404)
            found.take_off(None)
    except Rejected as refusal:
        return refused(meeting, refusal)
    return Response(status=204) if htmx else redirect(f"{handset.home()}#mine", 303)


@phones.post(f"{MINE}/votes")
def vote(code: str) -> Answer:
    """Put one's whole set of stickers; without a script, one more or one less."""
    meeting = handset.meeting_of(code)
    try:
        with writing():
            participant = handset.join(meeting)
            Vote.cast(meeting, participant, _dots(participant), datetime.now(UTC))
    except Rejected as refusal:
        return refused(meeting, refusal)
    return Response(status=204) if htmx else redirect(handset.home(), 303)


# Beneath the pages -----------------------------------------------------------------------------


def _dots(participant: Participant) -> dict[int, int]:
    form = request.form
    if "add" not in form and "take" not in form:
        placed = [int(one) for one in form.getlist("dot") if one.isdecimal() and len(one) < 10]
        return {number: placed.count(number) for number in placed}
    dots = Vote.by(participant)
    for field, step in (("add", 1), ("take", -1)):
        if (one := form.get(field, "")).isdecimal() and len(one) < 10:
            dots[int(one)] = max(0, dots.get(int(one), 0) + step)
    return dots
