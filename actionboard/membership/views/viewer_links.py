"""A board for who only looks, by a link: the page, its stream, and managing the links."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace

from flask import Blueprint, Response, abort, render_template, request
from flask_login import login_required

from actionboard.accounts.current_user import me, now
from actionboard.accounts.models import Role
from actionboard.board_page import snapshot
from actionboard.board_page.filters import Filter
from actionboard.board_page.renderer import Brush, Viewer
from actionboard.boards.models import Board
from actionboard.core.database import db
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import language
from actionboard.core.local_time import HOME
from actionboard.live.event_stream import open_stream
from actionboard.live.watcher import Watcher
from actionboard.membership import viewer_links
from actionboard.membership.models import ViewerLink
from actionboard.membership.views.doors import OF_RIGHTS
from actionboard.membership.views.members import people, people_page
from actionboard.web.changes import changes
from actionboard.web.replies import Reply
from actionboard.web.urls import link as full_address

looking = Blueprint("looking", __name__)


@looking.get("/view/<secret>")
def show(secret: str) -> str:
    """The board, read-only."""
    found = _find(secret)
    board, viewer = found.board, _viewer(found, secret)
    see = snapshot.of(board, board.today, viewer.sight)
    brush = Brush(see, viewer)
    return render_template(
        "membership/viewer_board.html",
        board=SimpleNamespace(name=board.name, slug="", url=viewer.home),
        me=None,
        role=Role.VIEWER.value,
        lanes=brush.lanes(),
        columns=brush.columns(),
        chips=brush.chips(),
        kept=brush.kept(),
        themes=list(see.themes.values()),
        filters=viewer.wanted,
        version=see.version,
        now=f"{datetime.now(HOME):%H:%M}",
        day=board.today,
        boards=[],
        may_add=False,
        may_import=False,
        pages=[page for pages in viewer_links.PAGES for page in pages(board)],
    )


@looking.get("/view/<secret>/live")
def live(secret: str) -> Response:
    """Its stream; ends when the link is taken back."""
    found = _find(secret)
    viewer, board = _viewer(found, secret), found.board
    since = request.headers.get("Last-Event-ID") or request.args.get("since", "0")
    see = snapshot.of(board, board.today, viewer.sight)
    watcher = Watcher(board.id, found.key, viewer, 0)
    db.session.rollback()  # an open stream holds no connection
    return open_stream(see, int(since) if since.isdecimal() else 0, watcher)


@looking.post("/boards/<slug>/viewer-links")
@login_required
@changes(OF_RIGHTS, form=people)
def make(board: Board) -> Response:
    """Make a link; it is shown this once."""
    secret = viewer_links.make(board, request.form, me(), now())
    return Response(people_page(board, fresh=full_address(f"/view/{secret}")), 201)


@looking.delete("/boards/<slug>/viewer-links/<int:link>")
@login_required
@changes(OF_RIGHTS)
def revoke(board: Board, link: int) -> Reply:
    """Take a link back."""
    found = db.session.get(ViewerLink, link)
    if found is None or found.board_id != board.id:
        abort(404)
    viewer_links.revoke(board, found, me(), now())
    return Reply(_("De meekijklink is ingetrokken. Wie hem open had, ziet niets meer."))


def _find(secret: str) -> ViewerLink:
    return viewer_links.by_secret(secret) or abort(404)


def _viewer(link: ViewerLink, secret: str) -> Viewer:
    sight = "link" if link.names else "nameless"
    return Viewer(None, Filter.read(request.args), language(), sight, f"/view/{secret}")
