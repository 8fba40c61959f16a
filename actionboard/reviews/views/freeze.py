"""Freezing a review for good, and correcting it by a new version."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me
from actionboard.core.errors import Rejected
from actionboard.core.i18n import gettext as _
from actionboard.reviews import corrections
from actionboard.reviews.models import Review
from actionboard.reviews.views.edit import Answer
from actionboard.reviews.views.review import ONE
from actionboard.reviews.views.review_access import (
    Found,
    coordinated,
    find,
    title,
    turn_of,
    writing_on,
)

freezing = Blueprint("review_freezing", __name__)


@freezing.get(f"{ONE}/freeze")
def ask_freeze(slug: str, month: str) -> str:
    """Vaststellen: is this what it must say for good?"""
    found = coordinated(slug, month)
    figures = found.figures()
    return render_template(
        "reviews/freeze.html", board=found.board, role=found.role, found=found,
        title=title(found.month), report=found.report(figures),
    )  # fmt: skip


@freezing.post(f"{ONE}/freeze")
def freeze(slug: str, month: str) -> Response:
    """Vaststellen."""
    with writing_on(slug, month) as review:
        review.freeze(by=me())
    flash(_("De maandreview is vastgesteld. Je kunt hem nu mailen en afdrukken."))
    return redirect(find(slug, month).url, 303)


@freezing.get(f"{ONE}/correction")
def ask_correction(slug: str, month: str) -> str:
    """Verbeteren: what is to be corrected?"""
    return _correction(coordinated(slug, month))


@freezing.post(f"{ONE}/correction")
def correct(slug: str, month: str) -> Answer:
    """Verbeteren, as a new version."""
    found = coordinated(slug, month)
    if found.review is None:
        abort(404)
    try:
        with turn_of(found):
            corrections.begin(found.review, request.form.get("why", ""), by=me())
    except Rejected as refusal:
        return _correction(coordinated(slug, month), refusal), refusal.status
    flash(_("Je schrijft nu aan een nieuwe versie. De vastgestelde blijft staan tot die klaar is."))
    return redirect(found.url, 303)


@freezing.delete(f"{ONE}/correction")
def discard(slug: str, month: str) -> Response:
    """Throw a correction away."""
    found = coordinated(slug, month)
    review = next(iter(Review.of(found.board, found.month)), None) or abort(404)
    with turn_of(found):
        corrections.discard(review, by=me())
    flash(_("De verbetering is weggegooid."))
    return redirect(found.url, 303)


@freezing.post(f"{ONE}/correction/figures")
def count_anew(slug: str, month: str) -> Response:
    """Opnieuw tellen: what the correction says then is counted when it is frozen."""
    with writing_on(slug, month) as review:
        corrections.count_anew(review, by=me())
    flash(_("Deze versie telt opnieuw, zoals het bord nu is."))
    return redirect(find(slug, month).url, 303)


@freezing.delete(f"{ONE}/correction/figures")
def keep_figures(slug: str, month: str) -> Response:
    """The figures as they were frozen after all."""
    with writing_on(slug, month) as review:
        corrections.count_anew(review, by=me(), anew=False)
    flash(_("Deze versie houdt de cijfers die vastgesteld waren."))
    return redirect(find(slug, month).url, 303)


def _correction(found: Found, refusal: Rejected | None = None) -> str:
    errors = {refusal.at_field or "why": refusal.sentence} if refusal else {}
    return render_template(
        "reviews/correction.html", board=found.board, role=found.role, found=found,
        title=title(found.month), values=request.form, errors=errors,
    )  # fmt: skip
