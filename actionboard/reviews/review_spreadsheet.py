"""A review as lists for Excel: its figures, and the actions that they count."""

from __future__ import annotations

from collections.abc import Iterator

from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.core.i18n import gettext as _
from actionboard.documents.spreadsheet import Column, Sheet, Value
from actionboard.figures.charts import outcome_in_words
from actionboard.figures.figures import Figures
from actionboard.reviews.report import Report, Row
from actionboard.reviews.report_builder import Reader


def review_sheets(board: Board, figures: Figures, report: Report) -> list[Sheet]:
    """The figures, week by week, promises, what goes to the national level; last the actions."""
    return [
        _numbers(report), _weeks(figures), _promises(report), _national(report),
        _cards(board, figures, report),
    ]  # fmt: skip


def _numbers(report: Report) -> Sheet:
    columns = [
        Column(_("Wat"), 34),
        Column(_("Nu")),
        Column(_("Vorige keer")),
        Column(_("Verschil")),
    ]
    return Sheet(_("Cijfers"), columns, list(_told(report)))


def _told(report: Report) -> Iterator[list[Value]]:
    for words, one in zip(report.headlines, report.figures.headlines, strict=True):
        yield [words.label, one.value, one.before, one.change]
    for lane in report.lanes:
        for stage, count in zip(Stage, lane.counts, strict=True):
            yield [f"{lane.level.label}, {stage.label.lower()}", count, None, None]
    yield [_("Toegezegd"), len(report.figures.promised), None, None]
    yield [_("Op tijd klaar"), report.figures.kept, None, None]


def _weeks(figures: Figures) -> Sheet:
    columns = [Column(_("Dag"), 12), *(Column(stage.label) for stage in Stage), Column(_("Samen"))]
    rows: list[list[Value]] = [
        [point.day, point.proposed, point.planned, point.doing, point.done, point.total]
        for point in figures.flow
    ]
    return Sheet(_("Per week"), columns, rows)


def _promises(report: Report) -> Sheet:
    columns = [
        Column(_("Nummer"), 9), Column(_("Titel"), 48), Column(_("Klaar vóór"), 12),
        Column(_("Wat ervan kwam"), 18),
    ]  # fmt: skip
    rows: list[list[Value]] = [
        [one.row.number, one.row.title, one.due, outcome_in_words(one.outcome)]
        for one in report.promised
    ]
    return Sheet(_("Toezeggingen"), columns, rows)


def _national(report: Report) -> Sheet:
    columns = [
        Column(_("Nummer"), 9), Column(_("Titel"), 48), Column(_("Onze vraag"), 48),
        Column(_("Aan wie?"), 30), Column(_("Stand"), 30), Column(_("Antwoord"), 48),
    ]  # fmt: skip
    rows: list[list[Value]] = [
        [
            one.row.number, one.row.title, one.question or None, one.to or None, one.how_far,
            one.row.result if one.answered else None,
        ]
        for one in report.national
    ]  # fmt: skip
    return Sheet(_("Naar landelijk"), columns, rows)


def _cards(board: Board, figures: Figures, report: Report) -> Sheet:
    columns = [
        Column(_("Nummer"), 9), Column(_("Titel"), 48), Column(_("Niveau"), 16),
        Column(_("Kolom"), 12), Column(_("Thema"), 24), Column(_("Wie"), 36),
        Column(_("Klaar vóór"), 12), Column(_("Klaar op"), 12), Column(_("Loopt vast"), 30),
        Column(_("Vraagt om hulp"), 36), Column(_("Opbrengst"), 48), Column(_("Doen we niet"), 36),
        Column(_("Besproken"), 48),
    ]  # fmt: skip
    read = Reader(board, figures, named=True).read(figures.cards)
    rows = sorted(read.values(), key=lambda row: row.number)
    return Sheet(_("Acties"), columns, [_card(row, report) for row in rows])


def _card(row: Row, report: Report) -> list[Value]:
    return [
        row.number, row.title, row.level.label, row.stage.label if row.on_board else None,
        row.theme.name if row.theme else None, row.who or None, row.due, row.done,
        ", ".join(row.reasons) or None, row.help or None, row.result or None, row.dropped or None,
        report.settled_for(row.id) or None,
    ]  # fmt: skip
