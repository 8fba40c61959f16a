"""Freezing a review for good, and correcting it by a new version."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request

from actionboard.accounts.current_user import me
from actionboard.core.i18n import gettext as _
from actionboard.reviews import corrections
from actionboard.reviews.models import Review
from actionboard.reviews.views.review import ONE
from actionboard.reviews.views.review_access import (
    OF_MONTH,
    ON_CONCEPT,
    Found,
    coordinated,
    title,
)
from actionboard.web.changes import changes
from actionboard.web.replies import NOTHING, Reply, Typed

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
@changes(ON_CONCEPT, form=ask_freeze)
def freeze(review: Review) -> Reply:
    """Vaststellen."""
    review.freeze(by=me())
    return Reply(_("De maandreview is vastgesteld. Je kunt hem nu mailen en afdrukken."))


@freezing.get(f"{ONE}/correction")
def ask_correction(slug: str, month: str, typed: Typed = NOTHING) -> str:
    """Verbeteren: what is to be corrected?"""
    found = coordinated(slug, month)
    return render_template(
        "reviews/correction.html", board=found.board, role=found.role, found=found,
        title=title(found.month), values=typed.values, errors=typed.errors,
    )  # fmt: skip


@freezing.post(f"{ONE}/correction")
@changes(OF_MONTH, form=ask_correction)
def correct(found: Found) -> Reply:
    """Verbeteren, as a new version."""
    corrections.begin(found.review or abort(404), request.form.get("why", ""), by=me())
    return Reply(
        _("Je schrijft nu aan een nieuwe versie. De vastgestelde blijft staan tot die klaar is.")
    )


@freezing.delete(f"{ONE}/correction")
@changes(OF_MONTH)
def discard(found: Found) -> Reply:
    """Throw a correction away."""
    corrections.discard(found.review or abort(404), by=me())
    return Reply(_("De verbetering is weggegooid."))


@freezing.post(f"{ONE}/correction/figures")
@changes(ON_CONCEPT)
def count_anew(review: Review) -> Reply:
    """Opnieuw tellen: what the correction says then is counted when it is frozen."""
    corrections.count_anew(review, by=me())
    return Reply(_("Deze versie telt opnieuw, zoals het bord nu is."))


@freezing.delete(f"{ONE}/correction/figures")
@changes(ON_CONCEPT)
def keep_figures(review: Review) -> Reply:
    """The figures as they were frozen after all."""
    corrections.count_anew(review, by=me(), anew=False)
    return Reply(_("Deze versie houdt de cijfers die vastgesteld waren."))
