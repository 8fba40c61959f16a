"""Turning a board into HTML: the whole page's cells, or just what changed since a version.

What is painted is state, never a difference, so painting twice does no harm.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from flask import current_app
from markupsafe import Markup

from actionboard.accounts.person_badge import Seat
from actionboard.board_page import snapshot as snapshots
from actionboard.board_page.filters import Filter
from actionboard.board_page.lanes import Cell, Chip, Column, Lane
from actionboard.board_page.snapshot import Snapshot
from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import speaking


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks, with which filter, in which language; `seat` is None for a read-only link."""

    seat: Seat | None
    wanted: Filter
    language: str
    sight: str = ""  # see snapshot.PAINTERS
    home: str = ""  # the address of the page, when it isn't the board's own

    @property
    def source(self) -> tuple[str, str]:
        """All viewers with the same sight look at one snapshot."""
        return "board", self.sight

    def look(self, board: Any) -> Snapshot:
        """The board as it is now."""
        return snapshots.of(board, board.today, self.sight)

    def paint(self, snapshot: Snapshot, version: int) -> str:
        """What changed after a version; see `since`."""
        return since(snapshot, version, self)

    def for_news(self, snapshot: Snapshot, version: int) -> Viewer:
        """As whom to be told: without a name when nothing in the message depends on who it is.

        Only filters and their counts do. So one message serves nearly everybody.
        """
        personal = self.wanted.narrows or snapshot.chips > version
        return self if personal else replace(self, seat=None)


class Brush:
    """A snapshot as one viewer sees it."""

    def __init__(self, snapshot: Snapshot, viewer: Viewer) -> None:
        self.snapshot, self.viewer = snapshot, viewer
        self.counts, self.signals = (
            self._counted() if viewer.wanted.narrows else (self._known(), snapshot.signals)
        )

    def lanes(self, *, cells: bool = True) -> list[Lane]:
        """All lanes, the one without a level last, with or without their painted cells."""
        return [self.lane(level, cells=cells) for level in Level]

    def lane(self, level: Level, *, cells: bool = False) -> Lane:
        """A lane with its counts."""
        counts = [(stage.value, stage.label, self.counts[level, stage]) for stage in Stage]
        raised = self.signals
        return Lane(
            level=level.value,
            label=level.label,
            icon=level.icon,
            total=sum(count for _stage, _label, count in counts),
            done=self.counts[level, Stage.DONE],
            late=raised[level, "late"],
            still=raised[level, "still"],
            stuck=raised[level, "stuck"],
            unled=raised[level, "unled"],
            columns=counts,
            cells=[self.cell(level, stage) for stage in Stage] if cells else [],
            shown=level is Level.LOCAL,
        )

    def cell(self, level: Level, stage: Stage) -> Cell:
        """A cell with every card that this viewer wants to see, painted."""
        see, viewer = self.snapshot, self.viewer
        shown = see.shown((level.value, stage.value), viewer.wanted, viewer.seat)
        language = viewer.language
        html = "".join([one.html.get(language) or see.html(one, language) for one in shown])
        older = 0 if viewer.wanted.older else see.signals[level, "old"]
        older = older if stage is Stage.DONE else 0
        made = Markup(html)  # noqa: S704  # by our own template, which escapes
        return Cell(stage.value, stage.label, made, older)

    def columns(self) -> list[Column]:
        """The heads of all columns."""
        return [self.column(stage) for stage in Stage]

    def column(self, stage: Stage) -> Column:
        """The head of a column."""
        count = sum(self.counts[level, stage] for level in Level)
        days = (self.snapshot.today - self.snapshot.fresh_from).days
        return Column(stage.value, stage.label, stage.icon, count, stage is Stage.DOING, days)

    def chips(self) -> list[Chip]:
        """The filters with their counts over the whole board."""
        see, seat, wanted = self.snapshot, self.viewer.seat, self.viewer.wanted
        home = self.viewer.home or f"/boards/{see.painter.slug}"
        found = [
            ("unled", _("Zonder trekker"), "hand", self._signal("unled")),
            ("late", _("Te laat"), "calendar-x", self._signal("late")),
        ]
        if seat is not None:
            mine, ours = see.by_person[seat.id], see.by_organisation[seat.organisation_id]
            found.insert(0, ("mine", _("Mijn acties"), "user", mine))
            found.insert(1, ("organisation", _("Mijn organisatie"), "building-2", ours))
        chips = [
            Chip(
                name, label, icon, count, getattr(wanted, name),
                f"{home}?{wanted.toggled(name).query}".rstrip("?"),
            )
            for name, label, icon, count in found
        ]  # fmt: skip
        everything = Chip("all", _("Alles tonen"), "x", None, False, home)
        return [*chips, everything] if wanted.narrows else chips

    def kept(self) -> list[tuple[str, str]]:
        """The filters that the search form must hand on."""
        wanted = self.viewer.wanted
        flags = ("mine", "organisation", "unled", "late", "older")
        return [(name, "1") for name in flags if getattr(wanted, name)]

    def since(self, version: int) -> str:
        """The message that brings a page from a version to now; see place-swap.js."""
        return "".join(self._pieces(version))

    def _pieces(self, version: int) -> Iterator[str]:
        see, viewer = self.snapshot, self.viewer
        narrows = viewer.wanted.narrows  # then a head may change without any of its signals
        yield f'<i id="version" data-version="{see.version}" hidden></i>'
        for entry in see.touched_since(version):
            if see.shows(entry, viewer.wanted, viewer.seat):
                yield see.html(entry, viewer.language)
            else:
                yield f'<li id="card-{entry.row.number}" data-gone></li>'
        for level in Level:
            if narrows or see.heads.get(level, 0) > version:
                yield _drawn("board_page/_lane_head.html", lane=self.lane(level))
        for stage in Stage:
            if narrows or see.heads.get(stage, 0) > version:
                yield _drawn("board_page/_column_head.html", column=self.column(stage))
        if see.setup > version:
            yield _drawn("board_page/_board_name.html", board={"name": see.name})
            yield _drawn(
                "boards/_theme_select.html", themes=see.themes.values(), filters=viewer.wanted
            )
        if see.chips > version:
            yield _drawn("board_page/_filter_chips.html", chips=self.chips(), kept=self.kept())

    def _signal(self, name: str) -> int:
        return sum(self.snapshot.signals[level, name] for level in Level)

    def _known(self) -> dict[tuple[str, str], int]:
        see, older = self.snapshot, self.viewer.wanted.older
        counts = {place: len(cards) for place, cards in see.cells.items()}
        if not older:
            for level in Level:
                counts[level, Stage.DONE] -= see.signals[level, "old"]
        return counts

    def _counted(self) -> tuple[dict[tuple[str, str], int], Counter[tuple[str, str]]]:
        """What is left with a filter that narrows: how many per cell, and what they signal."""
        see, viewer = self.snapshot, self.viewer
        counts: dict[tuple[str, str], int] = {}
        signals: Counter[tuple[str, str]] = Counter()
        for place in see.cells:
            shown = [one for one in see.cell(place) if see.shows(one, viewer.wanted, viewer.seat)]
            counts[place] = len(shown)
            signals.update((place[0], signal) for one in shown for signal in one.raised)
        return counts, signals


def since(snapshot: Snapshot, version: int, viewer: Viewer) -> str:
    """What changed on a board after a version, as one viewer sees it, in their language."""
    with speaking(viewer.language):
        return Brush(snapshot, viewer).since(version)


def _drawn(template: str, **context: object) -> str:
    """A piece that needs nothing but its context: there is no request while the tail paints."""
    return current_app.jinja_env.get_template(template).render(**context)
