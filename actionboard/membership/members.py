"""Who takes part in a board and as what: changing that, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from actionboard.accounts.audit_log import Audit, AuditVerb, audit
from actionboard.accounts.models import Membership, Role, User
from actionboard.boards.models import Board
from actionboard.cards.models import Card
from actionboard.core.database import db
from actionboard.core.errors import Invalid, NotAllowed, Rejected
from actionboard.core.messages import N_
from actionboard.membership import leaving

CAME = AuditVerb("member.came", says=N_("%(person)s kwam op het bord als %(role)s"))
ROLE_CHANGED = AuditVerb(
    "member.changed", says=N_("%(who)s veranderde de rol van %(person)s: van %(was)s naar %(now)s")
)
TAKEN_OFF = AuditVerb(
    "member.left", says=N_("%(who)s haalde %(person)s van het bord (was %(was)s)")
)

REACH = {  # whom each role may bring onto a board
    Role.COORDINATOR: (Role.MEMBER, Role.FACILITATOR, Role.COORDINATOR, Role.VIEWER),
    Role.FACILITATOR: (Role.MEMBER, Role.VIEWER),
}


class OwnRole(Rejected):
    """Nobody changes their own role."""

    message = N_("Je eigen rol kun je niet veranderen. Vraag het een andere coördinator.")
    status = 403


class LastCoordinator(Rejected):
    """A board always has somebody who can let others in."""

    message = N_("%(who)s is de enige coördinator. Maak eerst iemand anders coördinator.")
    status = 409


class NoMember(Rejected):
    """Somebody who isn't on the board, or not any more."""

    message = N_("Deze persoon doet niet meer mee aan dit bord.")
    status = 404


def read_role(form: Mapping[str, str]) -> Role:
    """The role that somebody chose. Raises Invalid."""
    try:
        return Role(form.get("role", ""))
    except ValueError:
        raise Invalid("role", N_("Kies een rol.")) from None


def lock(board: Board) -> None:
    """Let whoever else changes who takes part in this board wait for our commit."""
    db.session.execute(select(Board.id).where(Board.id == board.id).with_for_update())


def members_of(board: Board) -> Sequence[Membership]:
    """Everyone on a board: those with most to say first, then by name."""
    rows = db.session.scalars(
        select(Membership).join(User).where(Membership.board_id == board.id).order_by(User.name)
    ).all()
    order = (Role.COORDINATOR, Role.FACILITATOR, Role.MEMBER, Role.VIEWER)
    return sorted(rows, key=lambda row: order.index(row.role))


def membership_of(board: Board, person: int) -> Membership:
    """Somebody's place on a board, as it is now. Raises NoMember."""
    found = db.session.scalar(
        select(Membership)
        .where(Membership.board_id == board.id, Membership.user_id == person)
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NoMember()
    return found


def may_bring(by: User, board: Board) -> tuple[Role, ...]:
    """As what somebody may let others come onto a board; never as more than they are."""
    role = by.role_on(board.id)
    return REACH.get(role, ()) if role else ()


def add(board: Board, person: User, role: Role, by: User | None, at: datetime) -> None:
    """Put somebody on a board; who is there already keeps the role they have."""
    here = select(Membership.id).where(
        Membership.board_id == board.id, Membership.user_id == person.id
    )
    if db.session.scalar(here) is None:
        db.session.add(Membership(board_id=board.id, user_id=person.id, role=role))
        audit(CAME, by, at, board=board, person=person, role=role.value)


def was_removed(board: Board, person: User) -> bool:
    """Whether somebody else took this person off the board, and nobody invited them since."""
    last = db.session.scalar(
        select(Audit)
        .where(
            Audit.board_id == board.id,
            Audit.person_id == person.id,
            Audit.verb.in_((CAME.name, TAKEN_OFF.name)),
        )
        .order_by(Audit.id.desc())
        .limit(1)
    )
    return last is not None and last.verb == TAKEN_OFF.name and last.by_id != person.id


def change_role(board: Board, person: int, role: Role, by: User, at: datetime) -> Membership:
    """Give somebody another role. Raises NotAllowed, NoMember, OwnRole, LastCoordinator."""
    lock(board)
    _must_coordinate(board, by)
    place = membership_of(board, person)
    if place.user_id == by.id:
        raise OwnRole()
    if place.role is Role.COORDINATOR and role is not Role.COORDINATOR:
        _must_not_be_last(board, place)
    if place.role is not role:
        was, place.role = place.role, role
        audit(ROLE_CHANGED, by, at, board=board, person=place.user, was=was.value, now=role.value)
    return place


def remove(board: Board, person: int, by: User, at: datetime) -> list[Card]:
    """Take somebody off a board; their pages and streams end at once, their cards go on.

    Returns the cards that went to somebody else. Raises NotAllowed, NoMember, LastCoordinator.
    """
    lock(board)
    place = membership_of(board, person)
    if place.user_id != by.id:
        _must_coordinate(board, by)
    if place.role is Role.COORDINATOR:
        _must_not_be_last(board, place)
    leaver = place.user
    audit(TAKEN_OFF, by, at, board=board, person=leaver, was=place.role.value)
    db.session.delete(place)
    db.session.flush()
    leaving.withdraw_around(board, leaver)
    return leaving.pass_on(board, leaver, by, at)


def is_last_coordinator(board: Board, person: User) -> bool:
    """Whether nobody else coordinates this board."""
    coordinators = db.session.scalars(
        select(Membership.user_id).where(
            Membership.board_id == board.id, Membership.role == Role.COORDINATOR
        )
    ).all()
    return list(coordinators) == [person.id]


def _must_coordinate(board: Board, by: User) -> None:
    if not by.may_coordinate(board.id):
        raise NotAllowed()


def _must_not_be_last(board: Board, place: Membership) -> None:
    if is_last_coordinator(board, place.user):
        raise LastCoordinator(who=place.user.name)
