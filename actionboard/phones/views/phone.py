"""A meeting on people's own phones: small pages for who joined by its code, and nothing else."""

from __future__ import annotations

from flask import Response, abort, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from actionboard.core import join_codes
from actionboard.core.database import db, writing
from actionboard.live.event_stream import open_stream
from actionboard.live.watcher import Watcher
from actionboard.meetings.models import Meeting
from actionboard.meetings.participants import Participant
from actionboard.phones import phone_cookie
from actionboard.phones.live_phone import Phone, PhoneView
from actionboard.phones.views.screen import AT_THE_DOOR, MINE, around, page, room
from actionboard.web import assets
from actionboard.web.changes import changes
from actionboard.web.replies import Reply

phones = room("phones")


@phones.get("/join")
def enter() -> BaseResponse | str:
    """Where a code is typed; a board's link and a meeting have the same door."""
    code = join_codes.plain(request.args.get("code", ""))[:12]
    return redirect(f"/join/{code}") if code.isalnum() else render_template("phones/type_code.html")


@phones.get(MINE)
def show(code: str) -> BaseResponse:
    """The phone's page, whatever step the meeting is at. Looking joins nothing yet."""
    return page(phone_cookie.meeting_of(code))


@phones.get("/m/worker.js")
def worker() -> Response:
    """What keeps the page for where there is no network; from here it reaches /m/ alone."""
    return assets.serve("", "phones/worker.js")


@phones.get(f"{MINE}/screen")
def screen(code: str) -> Response:
    """The part of it that changes with the steps, and which one it is."""
    shown = around(phone_cookie.meeting_of(code))
    response = Response(render_template("phones/_screen.html", **shown))
    response.headers["X-Screen"] = shown["token"]
    return response


@phones.get(f"{MINE}/live")
def live(code: str) -> Response:
    """Tells the phone which screen is up: at once, and whenever that is another one."""
    meeting = phone_cookie.meeting_of(code)
    found = Participant.find(meeting, phone_cookie.key()) or abort(404)
    see, watcher = Phone.of(meeting), Watcher(meeting.board_id, found.key, PhoneView(meeting.id), 0)
    db.session.rollback()  # an open stream holds no connection
    return open_stream(see, 0, watcher)


@phones.post(f"{MINE}/me")
@changes(AT_THE_DOOR)
def introduce(meeting: Meeting) -> Reply:
    """Join, or say from which side one comes, and a name if one likes."""
    if request.form or not Participant.is_one(meeting, phone_cookie.key()):
        with writing():
            phone_cookie.join(meeting)
    return Reply()
