"""Invitations by mail: sent, sent again, taken back, accepted once."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func, select, update

from actionboard.accounts.audit_log import AuditVerb, audit
from actionboard.accounts.models import Kind, Membership, Organisation, Role, User
from actionboard.accounts.rate_limits import Purse, wait_for
from actionboard.accounts.sessions import hashed
from actionboard.boards.models import Board
from actionboard.core.database import db
from actionboard.core.errors import Invalid, NotAllowed, Rejected
from actionboard.core.folded_text import spelled
from actionboard.core.form_fields import read_name
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import language
from actionboard.core.messages import N_
from actionboard.core.registry import Registry
from actionboard.mail import letter as mail
from actionboard.mail import outbox
from actionboard.membership import members, organisation_proposals
from actionboard.membership.guest_list import Guest
from actionboard.membership.models import Invitation

SENT = AuditVerb("invitation.sent", says=N_("%(who)s nodigde iemand uit als %(role)s"))
SENT_AGAIN = AuditVerb("invitation.sent_again", says=N_("%(who)s stuurde een uitnodiging opnieuw"))
WITHDRAWN = AuditVerb("invitation.withdrawn", says=N_("%(who)s trok een uitnodiging in"))

LASTS = timedelta(days=14)
PER_DAY = 500  # mails of one board

# Told, in the board's turn, that an invitation (by its id) was accepted, and by whom.
ACCEPTED: Registry[Callable[[int, User], object]] = Registry()


class Workplace(NamedTuple):
    """Where somebody works: an organisation of the board, or a name and a kind that they typed."""

    name: str
    kind: Kind | None
    chosen: Organisation | None = None


class NoInvitation(Rejected):
    """Used, withdrawn, too old, or never made."""

    message = N_("Deze uitnodiging werkt niet meer. Vraag je coördinator om een nieuwe.")
    status = 410


class MoreThanOneself(Invalid):
    """Nobody brings somebody to be more than they are themselves."""

    status = NotAllowed.status

    def __init__(self) -> None:
        super().__init__("role", NotAllowed.message)


class TooManyMails(Rejected):
    """One board sent more than anybody means to."""

    message = N_("Dit bord verstuurde vandaag al heel veel uitnodigingen. Ga morgen verder.")
    status = 429


def invite(
    board: Board, guests: Sequence[Guest], role: Role, by: User, at: datetime
) -> list[Invitation]:
    """Invite people by mail; who is on the board already is passed over.

    Raises MoreThanOneself for a role that `by` may not give, TooManyMails.
    """
    if role not in members.may_bring(by, board):
        raise MoreThanOneself()
    here = set(
        db.session.scalars(
            select(func.lower(User.email)).join(Membership).where(Membership.board_id == board.id)
        )
    )
    made = [prepare(board, one, role, by, at) for one in guests if one.email not in here]
    for invitation, secret in made:
        invitation.role, invitation.by_id = role, by.id
        send(invitation, secret, at)
        audit(SENT, by, at, board=board, role=role.value, invitation=invitation.id)
    return [invitation for invitation, _secret in made]


def prepare(
    board: Board, guest: Guest, role: Role, by: User | None, at: datetime
) -> tuple[Invitation, str]:
    """One open invitation for an address, with the secret for its mail."""
    found = db.session.scalar(
        select(Invitation).where(Invitation.board_id == board.id, Invitation.email == guest.email)
    )
    if found is None:
        found = Invitation(board=board, email=guest.email, name=guest.name, place="", kind=None)
        found.role, found.by_id = role, by.id if by else None
        db.session.add(found)
    return found, renew(found, at)


def renew(invitation: Invitation, at: datetime, lasts: timedelta = LASTS) -> str:
    """A new secret; the one before works no longer."""
    secret = secrets.token_urlsafe(32)
    invitation.key, invitation.sent_at, invitation.ends_at = hashed(secret), at, at + lasts
    db.session.flush()
    return secret


def resend(board: Board, invitation: Invitation, by: User, at: datetime) -> None:
    """Mail it once more. Raises NoInvitation when they came already, NotAllowed."""
    if invitation.email is None:
        raise NoInvitation()
    if invitation.role not in members.may_bring(by, board):
        raise NotAllowed()
    invitation.by_id = by.id
    send(invitation, renew(invitation, at), at)
    audit(SENT_AGAIN, by, at, board=board, invitation=invitation.id)


def withdraw(board: Board, invitation: Invitation, by: User, at: datetime) -> None:
    """Take an invitation back; its link and its address are gone."""
    if invitation.used_at is None:
        audit(WITHDRAWN, by, at, board=board, invitation=invitation.id)
    db.session.delete(invitation)


def open_by(secret: str, at: datetime) -> Invitation | None:
    """The invitation behind a link, while it can be used; looking changes nothing."""
    return db.session.scalar(
        select(Invitation).where(
            Invitation.key == hashed(secret), Invitation.used_at.is_(None), Invitation.ends_at > at
        )
    )


def accept(invitation: Invitation, form: Mapping[str, str], at: datetime) -> tuple[User, bool]:
    """Come onto the board; of all who press the same button at once, one wins.

    Returns the person, and whether they are new here. Raises NoInvitation, and Invalid at a field
    of the form, which leaves the invitation open.
    """
    used = (
        update(Invitation)
        .where(
            Invitation.key == invitation.key, Invitation.used_at.is_(None), Invitation.ends_at > at
        )
        .values(used_at=at)
        .returning(Invitation.id)
    )
    if db.session.scalar(used) is None:
        raise NoInvitation()
    db.session.refresh(invitation)
    user = User.with_email(invitation.email or "")
    is_new = user is None
    user = user or _newcomer(invitation, form, at)
    members.add(invitation.board, user, invitation.role, invitation.by, at)
    invitation.user, invitation.email, invitation.name = user, None, ""
    return user, is_new


def send(invitation: Invitation, secret: str, at: datetime) -> None:
    """Put the mail in the outbox. Raises TooManyMails."""
    purse = Purse(f"invitations:{invitation.board_id}", PER_DAY, timedelta(days=1))
    wait_for([purse])
    if purse.is_empty(at):
        raise TooManyMails()
    purse.spend(at)
    board, by = invitation.board, invitation.by
    letter = mail.compose(
        "invitation",
        _("Doe mee aan %(board)s", board=board.name),
        board=board.name,
        who=by.name if by else "",
        path=f"/invitations/{secret}",
    )
    outbox.post(
        letter,
        invitation.email,
        kind="invitation",
        thing=invitation.key,
        at=at,
        ends_at=invitation.ends_at,
    )


def places_on(board: Board) -> Sequence[Organisation]:
    """The organisations that take part in a board, by name."""
    theirs = select(User.organisation_id).join(Membership).where(Membership.board_id == board.id)
    return db.session.scalars(
        select(Organisation)
        .where(Organisation.id.in_(theirs))
        .order_by(Organisation.name, Organisation.id)
    ).all()


def read_place(board: Board, form: Mapping[str, str]) -> Workplace:
    """Where somebody works; a typed name that is in the board's list is as good as choosing it.

    Raises Invalid at a field.
    """
    chosen, here = form.get("organisation", ""), places_on(board)
    for place in here:
        if str(place.id) == chosen:
            return Workplace(place.name, None, place)
    if not form.get("place", "").strip():
        raise Invalid("organisation", N_("Kies waar je werkt, of vul het hieronder in."))
    name = read_name(form, most=120, field="place")
    for place in here:
        if spelled(place.name) == spelled(name):
            return Workplace(place.name, None, place)
    try:
        return Workplace(name, Kind(form.get("kind", "")))
    except ValueError:
        raise Invalid("kind", N_("Kies school, bedrijf of anders.")) from None


def _newcomer(invitation: Invitation, form: Mapping[str, str], at: datetime) -> User:
    name, place = read_name(form, most=120), read_place(invitation.board, form)
    user = User(
        name=name,
        email=invitation.email,
        organisation_id=(place.chosen or _founded(place)).id,
        is_admin=False,
        language=language(),
    )
    db.session.add(user)
    db.session.flush()
    if place.chosen:
        organisation_proposals.follow(invitation.board, user)
    else:
        organisation_proposals.propose(invitation.board, user, at)
    return user


def _founded(place: Workplace) -> Organisation:
    """A new organisation, whatever its name: a name that somebody types opens no other one."""
    found = Organisation(name=place.name, short=place.name[:40], kind=place.kind or Kind.OTHER)
    db.session.add(found)
    db.session.flush()
    return found
