"""Inviting people onto a board, and its link on the wall, as pages."""

from __future__ import annotations

import segno
from flask import Blueprint, abort, flash, redirect, request
from flask_login import login_required
from markupsafe import Markup
from sqlalchemy import select
from werkzeug.wrappers import Response

from actionboard.accounts.models import Role
from actionboard.addresses import link
from actionboard.boards.models import Board
from actionboard.cards.faces import Seat
from actionboard.db import db, writing
from actionboard.errors import Invalid, Rejected
from actionboard.i18n import gettext as _
from actionboard.i18n import ngettext
from actionboard.managing import invitations, joining, looking, members
from actionboard.managing.models import Invitation
from actionboard.managing.views.rights import facilitated, me, now, page
from actionboard.sentences import N_

inviting = Blueprint("inviting", __name__, url_prefix="/boards/<slug>")
ONE = "/invitations/<int:invitation>"


@inviting.before_request
@login_required
def only_signed_in() -> None:
    """Inviting needs somebody who is signed in."""


@inviting.post("/invitations")
def invite(slug: str) -> Response | tuple[str, int]:
    """Invite a pasted list of addresses."""
    board = facilitated(slug)
    try:
        guests = invitations.read_guests(request.form.get("addresses", ""))
        with writing():
            made = invitations.invite(board, guests, _role(), me(), now())
    except Rejected as refusal:
        errors = {refusal.at_field or "addresses": refusal.sentence}
        return people_page(board, values=request.form, errors=errors), refusal.status
    said = ngettext("%(num)s uitnodiging verstuurd.", "%(num)s uitnodigingen verstuurd.", len(made))
    if passed := len(guests) - len(made):
        said += " " + ngettext("%(num)s deed al mee.", "%(num)s deden al mee.", passed)
    return _back(board, said)


@inviting.post(ONE)
def resend(slug: str, invitation: int) -> Response:
    """Mail an invitation once more."""
    board = facilitated(slug)
    with writing():
        invitations.resend(board, _find(board, invitation), me(), now())
    return _back(board, _("De uitnodiging is opnieuw verstuurd."))


@inviting.delete(ONE)
def withdraw(slug: str, invitation: int) -> Response:
    """Take an invitation back."""
    board = facilitated(slug)
    with writing():
        invitations.withdraw(board, _find(board, invitation), me(), now())
    return _back(board, _("De uitnodiging is weg."))


@inviting.get("/join-link")
def wall(slug: str) -> str:
    """The link as it hangs on the wall: its address, its code and its QR."""
    board = facilitated(slug)
    door = joining.door_of(board, now())
    url = link(f"/join/{door.code}") if door else ""
    return page("wall", board, "people", door=door, url=url, qr=_qr(url) if door else "")


@inviting.post("/join-link")
def open_door(slug: str) -> Response:
    """Open the board's link."""
    board = facilitated(slug)
    with writing():
        joining.open_door(board, request.form.get("for", ""), me(), now())
    return redirect(f"{board.url}/join-link", 303)


@inviting.delete("/join-link")
def close_door(slug: str) -> Response:
    """Close it."""
    board = facilitated(slug)
    with writing():
        joining.close_door(board, me(), now())
    return _back(board, _("De deelnamelink is dicht."))


def people_page(board: Board, **context: object) -> str:
    """Who takes part in a board, and who is still to come."""
    sent = db.session.scalars(
        select(Invitation).where(Invitation.board_id == board.id).order_by(Invitation.id.desc())
    ).all()
    around = {
        "members": [(Seat.of(one.user), one.role) for one in members.members_of(board)],
        "roles": members.REACH[Role.COORDINATOR],
        "bring": members.may_bring(me(), board),
        "invitations": [one for one in sent if one.used_at is None],
        "came": sum(one.used_at is not None for one in sent),
        "door": joining.door_of(board, now()),
        "links": looking.links_of(board),
        "now": now(),
    }
    return page("people", board, "people", **{**around, **context})


def _find(board: Board, invitation: int) -> Invitation:
    found = db.session.get(Invitation, invitation)
    if found is None or found.board_id != board.id:
        abort(404)
    return found


def _role() -> Role:
    try:
        return Role(request.form.get("role", ""))
    except ValueError:
        raise Invalid("role", N_("Kies een rol.")) from None


def _qr(url: str) -> Markup:
    drawn = segno.make(url, error="m").svg_inline(
        svgclass="qr", lineclass=None, omitsize=True, border=4, light="#fff", title=url
    )
    return Markup(drawn)  # noqa: S704  # of our own address


def _back(board: Board, said: str) -> Response:
    flash(said)
    return redirect(f"{board.url}/members", 303)
