"""How long it takes, drawn: what was finished, and what is still open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import ngettext
from actionboard.documents.chart import Canvas, Chart, nothing, ticks
from actionboard.figures.figures import AGES, Age, LeadTime

# How long it took ----------------------------------------------------------------------------


def lead_times(times: Sequence[LeadTime], numbers: Mapping[int, int]) -> Chart:
    """A dot for each finished card: on which day after coming on the board, after its start.

    `numbers` are the numbers of cards by their id.
    """
    title = _("Doorlooptijd")
    head = (_("Actie"), _("Dagen sinds voorstel"), _("Dagen sinds bezig"))
    rows = tuple((str(numbers[one.card]), str(one.days), str(one.working)) for one in times)
    if not times:
        return nothing("lead-times", title, head, rows)
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
        return nothing("ages", title, head, rows)
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
