"""The figures of a review, drawn: each with a sentence and a table for who can't see it.

Definitions of the figures: docs/definitions.md. How they look: static/css/63-charts.css.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from markupsafe import Markup

from actionboard import dates
from actionboard.boards.models import Stage
from actionboard.drawing.canvas import Canvas, Chart, spread, ticks
from actionboard.i18n import gettext as _
from actionboard.i18n import language, ngettext
from actionboard.reviews.figures import (
    AGES,
    Age,
    Figures,
    FlowPoint,
    Lane,
    LeadTime,
    Outcome,
    Promised,
)

Row = tuple[str, ...]
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
        return _nothing("flow", title, head, rows)
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
    return dates.in_words(point.day, language=language(), year=True)


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
        return _nothing("kept", title, head, rows)
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


# How long it took ----------------------------------------------------------------------------


def lead_times(times: Sequence[LeadTime], numbers: Mapping[int, int]) -> Chart:
    """A dot for each finished card: on which day after coming on the board, after its start.

    `numbers` are the numbers of cards by their id.
    """
    title = _("Doorlooptijd")
    head = (_("Actie"), _("Dagen sinds voorstel"), _("Dagen sinds bezig"))
    rows = tuple((str(numbers[one.card]), str(one.days), str(one.working)) for one in times)
    if not times:
        return _nothing("lead-times", title, head, rows)
    strips = {
        _("Sinds voorstel"): [one.days for one in times],
        _("Sinds bezig"): [one.working for one in times],
    }
    half = [round(median(days)) for days in strips.values()]
    says = _(
        "De helft was klaar binnen %(days)s dagen na het voorstel, %(working)s na de start.",
        days=half[0], working=half[1],
    )  # fmt: skip
    canvas = Canvas("lead-times", 420, 150)
    marks = ticks(max(1, *(max(days) for days in strips.values())), 4)
    left, right = 104, 410
    for line, (label, days) in enumerate(strips.items()):
        base = 58 + 62 * line
        canvas.words(0, base - 12, label)
        canvas.line([(left, base), (right, base)], "base")
        for day, nth in _stacked(days, marks[-1]):
            at = left + (right - left) * day / marks[-1]
            canvas.dot(at, base - 6 - 9 * min(nth, 3), 4.5, ("done", "doing")[line])
        middle = left + (right - left) * median(days) / marks[-1]
        canvas.line([(middle, base - 44), (middle, base + 4)], "base")
        anchor = "end" if middle > 260 else "start"
        told = ngettext("helft binnen %(num)s dag", "helft binnen %(num)s dagen", half[line])
        canvas.words(middle + (-5 if anchor == "end" else 5), base - 36, told, at=anchor)
    for mark in marks:
        at = left + (right - left) * mark / marks[-1]
        canvas.words(at, 144, str(mark), kind="quiet", at="middle")
    canvas.words(0, 144, _("dagen"), kind="quiet")
    return Chart("lead-times", title, says, canvas.markup(title, says), head, rows)


def _stacked(days: Sequence[int], highest: int) -> list[tuple[int, int]]:
    """Each day with how many dots lie below it at about the same place."""
    seen: dict[int, int] = {}
    placed = []
    for day in sorted(days):
        spot = round(day / highest * 34)  # dots of nine wide on a line of some three hundred
        placed.append((day, seen.get(spot, 0)))
        seen[spot] = seen.get(spot, 0) + 1
    return placed


# How old what is open is ---------------------------------------------------------------------


def ages(of: Sequence[Age]) -> Chart:
    """The open cards by how long they are on the board, a piece for each column."""
    title = _("Hoe lang staat het open?")
    groups = age_groups()
    head = (_("Op het bord"), *(one.stage.label for one in of), _("Samen"))
    columns = [one.counts for one in of]
    totals = [sum(group) for group in zip(*columns, strict=True)] if columns else []
    rows = tuple(
        (name, *(str(counts[at]) for counts in columns), str(total))
        for at, (name, total) in enumerate(zip(groups, totals, strict=False))
    )
    if not any(totals):
        return _nothing("ages", title, head, rows)
    oldest = max(at for at, total in enumerate(totals) if total)
    says = _(
        "%(all)s acties staan open. Het oudst: %(count)s in de groep “%(group)s”.",
        all=sum(totals), count=totals[oldest], group=groups[oldest],
    )  # fmt: skip
    canvas = Canvas("ages", 420, 24 * len(groups) + 30)
    unit = min(24.0, 250 / max(totals))
    for line, (name, total) in enumerate(zip(groups, totals, strict=True)):
        top, at = 24 * line + 4, 150.5
        canvas.words(0, top + 13.5, name)
        for one in of:
            width = unit * one.counts[line]
            if width:
                canvas.box(at, top, width, 18, one.stage.value)
                at += width + 1.5
        canvas.words(at + 5, top + 13.5, str(total), kind="told strong" if total else "quiet")
    at = 150.5
    for one in of:
        canvas.box(at, 24 * len(groups) + 14, 12, 12, one.stage.value)
        canvas.words(at + 17, 24 * len(groups) + 24.5, one.stage.label, kind="quiet")
        at += 30 + 8 * len(one.stage.label)
    return Chart("ages", title, says, canvas.markup(title, says), head, rows)


def age_groups() -> list[str]:
    """The names of the groups that AGES bounds."""
    names = [
        _("tot 1 maand"), _("1 tot 3 maanden"), _("3 tot 6 maanden"), _("6 tot 12 maanden"),
        _("langer dan een jaar"),
    ]  # fmt: skip
    return names[: len(AGES) + 1]


def _nothing(
    name: str, title: str, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> Chart:
    says = _("Er is nog niets om te laten zien.")
    return Chart(name, title, says, Canvas(name, 420, 10).markup(title, says), head, rows, True)
