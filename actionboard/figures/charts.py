"""The figures of a review, drawn: each with a sentence and a table for who can't see it.

Definitions of the figures: docs/definitions.md. How they look: static/css/63-charts.css.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from actionboard.boards.stages import Stage
from actionboard.core import date_words
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import language
from actionboard.documents.chart import Canvas, Chart, nothing, spread, ticks
from actionboard.figures.duration_charts import ages, lead_times
from actionboard.figures.figures import Figures, FlowPoint, Lane, Outcome, Promised

BOTTOM_UP = (Stage.DONE, Stage.DOING, Stage.PLANNED, Stage.PROPOSED)
MOST_SQUARES = 18  # beside each other; more are told by the number alone


def charts(figures: Figures) -> list[Chart]:
    """All drawings of a review, in the order of the page."""
    return [
        flow(figures.flow),
        kept(figures.promised),
        lead_times(figures.lead_times, {one.id: one.number for one in figures.cards.values()}),
        ages(figures.ages),
    ]


# How the columns filled ----------------------------------------------------------------------


def flow(points: Sequence[FlowPoint]) -> Chart:
    """The columns on top of each other, week by week."""
    title = _("Zo groeit het bord")
    head = (_("Week"), *(stage.label for stage in Stage), _("Samen"))
    rows = tuple(
        (_week(point), *(str(_in(point, stage)) for stage in Stage), str(point.total))
        for point in points
    )
    if len(points) < 2 or not any(point.total for point in points):
        return nothing("flow", title, head, rows)
    last, first = points[-1], points[0]
    stages = ", ".join(f"{stage.label.lower()} {_in(last, stage)}" for stage in Stage)
    says = _(
        "Van %(first)s naar %(last)s acties in %(weeks)s weken. Nu: %(stages)s.",
        first=first.total, last=last.total, weeks=_weeks(points), stages=stages,
    )  # fmt: skip
    return Chart("flow", title, says, _drawn_flow(points, title, says), head, rows)


def _drawn_flow(points: Sequence[FlowPoint], title: str, says: str) -> Markup:
    canvas = Canvas("flow", 420, 206)
    left, right, top, bottom = 26, 320, 10, 180
    marks = ticks(max(point.total for point in points))
    days = max(1, (points[-1].day - points[0].day).days)

    def x(point: FlowPoint) -> float:
        return left + (right - left) * (point.day - points[0].day).days / days

    def y(count: int) -> float:
        return bottom - (bottom - top) * count / marks[-1]

    for mark in marks:
        canvas.line([(left, y(mark)), (right, y(mark))], "rule" if mark else "base")
        canvas.words(left - 6, y(mark) + 4.5, str(mark), kind="quiet", at="end")
    below = [0] * len(points)
    middles = []
    for stage in BOTTOM_UP:
        above = [under + _in(point, stage) for under, point in zip(below, points, strict=True)]
        edge = [(x(point), y(count)) for point, count in zip(points, above, strict=True)]
        floor = [(x(point), y(count)) for point, count in zip(points, below, strict=True)]
        if any(above[at] != below[at] for at in range(len(points))):
            canvas.shape([*edge, *reversed(floor)], stage.value)
            canvas.line(edge, "seam")
        middles.append((y(above[-1]) + y(below[-1])) / 2)
        below = above
    places = spread(list(reversed(middles)), 17, top + 2, bottom)
    for stage, place in zip(reversed(BOTTOM_UP), places, strict=True):
        label = f"{stage.label} {_in(points[-1], stage)}"
        canvas.words(right + 8, place + 4.5, label, kind="told strong")
    for point in _some(points, 6):
        canvas.words(
            x(point), bottom + 20, str(point.day.isocalendar().week), kind="quiet", at="middle"
        )
    canvas.words(0, bottom + 20, _("wk"), kind="quiet")
    return canvas.markup(title, says)


def _in(point: FlowPoint, stage: Stage) -> int:
    return int(getattr(point, stage.value))


def _week(point: FlowPoint) -> str:
    return date_words.in_words(point.day, language=language(), year=True)


def _weeks(points: Sequence[FlowPoint]) -> int:
    return round((points[-1].day - points[0].day).days / 7)


def _some(points: Sequence[FlowPoint], most: int) -> list[FlowPoint]:
    """The last point and, going back, others at equal distances."""
    step = -(-(len(points) - 1) // (most - 1)) or 1
    return list(points[::-1][::step])


# One lane ------------------------------------------------------------------------------------


def lane_bar(lane: Lane) -> Chart:
    """A lane's cards as one bar, a piece for each column."""
    counts = dict(zip(Stage, lane.counts, strict=True))
    says = ", ".join(f"{stage.label.lower()} {count}" for stage, count in counts.items())
    canvas = Canvas(f"lane-{lane.level.value}", 420, 12)
    shown = {stage: count for stage, count in counts.items() if count}
    room, at = 420 - 2 * max(0, len(shown) - 1) - 1, 0.5
    for stage, count in shown.items():
        width = room * count / lane.total
        canvas.box(at, 0.5, width, 11, stage.value)
        at += width + 2
    return Chart(
        canvas.name, lane.level.label, says, canvas.markup(lane.level.label, says),
        tuple(stage.label for stage in Stage), (tuple(map(str, lane.counts)),),
    )  # fmt: skip


# Promised against kept -----------------------------------------------------------------------

OUTCOMES = {
    Outcome.KEPT: "done",
    Outcome.LATER: "doing",
    Outcome.MOVED: "planned",
    Outcome.OPEN: "late",
    Outcome.OFF: "proposed",
}


def kept(promised: Sequence[Promised]) -> Chart:
    """A square for each promise whose day came, in a row for what became of it."""
    title = _("Toegezegd en gehaald")
    counts = {one: sum(p.outcome is one for p in promised) for one in Outcome}
    head = (_("Wat ervan kwam"), _("Aantal"))
    rows = tuple((outcome_in_words(one), str(count)) for one, count in counts.items())
    if not promised:
        return nothing("kept", title, head, rows)
    says = _(
        "Van de %(all)s toezeggingen zijn er %(kept)s op tijd gehaald.",
        all=len(promised), kept=counts[Outcome.KEPT],
    )  # fmt: skip
    canvas = Canvas("kept", 420, 24 * len(counts) + 4)
    for line, (outcome, count) in enumerate(counts.items()):
        middle = 24 * line + 14
        canvas.words(0, middle + 4.5, outcome_in_words(outcome))
        canvas.words(150, middle + 4.5, str(count), kind="told strong", at="end")
        for index in range(min(count, MOST_SQUARES)):
            x = 162 + index * 13 + index // 5 * 4  # in groups of five, to be counted at a glance
            canvas.box(x, middle - 6, 12, 12, OUTCOMES[outcome], round_=1)
    return Chart("kept", title, says, canvas.markup(title, says), head, rows)


def outcome_in_words(outcome: Outcome) -> str:
    """What became of a promise, as it stands on the screen."""
    return {
        Outcome.KEPT: _("Op tijd klaar"),
        Outcome.LATER: _("Later klaar"),
        Outcome.MOVED: _("Datum verzet"),
        Outcome.OPEN: _("Nog niet klaar"),
        Outcome.OFF: _("Doen we niet"),
    }[outcome]
