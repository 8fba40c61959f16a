"""Whether a new organisation is one that was there: saying so on its page, and taking it back."""

from __future__ import annotations

from flask import abort, request

from actionboard.accounts.current_user import me, now
from actionboard.core.i18n import gettext as _
from actionboard.membership import organisation_answers as answers
from actionboard.membership import organisation_proposals
from actionboard.membership.models import OrganisationProposal
from actionboard.membership.views.organisations import ONE, organisations
from actionboard.web.changes import Door, changes, written
from actionboard.web.replies import Reply

PROPOSAL = f"{ONE}/proposals/<int:proposal>"


def _find(organisation: int, proposal: int) -> OrganisationProposal:
    return organisation_proposals.find(organisation, proposal, me()) or abort(404)


OF_PROPOSAL: Door[OrganisationProposal] = Door(
    written(_find), page="organisations.show", home=lambda it: f"/organisations/{it.same_as_id}"
)


@organisations.post(PROPOSAL)
@changes(OF_PROPOSAL)
def answer(found: OrganisationProposal) -> Reply:
    """Say whether it is the same organisation."""
    who, place = found.by.name, found.same_as.name
    same = answers.read_answer(request.form)
    answers.answer(found, same=same, by=me(), at=now())
    return Reply(
        _("%(who)s hoort nu bij %(place)s.", who=who, place=place)
        if same
        else _(
            "Het blijven twee organisaties. %(who)s hoort niet bij %(place)s.", who=who, place=place
        )
    )


@organisations.delete(f"{PROPOSAL}/answer")
@changes(OF_PROPOSAL)
def take_back(found: OrganisationProposal) -> Reply:
    """The answer was wrong: the question is open again."""
    answers.take_back(found, me(), now())
    return Reply(_("Je antwoord is teruggenomen. De vraag staat weer open."))
