"""Organisations and people over all boards: who may see them, their cards, and changing them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from sqlalchemy import ColumnElement, or_, select

from actionboard.accounts.audit_log import AuditVerb, audit
from actionboard.accounts.models import Kind, Membership, Organisation, Role, User
from actionboard.boards.models import Board
from actionboard.boards.settings import RENAMED
from actionboard.cards.across_boards import found
from actionboard.cards.models import Card
from actionboard.core.database import db
from actionboard.core.errors import Invalid, NotAllowed
from actionboard.core.form_fields import read_name, read_number
from actionboard.core.messages import N_
from actionboard.membership.models import OrganisationProposal, ProposedPerson
from actionboard.membership.organisation_versions import refuse_stale

CHANGED = AuditVerb("organisation.changed", says=N_("%(who)s veranderde %(organisation)s"))

# What turned out to be another organisation; its people went there.
MERGED = select(OrganisationProposal.organisation_id).where(OrganisationProposal.accepted.is_(True))


def boards_of(viewer: User) -> Sequence[Board]:
    """The boards that somebody may see."""
    return db.session.scalars(Board.visible_to(viewer).order_by(Board.name)).all()


def people_seen_by(viewer: User) -> ColumnElement[bool]:
    """Whom somebody may know of: themselves, and who shares a board with them."""
    if viewer.is_admin:
        return User.id.is_not(None)
    mine = select(Membership.board_id).where(Membership.user_id == viewer.id)
    beside = select(Membership.user_id).where(Membership.board_id.in_(mine))
    return or_(User.id == viewer.id, User.id.in_(beside))


def find_person(person: int, viewer: User) -> User | None:
    """Somebody, unless the viewer may not know of them."""
    one: User | None = db.session.scalar(
        select(User).where(User.id == person, User.erased_at.is_(None), people_seen_by(viewer))
    )
    return one


def find(organisation: int, viewer: User) -> Organisation | None:
    """An organisation: one's own, or one of which somebody shares a board with the viewer."""
    one: Organisation | None = db.session.scalar(
        select(Organisation).where(Organisation.id == organisation, seen_by(viewer))
    )
    return one


def known_to(viewer: User) -> Sequence[Organisation]:
    """All organisations that somebody may know of, by name."""
    return db.session.scalars(
        select(Organisation).where(seen_by(viewer)).order_by(Organisation.name)
    ).all()


def people_of(organisation: Organisation, viewer: User) -> Sequence[User]:
    """The people of an organisation whom somebody may know of, by name."""
    return db.session.scalars(
        select(User)
        .where(User.organisation_id == organisation.id, User.erased_at.is_(None))
        .where(people_seen_by(viewer))
        .order_by(User.name)
    ).all()


def cards_of(people: Sequence[User], viewer: User) -> list[tuple[Board, list[Card]]]:
    """What these people lead or are partner in, on each board that somebody may see."""
    ids = [one.id for one in people]
    cards = found(boards_of(viewer), or_(Card.lead_id.in_(ids), Card.partner_id.in_(ids)))
    return [(board, list(theirs)) for board, theirs in groupby(cards, attrgetter("board"))]


def may_change(organisation: Organisation, by: User) -> bool:
    """Administrators, its contact, and who coordinates a board on which it takes part.

    On a board to which it came only by a proposal it is a guest: who coordinates that one may not.
    """
    if by.is_admin or organisation.contact_id == by.id:
        return True
    mine = select(Membership.board_id).where(
        Membership.user_id == by.id, Membership.role == Role.COORDINATOR
    )
    takes_part = (
        select(Membership.id)
        .join(User)
        .where(Membership.board_id.in_(mine), User.organisation_id == organisation.id)
        .where(User.id.not_in(select(ProposedPerson.user_id)))
    )
    return db.session.scalar(takes_part.limit(1)) is not None


def change(organisation: Organisation, form: Mapping[str, str], by: User, at: datetime) -> None:
    """Keep an organisation's names, kind and contact; open boards follow. Raises Invalid."""
    if not may_change(organisation, by):
        raise NotAllowed()
    name, short = read_name(form, most=120), read_name(form, most=40, field="short")
    kind, contact = _read_kind(form), _read_contact(organisation, form, by)
    wish = {"name": name, "short": short, "kind": kind, "contact": contact}
    refuse_stale(organisation, read_number(form.get("version")), wish, by)
    before = (organisation.name, organisation.short, organisation.kind)
    organisation.name, organisation.short, organisation.kind = name, short, kind
    if contact != organisation.contact_id or before != (name, short, kind):
        organisation.contact_id = contact
        audit(CHANGED, by, at, organisation=organisation, contact=contact)
    if before != (name, short, kind):
        repaint(select(User.id).where(User.organisation_id == organisation.id), by)


def repaint(people: object, by: User | None) -> None:
    """Paint every board anew on which one of these people has a mark; boards in a fixed order."""
    shown = Card.lead_id.in_(people) | Card.partner_id.in_(people) | Card.nominee_id.in_(people)  # type: ignore[arg-type]
    boards = select(Board).where(Board.id.in_(select(Card.board_id).where(shown)))
    for board in db.session.scalars(boards.order_by(Board.id)).all():
        board.record_setup(RENAMED, [board], by)


def seen_by(viewer: User) -> ColumnElement[bool]:
    if viewer.is_admin:
        return or_(
            Organisation.id.not_in(MERGED), Organisation.id.in_(select(User.organisation_id))
        )
    seen = select(User.organisation_id).where(people_seen_by(viewer), User.erased_at.is_(None))
    return Organisation.id.in_(seen)


def _read_kind(form: Mapping[str, str]) -> Kind:
    try:
        return Kind(form.get("kind", ""))
    except ValueError:
        raise Invalid("kind", N_("Kies school, bedrijf of anders.")) from None


def _read_contact(organisation: Organisation, form: Mapping[str, str], by: User) -> int | None:
    text = form.get("contact", "")
    if not text:
        return None
    if any(str(one.id) == text for one in people_of(organisation, by)):
        return int(text)
    if text == str(organisation.contact_id):
        return organisation.contact_id
    raise Invalid("contact", N_("Kies iemand van deze organisatie."))
