"""Writing on a month's review: remarks and decisions."""

from __future__ import annotations

from flask import Blueprint, abort, request

from actionboard.accounts.current_user import me
from actionboard.boards.people import find_member
from actionboard.core.database import db
from actionboard.core.form_fields import read_number
from actionboard.core.i18n import gettext as _
from actionboard.reviews.decisions import Decided
from actionboard.reviews.models import Review
from actionboard.reviews.views.review import ONE, show
from actionboard.reviews.views.review_access import ON_CONCEPT
from actionboard.web.changes import changes
from actionboard.web.replies import Reply

writing = Blueprint("review_writing", __name__)


@writing.post(f"{ONE}/remarks")
@changes(ON_CONCEPT, form=show)
def remark(review: Review) -> Reply:
    """Opmerkingen."""
    review.remark(request.form.get("remarks", ""), by=me())
    return Reply(_("De opmerkingen zijn bewaard."), to=f"{review.url}#opmerkingen")


@writing.post(f"{ONE}/decisions")
@changes(ON_CONCEPT, form=show)
def decide(review: Review) -> Reply:
    """Besluit toevoegen."""
    person = read_number(request.form.get("who"))
    who = find_member(review.board, person) if person else None
    made = review.decide(request.form.get("decision", ""), by=me(), who=who)
    said = _("Besluit %(label)s staat erbij.", label=f"B{made.number}")
    return Reply(said, to=f"{review.url}#besluiten")


@writing.delete(f"{ONE}/decisions/<int:resolved>")
@changes(ON_CONCEPT)
def withdraw(review: Review, resolved: int) -> Reply:
    """Besluit weghalen."""
    found = db.session.get(Decided, resolved)
    if found is None or found.review_id != review.id:
        abort(404)
    found.withdraw(by=me())
    said = _("Besluit %(label)s is weggehaald.", label=f"B{found.number}")
    return Reply(said, to=f"{review.url}#besluiten")
