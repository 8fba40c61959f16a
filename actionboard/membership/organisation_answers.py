"""The answer to whether two organisations are one, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select

from actionboard.accounts.audit_log import AuditVerb, audit
from actionboard.accounts.models import Organisation, User
from actionboard.core.database import db
from actionboard.core.errors import Invalid, NotAllowed, Rejected
from actionboard.core.messages import N_
from actionboard.membership import organisations
from actionboard.membership.models import OrganisationProposal, ProposedPerson
from actionboard.membership.organisation_proposals import REGRET

JOINED = AuditVerb(
    "organisation.joined", says=N_("%(who)s zei dat %(person)s bij %(organisation)s werkt")
)
KEPT_APART = AuditVerb(
    "organisation.kept_apart", says=N_("%(who)s zei dat %(person)s niet bij %(organisation)s werkt")
)
TAKEN_BACK = AuditVerb(
    "organisation.taken_back",
    says=N_("%(who)s nam het antwoord terug op de vraag of %(person)s bij %(organisation)s werkt"),
)


class AnsweredYes(Rejected):
    """Somebody decided it before, maybe just now."""

    message = N_("%(who)s heeft al geantwoord: ja, dezelfde organisatie.")
    status = 409


class AnsweredNo(AnsweredYes):
    """Somebody decided it the other way."""

    message = N_("%(who)s heeft al geantwoord: nee, een andere organisatie.")


class JoinedAnother(Rejected):
    """Another one of the same name was quicker to say yes."""

    message = N_("Deze mensen horen intussen bij een andere organisatie. Je hoeft niets te doen.")
    status = 409


class AnsweredByAnother(NotAllowed):
    """An answer is taken back by whoever gave it."""

    message = N_("Alleen %(who)s kan dit antwoord terugnemen.")


class NothingToTakeBack(Rejected):
    """It was taken back before, or its week is over."""

    message = N_("Dit antwoord is al teruggenomen, of langer dan een week geleden gegeven.")
    status = 409


class IsContact(Rejected):
    """Who would go is whom others rely on."""

    message = N_("%(who)s is nu contactpersoon. Kies eerst een andere contactpersoon.")
    status = 409


class AskedAboutSince(Rejected):
    """Others were asked whether they are the same as the one that stayed its own."""

    message = N_("Dit kan niet meer: er meldden zich intussen anderen met dezelfde naam.")
    status = 409


def read_answer(form: Mapping[str, str]) -> bool:
    """Whether it is the same. Raises Invalid."""
    try:
        return {"1": True, "0": False}[form.get("accept", "")]
    except KeyError:
        raise Invalid("accept", N_("Kies “Ja, dezelfde” of “Nee, een andere”.")) from None


def answer(proposal: OrganisationProposal, *, same: bool, by: User, at: datetime) -> None:
    """Yes, and the people of the new organisation come over; no, and it stays its own.

    Of all who answer at once, one does. Raises AnsweredYes, AnsweredNo, JoinedAnother.
    """
    _lock(proposal)
    if proposal.decided_at is not None:
        who = proposal.decided_by.name if proposal.decided_by else "…"
        raise (AnsweredYes if proposal.accepted else AnsweredNo)(who=who)
    if _is_merged(proposal):
        raise JoinedAnother()
    proposal.decided_at, proposal.decided_by_id, proposal.accepted = at, by.id, same
    verb = JOINED if same else KEPT_APART
    _note(verb, proposal, by, at, told=same)
    if same:
        coming = select(User).where(User.organisation_id == proposal.organisation_id)
        people = db.session.scalars(coming.order_by(User.id)).all()
        ways = [ProposedPerson(user_id=one.id, proposal_id=proposal.id) for one in people]
        db.session.add_all(ways)
        _move(people, proposal.same_as, by)


def take_back(proposal: OrganisationProposal, by: User, at: datetime) -> None:
    """The answer was wrong: all is as before it, and the question is open again.

    Raises NothingToTakeBack, AnsweredByAnother, IsContact, AskedAboutSince.
    """
    _lock(proposal)
    decided, same = proposal.decided_at, bool(proposal.accepted)
    if decided is None or decided <= at - REGRET:
        raise NothingToTakeBack()
    if proposal.decided_by_id != by.id:
        raise AnsweredByAnother(who=proposal.decided_by.name if proposal.decided_by else "…")
    if same:
        _bring_back(proposal, by)
    else:
        since = select(OrganisationProposal.id).where(
            OrganisationProposal.same_as_id == proposal.organisation_id
        )
        if db.session.scalar(since.limit(1)):
            raise AskedAboutSince()
    proposal.decided_at = proposal.decided_by_id = proposal.accepted = None
    _note(TAKEN_BACK, proposal, by, at, told=same)


def _lock(proposal: OrganisationProposal) -> None:
    """Let whoever else answers about the new organisation, or comes into it, wait for us."""
    row = select(Organisation.id).where(Organisation.id == proposal.organisation_id)
    db.session.execute(row.with_for_update())
    db.session.refresh(proposal)


def _is_merged(proposal: OrganisationProposal) -> bool:
    """Whether its people went to another organisation by a yes to another proposal."""
    found = organisations.MERGED.where(
        OrganisationProposal.organisation_id == proposal.organisation_id
    )
    return db.session.scalar(found.limit(1)) is not None


def _bring_back(proposal: OrganisationProposal, by: User) -> None:
    came = select(ProposedPerson.user_id).where(ProposedPerson.proposal_id == proposal.id)
    theirs = select(User).where(User.id.in_(came), User.organisation_id == proposal.same_as_id)
    people = db.session.scalars(theirs.order_by(User.id)).all()
    for one in people:
        if one.id == proposal.same_as.contact_id:
            raise IsContact(who=one.name)
    db.session.execute(delete(ProposedPerson).where(ProposedPerson.proposal_id == proposal.id))
    _move(people, proposal.organisation, by)


def _move(people: Sequence[User], to: Organisation, by: User) -> None:
    for one in people:
        one.organisation = to
    db.session.flush()
    organisations.repaint([one.id for one in people], by)


def _note(
    verb: AuditVerb, proposal: OrganisationProposal, by: User, at: datetime, *, told: bool
) -> None:
    """For the list of rights; the newcomer's board hears of the other organisation after a yes."""
    board = proposal.board if told else None
    audit(verb, by, at, board=board, person=proposal.by, organisation=proposal.same_as)
