"""The first page: what one has in hand over all boards, and the boards; a new board."""

from __future__ import annotations

import re

from flask import Blueprint, abort, redirect, render_template, request
from flask_login import login_required
from sqlalchemy import select
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me, now
from actionboard.accounts.models import Membership, Role
from actionboard.accounts.person_badge import Seat
from actionboard.boards.models import Board
from actionboard.cards.across_boards import in_hand
from actionboard.cards.stuck_reasons import asked_of
from actionboard.core.database import db, writing
from actionboard.core.errors import Invalid
from actionboard.core.folded_text import folded
from actionboard.core.local_time import day_of
from actionboard.core.messages import N_
from actionboard.membership.organisations import boards_of

home = Blueprint("home", __name__)


@home.get("/")
@login_required
def index() -> str:
    """One's own actions, and all boards that one may see."""
    return _index()


@home.post("/boards")
@login_required
def create() -> Response | tuple[str, int]:
    """Make a new, empty board; whoever makes it coordinates it."""
    name = " ".join(request.form.get("name", "").split())
    try:
        board = _create(name)
    except Invalid as error:
        return _index(name=name, error=error.sentence), error.status
    return redirect(f"/boards/{board.slug}", 303)


def _index(**typed: str) -> str:
    boards = boards_of(me())
    cards = in_hand(me(), boards)
    return render_template(
        "overview/home.html", boards=boards, cards=cards, first=Seat.of(me()).first,
        agenda=asked_of(me(), cards, day_of(now())), may_create=me().is_admin, **typed,
    )  # fmt: skip


def _create(name: str) -> Board:
    if not me().is_admin:
        abort(403)
    slug = re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-")[:60]
    if len(name) < 3 or not slug:
        raise Invalid("name", N_("Geef het bord een naam, bijvoorbeeld BPV regio Voorbeeldland."))
    with writing():
        if db.session.scalar(select(Board.id).where(Board.slug == slug)):
            raise Invalid("name", N_("Er is al een bord met deze naam. Kies een andere."))
        board = Board.create(slug, name[:120], by=me(), at=now())
        db.session.add(Membership(board_id=board.id, user_id=me().id, role=Role.COORDINATOR))
    return board
