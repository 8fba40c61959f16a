"""Whether a new organisation is one that was there: saying so on its page, and taking it back."""

from __future__ import annotations

from flask import abort, flash, redirect, request
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me, now
from actionboard.core.database import writing
from actionboard.core.errors import Rejected
from actionboard.core.i18n import gettext as _
from actionboard.membership import organisation_answers as answers
from actionboard.membership import organisation_proposals
from actionboard.membership.models import OrganisationProposal
from actionboard.membership.views.organisations import ONE, one_page, organisations

PROPOSAL = f"{ONE}/proposals/<int:proposal>"


@organisations.post(PROPOSAL)
def answer(organisation: int, proposal: int) -> Response | tuple[str, int]:
    """Say whether it is the same organisation."""
    found = _find(organisation, proposal)
    who, place = found.by.name, found.same_as.name
    try:
        same = answers.read_answer(request.form)
        with writing():
            answers.answer(_find(organisation, proposal), same=same, by=me(), at=now())
    except Rejected as refusal:
        return _refused(organisation, proposal, refusal)
    flash(
        _("%(who)s hoort nu bij %(place)s.", who=who, place=place)
        if same
        else _(
            "Het blijven twee organisaties. %(who)s hoort niet bij %(place)s.", who=who, place=place
        )
    )
    return redirect(f"/organisations/{organisation}", 303)


@organisations.delete(f"{PROPOSAL}/answer")
def take_back(organisation: int, proposal: int) -> Response | tuple[str, int]:
    """The answer was wrong: the question is open again."""
    _find(organisation, proposal)
    try:
        with writing():
            answers.take_back(_find(organisation, proposal), me(), now())
    except Rejected as refusal:
        return _refused(organisation, proposal, refusal)
    flash(_("Je antwoord is teruggenomen. De vraag staat weer open."))
    return redirect(f"/organisations/{organisation}", 303)


def _refused(organisation: int, proposal: int, refusal: Rejected) -> tuple[str, int]:
    place = _find(organisation, proposal).same_as
    return one_page(place, refused=refusal.sentence), refusal.status


def _find(organisation: int, proposal: int) -> OrganisationProposal:
    return organisation_proposals.find(organisation, proposal, me()) or abort(404)
