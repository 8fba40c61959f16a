"""Reading reviews: all of a board's, one month's, what a figure counts, any other period."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from flask import Blueprint, abort, render_template, request

from actionboard.accounts.models import Role
from actionboard.boards.access import enter
from actionboard.boards.models import Board
from actionboard.boards.people import people_on
from actionboard.cards import history
from actionboard.core.errors import Rejected
from actionboard.core.form_fields import must_read_day
from actionboard.core.i18n import gettext as _
from actionboard.core.local_time import day_of
from actionboard.figures import charts, periods
from actionboard.figures.count import count
from actionboard.figures.figures import Figures
from actionboard.figures.periods import Month, Period
from actionboard.meetings.models import Meeting
from actionboard.reviews import drill_down, phrases
from actionboard.reviews.models import Review
from actionboard.reviews.report_builder import Reader, report
from actionboard.reviews.version_differences import differences
from actionboard.reviews.views.review_access import Found, find, for_the_board, starts, title
from actionboard.web.replies import NOTHING, Typed

reviews = Blueprint("reviews", __name__)
ALL = "/boards/<slug>/reviews"
ONE = f"{ALL}/<month>"
MOST = 100  # cards on the page of one figure


@reviews.get(ALL)
def index(slug: str) -> str:
    """All reviews of a board, the latest month first."""
    board, role = enter(slug)
    return render_template("reviews/months.html", board=board, role=role, **_listed(board, role))


@reviews.get(ONE)
def show(slug: str, month: str, typed: Typed = NOTHING) -> str:
    """One month's review; the page is the report."""
    return _page(find(slug, month, request.args.get("version", "")), typed)


@reviews.get(f"{ONE}/figures/<figure>")
def figure(slug: str, month: str, figure: str) -> str:
    """One figure of it: the cards that it counts, and what happened to them."""
    found = find(slug, month, request.args.get("version", ""))
    for_the_board(found.role)
    return _figure(found.board, found.role, found.figures(), figure, title(found.month), found.url)


@reviews.get(f"{ALL}/period")
def period(slug: str) -> str:
    """The figures over another stretch: since a meeting or a review, a school year, two days."""
    board, role = enter(slug)
    for_the_board(role)
    context: dict[str, Any] = {"errors": {}, "values": request.args}
    try:
        wanted, name = _wanted(board, request.args)
    except Rejected as refusal:
        context["errors"] = {refusal.at_field or "first": refusal.sentence}
        wanted, name = _since_year(board)
    figures = count(board, wanted)
    if request.args.get("figure"):
        back = f"{board.url}/reviews/period?{_query(wanted)}"
        return _figure(board, role, figures, request.args["figure"], name, back)
    read = report(board, figures, title=name)
    return render_template(
        "reviews/period.html", board=board, role=role, report=read, today=board.today,
        url=f"{board.url}/reviews/period", query=f"{_query(wanted)}&figure=", **drawn(figures),
        **context,
    )  # fmt: skip


def _page(found: Found, typed: Typed) -> str:
    if found.role is Role.VIEWER and not found.is_frozen:
        return render_template(
            "reviews/not_yet.html", board=found.board, role=found.role, title=title(found.month)
        )
    figures = found.figures()
    read = found.report(figures)
    was = found.corrected
    then = was.report(was.figures()) if was else None
    recounted = found.recounted() if found.writes else None
    around = {
        "values": typed.values, "errors": typed.errors, "found": found, "report": read,
        "review": found.review,
        "url": found.url, "query": _version(found), "role": found.role,
        "agenda": len({*figures.stuck, *(one.row.id for one in read.settled)}),
        "earlier": found.month.before if found.month > starts(found.board) else None,
        "later": found.month.next if found.month < Month.of(day_of(found.now)) else None,
        "then": then, "changed": differences(then, read) if then else [],
        "recounted": differences(then, found.report(recounted)) if then and recounted else None,
        "people": people_of(found.board) if found.writes else [],
        **drawn(figures),
    }  # fmt: skip
    return render_template("reviews/review.html", board=found.board, **around)


def people_of(board: Board) -> list[tuple[int, str]]:
    """Who takes part in a board, by name, to choose from."""
    return [(one.id, one.name) for one in people_on(board)]


def drawn(figures: Figures) -> dict[str, Any]:
    """The drawings of a page."""
    return {
        "charts": charts.charts(figures),
        "bars": {one.level: charts.lane_bar(one) for one in figures.lanes},
    }


def _listed(board: Board, role: Role) -> dict[str, Any]:
    frozen = {one.in_month: one for one in Review.frozen_on(board)}
    today = day_of(datetime.now(UTC))
    known = periods.months(day_of(board.created_at), today)
    shown = [
        one for one in known if one in frozen or (role is not Role.VIEWER and _open(one, today))
    ]
    rows = [(one, title(one), frozen.get(one)) for one in shown]
    return {
        "rows": [(month, name, one, phrases.aloud(one.summary) if one else "")
                 for month, name, one in rows]
    }  # fmt: skip


def _open(month: Month, today: date) -> bool:
    """Whether one would still begin this month's review: it is this month's, or the last one's."""
    return month >= Month.of(today).before


def _figure(
    board: Board, role: Role, figures: Figures, name: str, within: str, back: str
) -> str:  # fmt: skip
    label, cards = drill_down.cards(figures, name) or abort(404)
    shown = cards[:MOST]
    rows = Reader(board, figures, True).read(shown)
    told = history.of_cards(board, shown, since=figures.period.since, until=figures.period.until)
    return render_template(
        "reviews/figure.html", board=board, role=role, label=label, within=within, back=back,
        rows=[rows[one] for one in shown], count=len(cards), told=told, period=figures.period,
    )  # fmt: skip


def _wanted(board: Board, form: Mapping[str, str]) -> tuple[Period, str]:
    """The period that an address asks for, and what it is called. Raises NoPeriod, Invalid."""
    now = datetime.now(UTC)
    since = form.get("since", "")
    if since == "meeting":
        meeting = next(iter(one for one in Meeting.on(board) if one.held_on < board.today), None)
        if meeting is not None:
            name = _("Sinds de laatste bijeenkomst")
            return periods.between(board, meeting.held_on, board.today, now), name
    if since == "review":
        last = next(iter(Review.frozen_on(board)), None)
        if last is not None:
            begins = last.summary.period
            name = _("Sinds de laatste maandreview")
            return Period(begins.until, board.version, begins.ends, now), name
    if form.get("first"):
        first, last_day = (_day(form, one, board.today) for one in ("first", "last"))
        words = [phrases.day_and_month(one, board.today) for one in (first, last_day)]
        name = _("Van %(first)s tot en met %(last)s", first=words[0], last=words[1])
        return periods.between(board, first, last_day, now), name
    return _since_year(board)


def _since_year(board: Board) -> tuple[Period, str]:
    begins = periods.school_year(board.today)
    period = periods.between(board, begins, board.today, datetime.now(UTC))
    return period, _("Dit schooljaar")


def _day(form: Mapping[str, str], name: str, today: date) -> date:
    typed = form.get(name, "")[:40]
    if not typed and name == "last":
        return today
    return must_read_day(typed, today, field=name)


def _query(period: Period) -> str:
    return f"first={period.first_day:%d-%m-%Y}&last={period.last_day:%d-%m-%Y}"


def _version(found: Found) -> str:
    return f"?version={found.review.number}" if found.review and not found.is_latest else ""
