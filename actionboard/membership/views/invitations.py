"""Inviting people onto a board, and its link on the wall, as pages."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, request
from flask_login import login_required
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me, now
from actionboard.accounts.models import Role
from actionboard.boards.access import facilitated
from actionboard.boards.models import Board
from actionboard.core.database import db, writing
from actionboard.core.errors import Invalid, Rejected
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import ngettext
from actionboard.core.messages import N_
from actionboard.membership import invitations
from actionboard.membership.models import Invitation
from actionboard.membership.views.members import people_page

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


def _back(board: Board, said: str) -> Response:
    flash(said)
    return redirect(f"{board.url}/members", 303)
