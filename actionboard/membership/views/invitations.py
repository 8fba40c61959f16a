"""Inviting people onto a board by mail, sending it again, taking it back."""

from __future__ import annotations

from flask import Blueprint, abort, request
from flask_login import login_required

from actionboard.accounts.current_user import me, now
from actionboard.boards.access import facilitated
from actionboard.boards.models import Board
from actionboard.core.database import db
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import ngettext
from actionboard.membership import invitations
from actionboard.membership.guest_list import Guest, read_guests
from actionboard.membership.members import read_role
from actionboard.membership.models import Invitation
from actionboard.membership.views.doors import OF_PEOPLE
from actionboard.membership.views.members import people
from actionboard.web.changes import changes
from actionboard.web.replies import Reply

inviting = Blueprint("inviting", __name__, url_prefix="/boards/<slug>")
ONE = "/invitations/<int:invitation>"


@inviting.before_request
@login_required
def only_signed_in() -> None:
    """Inviting needs somebody who is signed in."""


def _guests(slug: str) -> list[Guest]:
    """Whom a pasted list names, before anybody waits for it."""
    facilitated(slug)
    return read_guests(request.form.get("addresses", ""))


@inviting.post("/invitations")
@changes(OF_PEOPLE, form=people, reads=_guests)
def invite(board: Board, guests: list[Guest]) -> Reply:
    """Invite a pasted list of addresses."""
    made = invitations.invite(board, guests, read_role(request.form), me(), now())
    said = ngettext("%(num)s uitnodiging verstuurd.", "%(num)s uitnodigingen verstuurd.", len(made))
    if passed := len(guests) - len(made):
        said += " " + ngettext("%(num)s deed al mee.", "%(num)s deden al mee.", passed)
    return Reply(said)


@inviting.post(ONE)
@changes(OF_PEOPLE)
def resend(board: Board, invitation: int) -> Reply:
    """Mail an invitation once more."""
    invitations.resend(board, _find(board, invitation), me(), now())
    return Reply(_("De uitnodiging is opnieuw verstuurd."))


@inviting.delete(ONE)
@changes(OF_PEOPLE)
def withdraw(board: Board, invitation: int) -> Reply:
    """Take an invitation back."""
    invitations.withdraw(board, _find(board, invitation), me(), now())
    return Reply(_("De uitnodiging is weg."))


def _find(board: Board, invitation: int) -> Invitation:
    found = db.session.get(Invitation, invitation)
    if found is None or found.board_id != board.id:
        abort(404)
    return found
