"""A month's review on A4, in the order of its page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from actionboard.core import date_words
from actionboard.core.date_words import moment_in_full
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import language, ngettext
from actionboard.core.local_time import HOME
from actionboard.documents import pdf
from actionboard.figures import charts
from actionboard.figures.figures import Lane
from actionboard.reviews.report import Before, DecisionRow, Report, Row
from actionboard.reviews.review_sheet import (
    PrintedDecision,
    PrintedLane,
    PrintedList,
    PrintedRow,
    ReviewSheet,
    balance,
)


def review_pdf(report: Report) -> bytes:
    """A review as a tagged PDF, in the reader's language."""
    title = f"{report.board}, {report.title}"
    return pdf.typeset("review", _sheet(report), title=title, language=language())


def _sheet(report: Report) -> ReviewSheet:
    flow = charts.flow(report.figures.flow)
    return ReviewSheet(
        title=report.title,
        board=report.board,
        frozen=report.is_frozen,
        state=_("Vastgesteld") if report.is_frozen else _("Concept"),
        stand=_("Stand van %(day)s", day=moment_in_full(report.stand)) + ".",
        why=_version(report),
        headlines=report.headlines,
        sentence=report.sentence,
        lane_head=(
            _("Niveau"), _("Voorstel"), _("Gepland"), _("Bezig"), _("Klaar"), _("Verplaatst"),
        ),
        lanes=tuple(map(_lane, report.lanes)),
        flow="" if flow.empty else flow.on_paper,
        flow_says=flow.says,
        lists=tuple(_lists(report)),
        before=_decisions(report.before.decisions) if report.before else (),
        followed=_followed(report.before),
        decisions=_decisions(report.decisions),
        loose=tuple(_row(one.row, who=one.told) for one in report.loose),
        remarks=report.remarks,
        closing=_closing(report),
        words={
            "lanes": _("Voortgang per niveau"),
            "flow": flow.title,
            "weekly": _("aantal acties per week"),
            "decisions": _("Besluiten"),
            "undecided": _("Er is nog niets besloten."),
            "remarks": _("Opmerkingen"),
        },
        foot=report.board,
        numbered=_("%(page)s van %(pages)s", page="#", pages="*"),
    )  # fmt: skip


def _decisions(decisions: Iterable[DecisionRow]) -> tuple[PrintedDecision, ...]:
    return tuple(
        PrintedDecision(one.label, one.text, one.who.first if one.who else "") for one in decisions
    )


def _followed(before: Before | None) -> PrintedList:
    rows = before.followed if before else ()
    return PrintedList(
        _("Vorige keer besloten"), before.title if before else "",
        tuple(_row(one.row, who=one.told, state=one.now, tone=one.verdict) for one in rows), "",
    )  # fmt: skip


def _version(report: Report) -> str:
    if not report.why:
        return ""
    return _("Versie %(number)s: %(why)s", number=report.number, why=report.why)


def _lane(lane: Lane) -> PrintedLane:
    bar = charts.lane_bar(lane)
    return PrintedLane(
        label=lane.level.label,
        icon=lane.level.icon,
        counts=tuple(str(count) if count else "–" for count in (*lane.counts, len(lane.moved))),
        bar=bar.on_paper if lane.total else "",
        says=bar.says,
        balance=balance(lane),
    )


def _lists(report: Report) -> Iterable[PrintedList]:
    figures = report.figures
    yield PrintedList(
        _("Vastgelopen"), _actions(len(figures.stuck)),
        tuple(
            _row(row, reasons=True, settled=report.settled_for(row.id)) for row in report.stuck
        ),
        _("Niets loopt vast."),
    )  # fmt: skip
    yield PrintedList(
        _("Klaar, en dit leverde het op"), _actions(len(figures.since.finished)),
        tuple(_row(row, day=row.done, result=True) for row in report.finished),
        _("Sinds de vorige keer kwam er niets klaar."),
    )  # fmt: skip
    told = _(
        "vorige keer: %(kept)s van %(promised)s gehaald",
        kept=figures.kept, promised=len(figures.promised),
    )  # fmt: skip
    yield PrintedList(
        _("Toegezegd voor de komende maand"), told if figures.promised else "",
        tuple(_row(row, day=row.due, promised=True) for week in report.weeks for row in week.rows),
        _("Voor de komende maand is nog niets met een datum toegezegd."),
    )  # fmt: skip
    yield PrintedList(
        _("Naar landelijk"), "",
        tuple(
            _row(one.row, who=f"{_('Aan:')} {one.to or _('nog niet bekend')}. {one.how_far}",
                 result=one.answered, question=one.question)
            for one in report.national
        ),
        _("Er ligt geen vraag voor het landelijke niveau."),
    )  # fmt: skip


def _row(
    row: Row, *, who: str = "", day: date | None = None, promised: bool = False,
    result: bool = False, reasons: bool = False, question: str = "", settled: str = "",
    state: str = "", tone: str = "",
) -> PrintedRow:  # fmt: skip
    said = f"{row.stage.label}, {row.who or _('zonder trekker')}" if reasons else row.who
    return PrintedRow(
        number=str(row.number),
        paint=row.theme.paint if row.theme else "grey",
        title=row.title,
        who=who or said,
        day=date_words.in_words(day, language=language()) if day else "",
        promised=promised,
        result=row.result if result else "",
        asks=row.help if reasons else "",
        question=question,
        settled=settled,
        state=state,
        tone=tone,
        reasons=row.reasons if reasons else (),
    )


def _closing(report: Report) -> str:
    if report.frozen_at is None:
        return ""
    local = report.frozen_at.astimezone(HOME)
    day = date_words.in_words(local.date(), language=language(), year=True, week=False)
    by = f"{report.by.name}, {report.by.organisation}" if report.by else "…"
    return _(
        "Vastgesteld op %(day)s, %(time)s, door %(by)s. Cijfers en lijsten liggen sindsdien vast.",
        day=day, time=f"{local:%H:%M}", by=by,
    )  # fmt: skip


def _actions(count: int) -> str:
    return ngettext("%(num)s actie", "%(num)s acties", count)
