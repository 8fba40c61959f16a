"""The first page: what one has in hand over all boards, and the boards; a new board."""

from __future__ import annotations

import re

from flask import Blueprint, abort, render_template, request
from flask_login import login_required
from sqlalchemy import select

from actionboard.accounts.current_user import me, now
from actionboard.accounts.models import Membership, Role, User
from actionboard.accounts.person_badge import Seat
from actionboard.boards.models import Board
from actionboard.cards.across_boards import in_hand
from actionboard.cards.stuck_reasons import asked_of
from actionboard.core.database import db
from actionboard.core.errors import Invalid
from actionboard.core.folded_text import folded
from actionboard.core.local_time import day_of
from actionboard.core.messages import N_
from actionboard.membership.organisations import boards_of
from actionboard.web.changes import Door, changes, written
from actionboard.web.replies import NOTHING, Reply, Typed

home = Blueprint("home", __name__)


@home.get("/")
@login_required
def index(typed: Typed = NOTHING) -> str:
    """One's own actions, and all boards that one may see."""
    boards = boards_of(me())
    cards = in_hand(me(), boards)
    return render_template(
        "overview/home.html", boards=boards, cards=cards, first=Seat.of(me()).first,
        agenda=asked_of(me(), cards, day_of(now())), may_create=me().is_admin,
        values=typed.values, errors=typed.errors,
    )  # fmt: skip


def _adder() -> User:
    """Whoever may add to the boards."""
    return me() if me().is_admin else abort(403)


OF_BOARDS: Door[User] = Door(written(_adder), page="home.index", home=lambda _by: "/")


@home.post("/boards")
@login_required
@changes(OF_BOARDS, form=index)
def create(by: User) -> Reply:
    """Make a new, empty board; whoever makes it coordinates it."""
    name = " ".join(request.form.get("name", "").split())
    slug = re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-")[:60]
    if len(name) < 3 or not slug:
        raise Invalid("name", N_("Geef het bord een naam, bijvoorbeeld BPV regio Voorbeeldland."))
    if db.session.scalar(select(Board.id).where(Board.slug == slug)):
        raise Invalid("name", N_("Er is al een bord met deze naam. Kies een andere."))
    board = Board.create(slug, name[:120], by=by, at=now())
    db.session.add(Membership(board_id=board.id, user_id=by.id, role=Role.COORDINATOR))
    return Reply(to=board.url)
