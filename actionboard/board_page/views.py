"""A board as a page, and its live stream."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, Flask, Response, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from actionboard.accounts.models import LEADERS, Role
from actionboard.board_page import reply_pieces, snapshot
from actionboard.board_page.filters import Filter
from actionboard.board_page.renderer import Brush, Viewer
from actionboard.boards.page_head import Glance, glance
from actionboard.core.database import db
from actionboard.core.local_time import HOME
from actionboard.live.event_stream import open_stream
from actionboard.live.watcher import Watcher
from actionboard.web.etags import kept_by_browser
from actionboard.web.replies import PAINTS

boards = Blueprint("boards", __name__)


def init_app(app: Flask) -> None:
    """Serve the board, and paint what a turn touched on it."""
    app.register_blueprint(boards)
    PAINTS.add(reply_pieces)


@boards.get("/boards/<slug>")
def show(slug: str) -> BaseResponse | str:
    """One board; see `unchanged` for when the browser has it already."""
    seen = glance(slug)
    response = Response(_page(seen))
    if not seen.told:  # what is said once must not come back from the browser's cache
        response.headers.update(kept_by_browser(seen.etag))
    return response


@boards.get("/boards/<slug>/live")
def live(slug: str) -> BaseResponse:
    """The live stream: what was missed since a version, then what happens."""
    seen = glance(slug)
    since = request.headers.get("Last-Event-ID") or request.args.get("since", "0")
    see = snapshot.of(seen, seen.today)
    watcher = Watcher(seen.id, seen.session_key, _viewer(seen), 0)
    db.session.rollback()  # an open stream holds no connection
    return open_stream(see, int(since) if since.isdecimal() else 0, watcher)


def _page(seen: Glance) -> str:
    see, viewer = snapshot.of(seen, seen.today), _viewer(seen)
    brush = Brush(see, viewer)
    wanted = viewer.wanted
    return render_template(
        "board_page/board.html",
        board=seen,
        boards=seen.boards,
        role=seen.role,
        lanes=brush.lanes(),
        columns=brush.columns(),
        chips=brush.chips(),
        kept=brush.kept(),
        themes=list(see.themes.values()),
        filters=wanted,
        version=see.version,
        day=seen.today,
        now=f"{datetime.now(HOME):%H:%M}",
        may_add=seen.role != Role.VIEWER,
        may_import=seen.role in LEADERS,
    )


def _viewer(seen: Glance) -> Viewer:
    return Viewer(seen.seat, Filter.read(request.args), seen.language)
