"""Frozen reviews for who has a link to look by."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from actionboard.accounts.models import Role
from actionboard.boards.models import Board
from actionboard.core.i18n import gettext as _
from actionboard.membership.viewer_links import LinkedPage, by_secret
from actionboard.reviews.models import Review
from actionboard.reviews.version_differences import differences
from actionboard.reviews.views.review import drawn
from actionboard.reviews.views.review_access import of_month

guests = Blueprint("review_guests", __name__)
ALL = "/view/<secret>/reviews"


def linked_pages(board: Board) -> Iterator[LinkedPage]:
    """The last review, once there is one."""
    if Review.frozen_on(board):
        yield LinkedPage("reviews", _("Maandreview"), "clipboard-check")


@guests.get(ALL)
def latest(secret: str) -> Response:
    """The last review that was frozen; 404 while there is none."""
    link = by_secret(secret) or abort(404)
    last = next(iter(Review.frozen_on(link.board)), None) or abort(404)
    return redirect(f"/view/{secret}/reviews/{last.month}")


@guests.get(f"{ALL}/<month>")
def show(secret: str, month: str) -> str:
    """One frozen review; without names where the link says so."""
    link = by_secret(secret) or abort(404)
    found = of_month(link.board, Role.VIEWER, month, request.args.get("version", ""))
    if not found.is_frozen:
        abort(404)
    figures, home = found.figures(), f"/view/{secret}"
    read, was = found.report(figures, named=link.names), found.corrected
    then = was.report(was.figures(), named=link.names) if was else None
    known = [one.in_month for one in Review.frozen_on(link.board)]
    earlier = [one for one in known if one < found.month]
    later = [one for one in known if one > found.month]
    return render_template(
        "reviews/viewer_review.html", found=found, report=read,
        review=found.review, url=f"{home}/reviews/{found.month}", home=home,
        earlier=earlier[0] if earlier else None, later=later[-1] if later else None,
        then=then, changed=differences(then, read) if then else [], **drawn(figures),
    )  # fmt: skip
