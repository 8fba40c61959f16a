"""Who takes part in a board, as pages: their roles, taking them off it, and the audit list."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, request
from flask_login import login_required
from sqlalchemy import select
from werkzeug.wrappers import Response

from actionboard.accounts.models import Membership, Role
from actionboard.boards.models import Board
from actionboard.cards.faces import Seat
from actionboard.db import db, writing
from actionboard.errors import Invalid, Rejected
from actionboard.i18n import gettext as _
from actionboard.i18n import ngettext
from actionboard.managing import leaving, members
from actionboard.managing.auditing import in_words
from actionboard.managing.models import Audit
from actionboard.managing.views.inviting import people_page
from actionboard.managing.views.rights import coordinated, facilitated, me, now, page
from actionboard.sentences import N_

managing = Blueprint("managing", __name__, url_prefix="/boards/<slug>")
MEMBER = "/members/<int:person>"
SHOWN = 200  # entries of the audit list on one page


@managing.before_request
@login_required
def only_signed_in() -> None:
    """Managing needs somebody who is signed in."""


@managing.get("/members")
def people(slug: str) -> str:
    """Who takes part, and how others come."""
    return people_page(facilitated(slug))


@managing.post(MEMBER)
def change_role(slug: str, person: int) -> Response | tuple[str, int]:
    """Give somebody another role."""
    board = coordinated(slug)
    try:
        with writing():
            place = members.change_role(board, person, _role(), me(), now())
            who = place.user.name
    except Rejected as refusal:
        return people_page(board, refused=refusal.sentence), refusal.status
    flash(_("De rol van %(who)s is gewijzigd.", who=who))
    return redirect(f"{board.url}/members", 303)


@managing.get(f"{MEMBER}/remove")
def ask_remove(slug: str, person: int) -> str:
    """Take somebody off the board? Says first where their cards will go."""
    board = coordinated(slug)
    place = _place(board, person)
    led = [card for card in leaving.cards_with(board, place.user) if card.lead_id == person]
    return page(
        "remove", board, "people", person=Seat.of(place.user), led=led,
        contact=leaving.contact_on(board, place.user),
        is_last=members.is_last_coordinator(board, place.user),
    )  # fmt: skip


@managing.delete(MEMBER)
def remove(slug: str, person: int) -> Response | tuple[str, int]:
    """Take somebody off the board; open pages and streams of theirs end."""
    board = coordinated(slug)
    try:
        who = _place(board, person).user.name
        with writing():
            led = members.remove(board, person, me(), now())
    except Rejected as refusal:
        return people_page(board, refused=refusal.sentence), refusal.status
    passed = ngettext("%(num)s actie is overgedragen.", "%(num)s acties zijn overgedragen.",
                      len(led))  # fmt: skip
    flash(_("%(who)s doet niet meer mee.", who=who) + (f" {passed}" if led else ""))
    return redirect(f"{board.url}/members" if person != me().id else "/", 303)


@managing.get("/audit")
def audit_list(slug: str) -> str:
    """Who did what to rights, the latest first."""
    board = coordinated(slug)
    entries = db.session.scalars(
        select(Audit).where(Audit.board_id == board.id).order_by(Audit.id.desc()).limit(SHOWN)
    )
    return page("audit", board, "audit", entries=[(one.at, in_words(one)) for one in entries])


def _place(board: Board, person: int) -> Membership:
    try:
        return members.membership_of(board, person)
    except members.NoMember:
        abort(404)


def _role() -> Role:
    try:
        return Role(request.form.get("role", ""))
    except ValueError:
        raise Invalid("role", N_("Kies een rol.")) from None
