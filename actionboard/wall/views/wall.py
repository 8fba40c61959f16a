"""The wall on the beamer: the page, its stream, its steps, its clock, and taking a step back."""

from __future__ import annotations

from datetime import datetime

from flask import abort, render_template, request
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me
from actionboard.boards.access import enter, leads
from actionboard.boards.page_head import glance
from actionboard.core.database import db
from actionboard.core.form_fields import read_number
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import language
from actionboard.core.local_time import HOME
from actionboard.live.event_stream import open_stream
from actionboard.live.watcher import Watcher
from actionboard.meetings.models import Meeting
from actionboard.meetings.phases import Phase
from actionboard.meetings.views.blueprint import find, room
from actionboard.wall import live_wall, votes
from actionboard.wall.live_wall import SKEW, WallView
from actionboard.wall.views.doors import ON_WALL
from actionboard.web.changes import changes
from actionboard.web.replies import Reply

wall = room("wall")


@wall.get("/wall")
def show(slug: str, meeting: int) -> str:
    """The wall."""
    found = find(slug, meeting)
    if not found.flaps:
        abort(404)
    chosen = {int(one) for one in request.args.get("chosen", "").split(".") if one.isdecimal()}
    return render_template(
        "wall/wall.html",
        board=found.board,
        meeting=found,
        role=enter(slug)[1].value,
        leads=leads(slug),
        themes=found.board.themes,
        chosen=chosen,
        now=f"{datetime.now(HOME):%H:%M}",
        **live_wall.around(live_wall.of(found)),
    )


@wall.get("/live")
def live(slug: str, meeting: int) -> Response:
    """Its stream: what was missed, then what happens."""
    seen = glance(slug)
    view = WallView(meeting, language())
    see = live_wall.of(find(slug, meeting))
    since = request.headers.get("Last-Event-ID") or request.args.get("since", "0")
    db.session.rollback()  # an open stream holds no connection
    missed = int(since) - SKEW if since.isdecimal() and see.version != int(since) else see.version
    return open_stream(see, max(0, missed), Watcher(seen.id, seen.session_key, view, 0))


@wall.post("/phase")
@changes(ON_WALL)
def enter_phase(found: Meeting) -> Reply:
    """Go to a step, on or back."""
    wanted = request.form.get("phase", "")
    found.enter(Phase(wanted) if wanted in list(Phase) else abort(400), me())
    if found.phase is Phase.CLOSED:
        votes.forget(found)
    return Reply(_("De wand is nu bij: %(step)s.", step=found.phase.label))


@wall.post("/timer")
@changes(ON_WALL)
def time(found: Meeting) -> Reply:
    """Start the clock, let it rest or go on, or take it away."""
    match request.form.get("clock"):
        case "pause":
            found.pause_timer(me())
        case "resume":
            found.resume_timer(me())
        case "stop":
            found.stop_timer(me())
        case _other:
            found.start_timer(read_number(request.form.get("minutes")) or 10, me())
    return Reply()
