"""The cards that go to paper: those that somebody sees on the board, in its order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from actionboard.board_page.filters import Filter
from actionboard.board_page.renderer import Viewer
from actionboard.board_page.snapshot import Snapshot
from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.cards.card_view import CardFace
from actionboard.core.date_words import moment_in_full
from actionboard.core.i18n import gettext as _


@dataclass(frozen=True, slots=True)
class CardSelection:
    """The cards of a board by their cell, and what to say about them."""

    board: str
    address: str  # of the board, in full
    stood_on: str
    filtered: str  # which cards they are, when they aren't all
    cells: dict[tuple[str, str], list[CardFace]]

    @classmethod
    def of(cls, see: Snapshot, viewer: Viewer, address: str, at: datetime) -> CardSelection:
        """What a viewer sees of a board through their filter."""
        return cls(
            board=see.name,
            address=address,
            stood_on=_("Stand van %(day)s", day=moment_in_full(at)),
            filtered=in_words(viewer.wanted, see),
            cells={
                (level, stage): _faces(see, viewer, (level, stage))
                for level in Level
                for stage in Stage
            },
        )

    @property
    def faces(self) -> Iterator[CardFace]:
        """All of them: lane by lane, column by column."""
        for cards in self.cells.values():
            yield from cards

    def count(self, level: Level | None = None, stage: Stage | None = None) -> int:
        """How many there are in a lane, in a column, or in all."""
        return sum(
            len(cards)
            for (lane, column), cards in self.cells.items()
            if level in (None, lane) and stage in (None, column)
        )


def _faces(see: Snapshot, viewer: Viewer, place: tuple[str, str]) -> list[CardFace]:
    shown = see.shown(place, viewer.wanted, viewer.seat)
    if viewer.language == "nl":
        return [one.face for one in shown]
    return [see.painter.face(one.row, viewer.language) for one in shown]


def in_words(wanted: Filter, see: Snapshot) -> str:
    """Which cards a filter lets through; empty when it lets through all."""
    theme = see.themes.get(wanted.theme)
    said = {
        _("mijn acties"): wanted.mine,
        _("mijn organisatie"): wanted.organisation,
        _("zonder trekker"): wanted.unled,
        _("te laat"): wanted.late,
        theme.name if theme else "": bool(theme),
        f"“{wanted.q}”": bool(wanted.q),
    }
    chosen = ", ".join(words for words, holds in said.items() if holds)
    return _("alleen: %(which)s", which=chosen) if chosen else ""
