"""Who takes part in a board, as pages: how they come, their roles, taking them off it."""

from __future__ import annotations

from flask import Blueprint, request
from flask_login import login_required
from sqlalchemy import select

from actionboard.accounts.current_user import me, now
from actionboard.accounts.models import Role
from actionboard.accounts.person_badge import Seat
from actionboard.boards.access import coordinated, facilitated
from actionboard.boards.models import Board
from actionboard.boards.views.settings_layout import page
from actionboard.core.database import db
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import ngettext
from actionboard.membership import join_links, leaving, members, viewer_links
from actionboard.membership.models import Invitation
from actionboard.membership.views.doors import OF_RIGHTS
from actionboard.web.changes import changes
from actionboard.web.replies import NOTHING, Reply, Typed

managing = Blueprint("managing", __name__, url_prefix="/boards/<slug>")
MEMBER = "/members/<int:person>"


@managing.before_request
@login_required
def only_signed_in() -> None:
    """Managing needs somebody who is signed in."""


@managing.get("/members")
def people(slug: str, typed: Typed = NOTHING) -> str:
    """Who takes part, and how others come."""
    asked = NOTHING if typed.form == "managing.change_role" else typed  # its role is nobody else's
    return people_page(facilitated(slug), values=asked.values, errors=asked.errors)


@managing.post(MEMBER)
@changes(OF_RIGHTS)
def change_role(board: Board, person: int) -> Reply:
    """Give somebody another role."""
    place = members.change_role(board, person, members.read_role(request.form), me(), now())
    return Reply(_("De rol van %(who)s is gewijzigd.", who=place.user.name))


@managing.get(f"{MEMBER}/remove")
def ask_remove(slug: str, person: int) -> str:
    """Take somebody off the board? Says first where their cards will go."""
    board = coordinated(slug)
    place = members.membership_of(board, person)
    led = [card for card in leaving.cards_with(board, place.user) if card.lead_id == person]
    return page(
        "membership/remove_member.html",
        board,
        "people",
        person=Seat.of(place.user),
        led=led,
        contact=leaving.contact_on(board, place.user),
        is_last=members.is_last_coordinator(board, place.user),
    )


@managing.delete(MEMBER)
@changes(OF_RIGHTS)
def remove(board: Board, person: int) -> Reply:
    """Take somebody off the board; open pages and streams of theirs end."""
    who = members.membership_of(board, person).user.name
    led = members.remove(board, person, me(), now())
    said = _("%(who)s doet niet meer mee.", who=who)
    if led:
        said += " " + ngettext(
            "%(num)s actie is overgedragen.", "%(num)s acties zijn overgedragen.", len(led)
        )
    return Reply(said, to="/" if person == me().id else "")


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
