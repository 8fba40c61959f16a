"""Inviting people onto a board by mail, sending it again, taking it back."""

from __future__ import annotations

from flask import Blueprint, abort, request
from flask_login import login_required
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me, now
from actionboard.boards.access import facilitated
from actionboard.boards.models import Board
from actionboard.core.database import db, writing
from actionboard.core.errors import Rejected
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import ngettext
from actionboard.membership import invitations
from actionboard.membership.guest_list import read_guests
from actionboard.membership.members import read_role
from actionboard.membership.models import Invitation
from actionboard.membership.views.members import back_to_members, people_page

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
        guests = read_guests(request.form.get("addresses", ""))
        with writing():
            made = invitations.invite(board, guests, read_role(request.form), me(), now())
    except Rejected as refusal:
        errors = {refusal.at_field or "addresses": refusal.sentence}
        return people_page(board, values=request.form, errors=errors), refusal.status
    said = ngettext("%(num)s uitnodiging verstuurd.", "%(num)s uitnodigingen verstuurd.", len(made))
    if passed := len(guests) - len(made):
        said += " " + ngettext("%(num)s deed al mee.", "%(num)s deden al mee.", passed)
    return back_to_members(board, said)


@inviting.post(ONE)
def resend(slug: str, invitation: int) -> Response:
    """Mail an invitation once more."""
    board = facilitated(slug)
    with writing():
        invitations.resend(board, _find(board, invitation), me(), now())
    return back_to_members(board, _("De uitnodiging is opnieuw verstuurd."))


@inviting.delete(ONE)
def withdraw(slug: str, invitation: int) -> Response:
    """Take an invitation back."""
    board = facilitated(slug)
    with writing():
        invitations.withdraw(board, _find(board, invitation), me(), now())
    return back_to_members(board, _("De uitnodiging is weg."))


def _find(board: Board, invitation: int) -> Invitation:
    found = db.session.get(Invitation, invitation)
    if found is None or found.board_id != board.id:
        abort(404)
    return found
