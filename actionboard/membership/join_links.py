"""The board's own link on the wall: open for a while, for whoever is in the room."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from actionboard.accounts.audit_log import AuditVerb, audit
from actionboard.accounts.models import Role, User
from actionboard.accounts.rate_limits import Purse, wait_for
from actionboard.boards.models import Board
from actionboard.core import join_codes
from actionboard.core.database import db
from actionboard.core.errors import Rejected
from actionboard.core.form_fields import read_name
from actionboard.core.i18n import gettext as _
from actionboard.core.mail_address import read_address
from actionboard.core.messages import N_
from actionboard.mail import letter as mail
from actionboard.mail import outbox
from actionboard.membership import invitations, members
from actionboard.membership.guest_list import Guest
from actionboard.membership.models import Invitation, JoinLink

OPENED = AuditVerb("join.opened", says=N_("%(who)s zette de deelnamelink open"))
CLOSED = AuditVerb("join.closed", says=N_("%(who)s sloot de deelnamelink"))

LENGTH = 8
OPEN_FOR = {"day": timedelta(hours=12), "week": timedelta(days=7)}
CONFIRM = timedelta(hours=2)  # within which the mail must be answered
WINDOW = timedelta(minutes=30)


class TooBusy(Rejected):
    """More was asked than a full room does."""

    message = N_("Hier is net heel vaak om een mail gevraagd. Probeer het over een half uur weer.")
    status = 429


class WasRemoved(Rejected):
    """The code on the wall is for who comes for the first time."""

    message = N_(
        "Je bent eerder van dit bord gehaald. Met deze link kom je er niet meer op. Vraag de "
        "coördinator om een uitnodiging."
    )
    status = 403


def open_door(board: Board, how_long: str, by: User, at: datetime) -> JoinLink:
    """Open the board's link, under a new code."""
    close_door(board, by, at, told=False)
    ends_at = at + OPEN_FOR.get(how_long, OPEN_FOR["day"])
    link = JoinLink(
        board_id=board.id, code=join_codes.new_code(LENGTH), by_id=by.id, ends_at=ends_at
    )
    db.session.add(link)
    audit(OPENED, by, at, board=board)
    return link


def close_door(board: Board, by: User, at: datetime, *, told: bool = True) -> None:
    """Close it: the code on the wall works no longer."""
    gone = delete(JoinLink).where(JoinLink.board_id == board.id).returning(JoinLink.id)
    if db.session.scalars(gone).all() and told:
        audit(CLOSED, by, at, board=board)


def door_of(board: Board, at: datetime) -> JoinLink | None:
    """The board's link, while it is open."""
    return db.session.scalar(
        select(JoinLink).where(JoinLink.board_id == board.id, JoinLink.ends_at > at)
    )


def by_code(code: str, at: datetime) -> JoinLink | None:
    """The link with this code as people type it, while it is open."""
    mine = JoinLink.code == join_codes.plain(code)
    return db.session.scalar(select(JoinLink).where(mine, JoinLink.ends_at > at))


def walk_in(link: JoinLink, user: User, at: datetime) -> None:
    """Take part right away, for who is signed in already. Raises WasRemoved."""
    if members.was_removed(link.board, user):
        raise WasRemoved()
    members.add(link.board, user, Role.MEMBER, user, at)


def ask(link: JoinLink, form: Mapping[str, str], source: str, at: datetime) -> None:
    """Send a mail with the way in; the same whoever has the address. Raises Invalid, TooBusy."""
    name, email = read_name(form, most=120), read_address(form.get("email", ""))
    place = invitations.read_place(link.board, form)
    if not may_be_mailed(link.board, email, source, at):
        return
    invitation, secret = invitations.prepare(
        link.board, Guest(email, name), Role.MEMBER, db.session.get(User, link.by_id), at
    )
    invitation.place, invitation.kind = place.name, place.kind
    secret = invitations.renew(invitation, at, CONFIRM)
    invitations.send(invitation, secret, at)


def may_be_mailed(board: Board, email: str, source: str, at: datetime) -> bool:
    """Count a mail with the way in; False for who was removed: only their mailbox says so.

    Raises TooBusy.
    """
    here, theirs = Purse(f"join:{source}", 150, WINDOW), Purse(f"join:{email}", 3, WINDOW)
    wait_for((here, theirs))
    if here.is_empty(at) or theirs.is_empty(at):
        raise TooBusy()
    here.spend(at)
    theirs.spend(at)
    if _may_not_come_back(board, email):
        _tell_removed(board, email, at)
        return False
    return True


def _may_not_come_back(board: Board, email: str) -> bool:
    """Whether the address is of somebody who was removed, and whom nobody invited since.

    Removing somebody withdraws every invitation to them, so one that is open was sent later.
    """
    person = User.with_email(email)
    invited = select(Invitation.id).where(
        Invitation.board_id == board.id, Invitation.email == email
    )
    return (
        person is not None
        and members.was_removed(board, person)
        and db.session.scalar(invited) is None
    )


def _tell_removed(board: Board, email: str, at: datetime) -> None:
    letter = mail.compose("removed", _("Meedoen aan %(board)s", board=board.name), board=board.name)
    outbox.post(letter, email, kind="removed", thing=f"{board.id}:{at:%Y-%m-%d}", at=at)
