"""Writing on a month's review: remarks, decisions, freezing it, correcting it."""

from __future__ import annotations

from flask import Blueprint, abort, flash, g, redirect, render_template, request
from werkzeug.wrappers import Response

from actionboard.cards.answers import me
from actionboard.cards.placing import find_member, read_number
from actionboard.db import db
from actionboard.errors import Rejected
from actionboard.i18n import gettext as _
from actionboard.reviews.models import Review
from actionboard.reviews.parts import Decided
from actionboard.reviews.views.pages import ONE, page
from actionboard.reviews.views.room import Found, coordinated, find, title, turn_of, writing_on

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


@writing.get(f"{ONE}/freeze")
def ask_freeze(slug: str, month: str) -> str:
    """Vaststellen: is this what it must say for good?"""
    found = coordinated(slug, month)
    figures = found.figures()
    return render_template(
        "reviews/freeze.html", board=found.board, role=found.role, found=found,
        title=title(found.month), report=found.report(figures),
    )  # fmt: skip


@writing.post(f"{ONE}/freeze")
def freeze(slug: str, month: str) -> Response:
    """Vaststellen."""
    with writing_on(slug, month) as review:
        review.freeze(by=me())
    flash(_("De maandreview is vastgesteld. Je kunt hem nu mailen en afdrukken."))
    return redirect(find(slug, month).url, 303)


@writing.get(f"{ONE}/correction")
def ask_correction(slug: str, month: str) -> str:
    """Verbeteren: what is to be corrected?"""
    return _correction(coordinated(slug, month))


@writing.post(f"{ONE}/correction")
def correct(slug: str, month: str) -> Answer:
    """Verbeteren, as a new version."""
    found = coordinated(slug, month)
    if found.review is None:
        abort(404)
    try:
        with turn_of(found):
            found.review.correct(request.form.get("why", ""), by=me())
    except Rejected as refusal:
        return _correction(coordinated(slug, month), refusal), refusal.status
    flash(_("Je schrijft nu aan een nieuwe versie. De vastgestelde blijft staan tot die klaar is."))
    return redirect(found.url, 303)


@writing.delete(f"{ONE}/correction")
def discard(slug: str, month: str) -> Response:
    """Throw a correction away."""
    found = coordinated(slug, month)
    review = next(iter(Review.of(found.board, found.month)), None) or abort(404)
    with turn_of(found):
        review.discard(by=me())
    flash(_("De verbetering is weggegooid."))
    return redirect(found.url, 303)


@writing.post(f"{ONE}/correction/figures")
def count_anew(slug: str, month: str) -> Response:
    """Opnieuw tellen: what the correction says then is counted when it is frozen."""
    with writing_on(slug, month) as review:
        review.count_anew(by=me())
    flash(_("Deze versie telt opnieuw, zoals het bord nu is."))
    return redirect(find(slug, month).url, 303)


@writing.delete(f"{ONE}/correction/figures")
def keep_figures(slug: str, month: str) -> Response:
    """The figures as they were frozen after all."""
    with writing_on(slug, month) as review:
        review.count_anew(by=me(), anew=False)
    flash(_("Deze versie houdt de cijfers die vastgesteld waren."))
    return redirect(find(slug, month).url, 303)


def _correction(found: Found, refusal: Rejected | None = None) -> str:
    errors = {refusal.at_field or "why": refusal.sentence} if refusal else {}
    return render_template(
        "reviews/correction.html", board=found.board, role=found.role, found=found,
        title=title(found.month), values=request.form, errors=errors,
    )  # fmt: skip


def _again(slug: str, month: str, refusal: Rejected) -> Answer:
    """The page with what was typed, and what is wrong with it at its field."""
    if refusal.at_field is None:
        raise refusal
    errors = {refusal.at_field: refusal.sentence}
    return page(find(slug, month), values=request.form, errors=errors), refusal.status


def _done(found: Found, said: str, at: str) -> Response:
    recorded = g.turn.recorded
    undo = f"{found.board.url}/activities/{recorded[-1]}/undo" if recorded else "message"
    flash(said, undo)
    return redirect(f"{found.url}{at}", 303)
