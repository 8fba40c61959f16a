"""A month's review to keep: as a PDF of one A4, and as lists for Excel."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, request
from flask_login import login_required
from werkzeug.wrappers import Response as BaseResponse

from actionboard.accounts.models import Role
from actionboard.documents.downloads import as_pdf, listed
from actionboard.membership.viewer_links import by_secret
from actionboard.reviews.review_pdf import review_pdf
from actionboard.reviews.review_spreadsheet import review_sheets
from actionboard.reviews.views.review_access import Found, find, for_the_board, of_month

downloads = Blueprint("review_downloads", __name__)
REVIEW = "/boards/<slug>/reviews/<month>"


@downloads.get(f"{REVIEW}/review.pdf")
@login_required
def review_on_paper(slug: str, month: str) -> BaseResponse:
    """The review as one A4; who only looks gets what was frozen."""
    found = find(slug, month, request.args.get("version", ""))
    if found.role is Role.VIEWER and not found.is_frozen:
        return redirect(found.url, 303)  # which says that it isn't there yet
    return _pdf(found)


@downloads.get("/view/<secret>/reviews/<month>/review.pdf")
def guest_review(secret: str, month: str) -> Response:
    """The same for who looks by a link: frozen, and without names where the link says so."""
    link = by_secret(secret) or abort(404)
    found = of_month(link.board, Role.VIEWER, month, request.args.get("version", ""))
    return _pdf(found, named=link.names) if found.is_frozen else abort(404)


@downloads.get(f"{REVIEW}/figures.xlsx", defaults={"kind": "xlsx"})
@downloads.get(f"{REVIEW}/figures.csv", defaults={"kind": "csv"})
@login_required
def review_lists(slug: str, month: str, kind: str) -> Response:
    """The figures and the actions behind them; as .csv the actions alone."""
    found = find(slug, month, request.args.get("version", ""))
    for_the_board(found.role)
    figures = found.figures()
    sheets = review_sheets(found.board, figures, found.report(figures))
    return listed(sheets[::-1] if kind == "csv" else sheets, f"{slug}-{month}", kind)


def _pdf(found: Found, *, named: bool = True) -> Response:
    report = found.report(found.figures(), named=named)
    return as_pdf(review_pdf(report), f"maandreview-{found.board.slug}-{found.month}")
