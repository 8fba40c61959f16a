"""Boards as pages: all of mine, one of them, its history, its live stream."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from flask import Blueprint, Response, abort, redirect, render_template, request
from flask_login import current_user, login_required
from sqlalchemy import select
from werkzeug.wrappers import Response as BaseResponse

from actionboard.accounts.models import Membership, Role
from actionboard.boards.finding import Glance, glance
from actionboard.boards.models import Board
from actionboard.boards.unchanged import kept_by_browser
from actionboard.db import db, writing
from actionboard.errors import Invalid
from actionboard.i18n import HOME, folded
from actionboard.live import snapshot
from actionboard.live.filters import Filter
from actionboard.live.paint import Brush, Viewer
from actionboard.live.stream import open_stream
from actionboard.live.tail import Watcher
from actionboard.sentences import N_

boards = Blueprint("boards", __name__)


@boards.get("/")
@login_required
def index() -> str:
    """All boards that this person may see."""
    return _index()


@boards.post("/boards")
@login_required
def create() -> BaseResponse | tuple[str, int]:
    """Make a new, empty board; whoever makes it coordinates it."""
    name = " ".join(request.form.get("name", "").split())
    try:
        board = _create(name)
    except Invalid as error:
        return _index(name=name, error=error.sentence), error.status
    return redirect(f"/boards/{board.slug}", 303)


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
        "board.html",
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
        may_import=seen.role in (Role.FACILITATOR, Role.COORDINATOR),
    )


def _viewer(seen: Glance) -> Viewer:
    return Viewer(seen.seat, Filter.read(request.args), seen.language)


def _index(**typed: str) -> str:
    found = db.session.scalars(Board.visible_to(current_user).order_by(Board.name)).all()
    return render_template("boards.html", boards=found, may_create=current_user.is_admin, **typed)


def _create(name: str) -> Board:
    if not current_user.is_admin:
        abort(403)
    slug = re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-")[:60]
    if len(name) < 3 or not slug:
        raise Invalid("name", N_("Geef het bord een naam, bijvoorbeeld BPV regio Voorbeeldland."))
    with writing():
        if db.session.scalar(select(Board.id).where(Board.slug == slug)):
            raise Invalid("name", N_("Er is al een bord met deze naam. Kies een andere."))
        board = Board.create(slug, name[:120], by=current_user, at=datetime.now(UTC))
        role = Role.COORDINATOR
        db.session.add(Membership(board_id=board.id, user_id=current_user.id, role=role))
    return board
