"""The board on A3: for the wall of the meeting room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil

from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import ngettext
from actionboard.exports.card_selection import CardSelection
from actionboard.exports.printed_card import PrintedCard

WIDEST, NARROWEST = 4, 10  # so many cards side by side on the sheet, large ones and small ones


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column."""

    label: str
    icon: str
    count: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane and the cards in each of its columns."""

    label: str
    icon: str
    summary: str
    cells: list[list[PrintedCard]]


@dataclass(frozen=True, slots=True)
class PosterSheet:
    """What poster.typ prints.

    `spreads` says for each number of cards side by side how many of them each column gets.
    """

    board: str
    about: str
    columns: list[Column]
    lanes: list[Lane]
    spreads: dict[int, tuple[int, ...]]
    continued: str
    foot: str
    numbered: str


def poster(pile: CardSelection) -> PosterSheet:
    """The cards of a pile as lanes and columns."""
    levels = [one for one in Level if one is not Level.OPEN or pile.count(one)]
    return PosterSheet(
        board=pile.board,
        about=", ".join(filter(None, [pile.stood_on, pile.filtered])),
        columns=[Column(stage.label, stage.icon, str(pile.count(stage=stage))) for stage in Stage],
        lanes=[_lane(level, pile) for level in levels],
        spreads=spreads(pile, levels),
        continued=_("vervolg"),
        foot=pile.address,
        numbered=_("%(page)s van %(pages)s", page="#", pages="*"),
    )


def _lane(level: Level, pile: CardSelection) -> Lane:
    done = pile.count(level, Stage.DONE)
    counted = ngettext("%(num)s actie", "%(num)s acties", pile.count(level))
    return Lane(
        label=level.label,
        icon=level.icon,
        summary=f"{counted}, {done} {_('klaar')}" if done else counted,
        cells=[[PrintedCard.of(face) for face in pile.cells[level, stage]] for stage in Stage],
    )


def spreads(pile: CardSelection, levels: Sequence[Level]) -> dict[int, tuple[int, ...]]:
    """For so many cards side by side, how many each column gets so that the sheet is shortest.

    The width goes to the columns that hold most; of equally short ones the most even is taken.
    """
    counts = [[pile.count(level, stage) for stage in Stage] for level in levels]

    def cost(spread: tuple[int, ...]) -> tuple[int, int]:
        lines = [max(map(_lines, lane, spread)) for lane in counts]
        return sum(lines), max(spread) - min(spread)

    wide = range(WIDEST, NARROWEST + 1)
    every = list(product(range(1, NARROWEST), repeat=len(Stage)))
    return {all_: min((one for one in every if sum(one) == all_), key=cost) for all_ in wide}


def _lines(cards: int, beside: int) -> int:
    return ceil(cards / beside)
