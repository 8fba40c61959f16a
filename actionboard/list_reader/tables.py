"""What reading a list gives: rows of text, or one sentence about why it can't be read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from actionboard.core.messages import N_, Said

LARGEST_FILE = 5 * 1024 * 1024  # bytes
MOST_ROWS = 5_000
MOST_COLUMNS = 60
LONGEST_CELL = 4_000  # characters


class Unreadable(Said):
    """A list that can't be read. Says in one Dutch sentence what to do next."""


@dataclass(frozen=True)
class Row:
    """One row as it was typed; `number` is the one that Excel or an editor shows, from 1.

    `damaged` says that a quote was opened and never closed: its cells may be cut wrongly.
    """

    number: int
    cells: tuple[str, ...]
    damaged: bool = False

    @property
    def is_empty(self) -> bool:
        return not any(cell.strip() for cell in self.cells)

    def cell(self, column: int | None) -> str:
        """The text in a column counted from 0, "" where the row is shorter."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""


@dataclass(frozen=True)
class Skipped:
    """A row that became no action, and why.

    Reasons: empty, title, header, totals, other_flap, note, no_action, no_answer, test.
    """

    row: int
    reason: str
    text: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of cells. `fields` names the columns when reading already knew them (typed lists)."""

    rows: tuple[Row, ...]
    fields: tuple[str, ...] | None = None
    skipped: tuple[Skipped, ...] = ()


def checked(table: Table) -> Table:
    """The same table without blank rows at its end, which Excel likes to add.

    Raises `Unreadable` when it is empty or larger than a list of actions can be.
    """
    rows = list(table.rows)
    while rows and rows[-1].is_empty:
        rows.pop()
    table = replace(table, rows=tuple(rows))
    if len(table.rows) > MOST_ROWS:
        raise too_many_rows()
    for row in table.rows:
        if len(row.cells) > MOST_COLUMNS:
            raise Unreadable(
                N_("Rij %(row)s heeft meer dan %(most)s kolommen. Bewaar alleen de actielijst."),
                row=row.number,
                most=MOST_COLUMNS,
            )
        if any(len(cell) > LONGEST_CELL for cell in row.cells):
            raise Unreadable(
                N_("Rij %(row)s heeft een cel met meer dan %(most)s tekens. Kort die eerst in."),
                row=row.number,
                most=LONGEST_CELL,
            )
    if not table.rows and not table.skipped:
        raise nothing_in_it()
    return table


def nothing_in_it() -> Unreadable:
    return Unreadable(
        N_("Hier staat niets in. Kies het bestand met de actielijst, of plak de lijst.")
    )


def too_many_rows() -> Unreadable:
    return Unreadable(
        N_("Deze lijst heeft meer dan %(most)s rijen. Deel hem op in kleinere lijsten."),
        most=MOST_ROWS,
    )
