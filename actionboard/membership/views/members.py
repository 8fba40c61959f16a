"""Who takes part in a board, as pages: their roles, taking them off it, and the audit list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from actionboard.accounts.current_user import me, now
from actionboard.accounts.models import Role
from actionboard.accounts.person_badge import Seat
from actionboard.boards.views.settings_layout import page
from actionboard.core.database import db
from actionboard.membership import join_links, members, viewer_links
from actionboard.membership.models import Invitation

if TYPE_CHECKING:
    from actionboard.boards.models import Board


from flask import Blueprint, abort, flash, redirect, request
from flask_login import login_required
from werkzeug.wrappers import Response

from actionboard.accounts.models import Membership
from actionboard.boards.access import coordinated, facilitated
from actionboard.boards.models import Board
from actionboard.core.database import writing
from actionboard.core.errors import Invalid, Rejected
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import ngettext
from actionboard.core.messages import N_
from actionboard.membership import leaving

managing = Blueprint("managing", __name__, url_prefix="/boards/<slug>")
MEMBER = "/members/<int:person>"


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
        "membership/remove_member.html", board, "people", person=Seat.of(place.user), led=led,
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
        "door": join_links.door_of(board, now()),
        "links": viewer_links.links_of(board),
        "now": now(),
    }
    return page("membership/members.html", board, "people", **{**around, **context})
