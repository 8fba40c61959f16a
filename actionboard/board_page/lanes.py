"""What a board's page is made of: lanes, columns, their cells, and the chips of the filter."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column."""

    stage: str
    label: str
    icon: str
    count: int
    shown: bool  # on a phone, at first
    days: int  # how long finished cards stay in sight


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of one lane, its cards painted."""

    stage: str
    label: str
    html: Markup
    older: int


@dataclass(frozen=True, slots=True)
class Lane:
    """The head of a lane, and on the page its cells."""

    level: str
    label: str
    icon: str
    total: int
    done: int
    late: int
    still: int
    stuck: int
    unled: int
    columns: list[tuple[str, str, int]]
    cells: list[Cell]
    shown: bool

    @property
    def longest(self) -> int:
        """How many cards its longest cell shows, by which a browser guesses how tall it is."""
        return max(count for _stage, _label, count in self.columns)


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter, with how many cards it would leave."""

    name: str
    label: str
    icon: str
    count: int | None  # None for the one that shows everything
    pressed: bool
    url: str
