"""Is a new organisation one that was there already? A name asks, and who sees the question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, select

from actionboard.accounts.audit_log import AuditVerb, audit
from actionboard.accounts.models import Membership, Organisation, User
from actionboard.boards.models import Board
from actionboard.core.database import db
from actionboard.core.folded_text import spelled
from actionboard.core.messages import N_
from actionboard.membership import organisations
from actionboard.membership.models import OrganisationProposal, ProposedPerson

PROPOSED = AuditVerb(
    "organisation.proposed", says=N_("%(who)s zegt bij %(organisation)s te werken")
)

REGRET = timedelta(days=7)  # within which whoever decided may take it back


@dataclass(frozen=True, slots=True)
class Question:
    """A proposal as it is asked: who says so, how many come along, which organisation."""

    id: int
    organisation: Organisation
    who: str
    others: int
    board: str
    accepted: bool | None


def propose(board: Board, newcomer: User, at: datetime) -> None:
    """Ask every organisation with the name of a newcomer's whether it is the same.

    One about which is still being asked isn't asked itself, so no yes ever hangs on another.
    """
    mine, open_ones = newcomer.organisation, OrganisationProposal.decided_at.is_(None)
    asked = select(OrganisationProposal.organisation_id).where(open_ones)
    others = select(Organisation).where(
        Organisation.id != mine.id,
        Organisation.id.not_in(asked),
        Organisation.id.not_in(organisations.MERGED),
    )
    for other in db.session.scalars(others.order_by(Organisation.id)).all():
        if spelled(other.name) == spelled(mine.name):
            db.session.add(
                OrganisationProposal(
                    organisation=mine, same_as=other, board=board, by=newcomer, at=at
                )
            )
            audit(PROPOSED, newcomer, at, organisation=other)
    db.session.flush()


def follow(board: Board, newcomer: User) -> None:
    """Whoever chooses an organisation that came to a board by a proposal, came by it too."""
    beside = (
        select(Membership.user_id)
        .join(User)
        .where(Membership.board_id == board.id, User.organisation_id == newcomer.organisation_id)
    )
    ways = select(ProposedPerson).where(ProposedPerson.user_id.in_(beside))
    proposed = db.session.scalars(ways.order_by(ProposedPerson.proposal_id)).all()
    if proposed and len(proposed) == len(db.session.scalars(beside).all()):
        way = proposed[0].proposal_id
        db.session.add(ProposedPerson(user_id=newcomer.id, proposal_id=way))


def waiting(viewer: User, organisation: Organisation | None = None) -> list[Question]:
    """What somebody can answer, of one organisation or of all that they see; the oldest first."""
    found = select(OrganisationProposal).where(
        OrganisationProposal.decided_at.is_(None),
        OrganisationProposal.organisation_id.not_in(organisations.MERGED),
    )
    return [_question(one) for one in _answerable(found, viewer, organisation) if people_of(one)]


def answered(viewer: User, organisation: Organisation, at: datetime) -> list[Question]:
    """To what somebody said yes or no themselves, and may still say that it was wrong."""
    found = select(OrganisationProposal).where(
        OrganisationProposal.decided_by_id == viewer.id,
        OrganisationProposal.decided_at > at - REGRET,
    )
    return [_question(one) for one in _answerable(found, viewer, organisation)]


def find(organisation: int, proposal: int, viewer: User) -> OrganisationProposal | None:
    """A proposal to an organisation, for who answers for that; to others there is none."""
    found = select(OrganisationProposal).where(
        OrganisationProposal.id == proposal, OrganisationProposal.same_as_id == organisation
    )
    return next(iter(_answerable(found, viewer)), None)


def people_of(proposal: OrganisationProposal) -> Sequence[User]:
    """Whom a proposal is about: who works at the new organisation, or came from it by a yes."""
    theirs = User.organisation_id == proposal.organisation_id
    if proposal.accepted:
        came = select(ProposedPerson.user_id).where(ProposedPerson.proposal_id == proposal.id)
        theirs = User.id.in_(came)
    here = select(User).where(theirs, User.erased_at.is_(None))
    return db.session.scalars(here.order_by(User.id)).all()


def _answerable(
    found: Select[OrganisationProposal],
    viewer: User,
    organisation: Organisation | None = None,
) -> Iterator[OrganisationProposal]:
    """Of these proposals, those to an organisation for which the viewer answers."""
    if organisation is not None:
        found = found.where(OrganisationProposal.same_as_id == organisation.id)
    seen = found.join(Organisation, OrganisationProposal.same_as_id == Organisation.id)
    seen = seen.where(organisations.seen_by(viewer)).order_by(OrganisationProposal.id)
    for one in db.session.scalars(seen).all():
        if organisations.may_change(one.same_as, viewer):
            yield one


def _question(proposal: OrganisationProposal) -> Question:
    people = people_of(proposal)
    who = people[0] if people else proposal.by
    others = max(0, len(people) - 1)
    return Question(
        proposal.id, proposal.same_as, who.name, others, proposal.board.name, proposal.accepted
    )
