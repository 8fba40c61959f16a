"""Writing on a month's review: remarks, decisions, freezing it, correcting it."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, request
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me
from actionboard.boards.people import find_member
from actionboard.core.database import db
from actionboard.core.errors import Rejected
from actionboard.core.form_fields import read_number
from actionboard.core.i18n import gettext as _
from actionboard.reviews.decisions import Decided
from actionboard.reviews.views.review import ONE, page
from actionboard.reviews.views.review_access import (
    Found,
    find,
    writing_on,
)

writing = Blueprint("review_writing", __name__)
Answer = Response | tuple[str, int]


@writing.post(f"{ONE}/remarks")
def remark(slug: str, month: str) -> Answer:
    """Opmerkingen."""
    try:
        with writing_on(slug, month) as review:
            review.remark(request.form.get("remarks", ""), by=me())
    except Rejected as refusal:
        return _again(slug, month, refusal)
    return _done(find(slug, month), _("De opmerkingen zijn bewaard."), "#opmerkingen")


@writing.post(f"{ONE}/decisions")
def decide(slug: str, month: str) -> Answer:
    """Besluit toevoegen."""
    try:
        with writing_on(slug, month) as review:
            person = read_number(request.form.get("who"))
            who = find_member(review.board, person) if person else None
            made = review.decide(request.form.get("decision", ""), by=me(), who=who)
            label = f"B{made.number}"
    except Rejected as refusal:
        return _again(slug, month, refusal)
    return _done(find(slug, month), _("Besluit %(label)s staat erbij.", label=label), "#besluiten")


@writing.delete(f"{ONE}/decisions/<int:resolved>")
def withdraw(slug: str, month: str, resolved: int) -> Response:
    """Besluit weghalen."""
    with writing_on(slug, month) as review:
        found = db.session.get(Decided, resolved)
        if found is None or found.review_id != review.id:
            abort(404)
        found.withdraw(by=me())
        label = f"B{found.number}"
    said = _("Besluit %(label)s is weggehaald.", label=label)
    return _done(find(slug, month), said, "#besluiten")


def _again(slug: str, month: str, refusal: Rejected) -> Answer:
    """The page with what was typed, and what is wrong with it at its field."""
    if refusal.at_field is None:
        raise refusal
    errors = {refusal.at_field: refusal.sentence}
    return page(find(slug, month), values=request.form, errors=errors), refusal.status


def _done(found: Found, said: str, at: str) -> Response:
    flash(said, found.board.undo_url or "message")
    return redirect(f"{found.url}{at}", 303)
