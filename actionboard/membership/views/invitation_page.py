"""What somebody sees who was invited: the invitation, and coming in by it."""

from __future__ import annotations

from typing import Any, cast

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask import session as flask_session
from flask_login import current_user, login_user
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import now
from actionboard.accounts.models import Kind, User
from actionboard.accounts.sessions import ServerSession
from actionboard.boards.models import Board
from actionboard.core.database import writing
from actionboard.core.errors import Rejected
from actionboard.core.i18n import gettext as _
from actionboard.membership import invitations
from actionboard.membership.models import Invitation

entrance = Blueprint("entrance", __name__)
session = cast("ServerSession", flask_session)
Answer = Response | tuple[str, int]


@entrance.get("/invitations/<secret>")
def invitation(secret: str) -> Answer:
    """Show an invitation with its button; opening it changes nothing, however often."""
    found = invitations.open_by(secret, now())
    return _invitation(found), 200 if found else 410


@entrance.post("/invitations/<secret>")
def accept(secret: str) -> Answer:
    """Come in."""
    try:
        with writing():
            found = invitations.open_by(secret, now())
            number = found.id if found else 0
            user, board, is_new = invitations.accept(secret, request.form, now())
        with board.turn():
            for heard in invitations.ACCEPTED:
                heard(number, user)
    except invitations.NoInvitation as refusal:
        return _invitation(None), refusal.status
    except Rejected as refusal:
        found = invitations.open_by(secret, now())
        errors = {refusal.at_field: refusal.sentence}
        return _invitation(found, values=request.form, errors=errors), refusal.status
    return _welcome(user, board, is_new)


def _invitation(found: Invitation | None, **context: Any) -> str:
    if found is None:
        return closed_page()
    asks = User.with_email(found.email or "") is None
    return form_page(
        "membership/invitation.html",
        found.board,
        invitation=found,
        asks=asks,
        **{"values": _known(found), **context},
    )


def _known(found: Invitation) -> dict[str, Any]:
    """What is known already; a place that takes part here is chosen in the list."""
    known = {one.name: one.id for one in invitations.places_on(found.board)}
    here = known.get(found.place, "")
    return {
        "name": found.name,
        "organisation": here,
        "place": "" if here else found.place,
        "kind": found.kind,
    }


def form_page(template: str, board: Board, **context: Any) -> str:
    """A form for who is new: who they are, and where they work."""
    places = [(one.id, one.name) for one in invitations.places_on(board)]
    around = {"values": {}, "errors": {}, "places": places, "kinds": list(Kind)}
    return render_template(template, to=board, **{**around, **context})


def closed_page() -> str:
    """What says that a link or a code works no longer."""
    return render_template("membership/link_closed.html")


def _welcome(user: User, board: Board, is_new: bool) -> Response:
    """On to the board; an account that there was already is signed in to as always."""
    if current_user.is_authenticated and current_user.id == user.id:
        return redirect(board.url, 303)
    if not is_new:
        flash(_("Je staat op het bord. Log nog even in."))
        return redirect(url_for("accounts.sign_in", next=board.url), 303)
    session.clear()
    session.renew()
    login_user(user, remember=False)
    return redirect(board.url, 303)
