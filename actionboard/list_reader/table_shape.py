"""Finding out what a table is made of: its header, its columns, where its rows begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actionboard.core.messages import N_
from actionboard.list_reader.columns import LEFT_OUT, WORDS, by_content, by_header, find_header
from actionboard.list_reader.dutch_words import one_line
from actionboard.list_reader.polls import answer_column
from actionboard.list_reader.tables import Row, Skipped, Table, Unreadable


@dataclass(frozen=True)
class Shape:
    """What a table consists of: its rows below the header and the field of each column."""

    rows: tuple[Row, ...]
    fields: Sequence[str]
    header: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    answers: int | None = None  # the column with a poll's answers

    @property
    def left_out(self) -> tuple[str, ...]:
        """The headers of filled columns whose content isn't taken over."""
        return tuple(
            one_line(name)
            for column, name in enumerate(self.header)
            if name.strip()
            and column != self.answers
            and (self.answers is not None or self.fields[column] == LEFT_OUT)
        )


def shape_of(table: Table, today: date) -> Shape:
    """What a table is made of. Raises Unreadable when no column could be the action."""
    rows = table.rows
    if table.fields:
        return Shape(rows, table.fields)
    index = find_header(rows)
    if index is not None:
        header, body = rows[index], rows[index + 1 :]
        above = tuple(_title(row) for row in rows[:index])
        fields = by_header(header, body)
        shape = Shape(body, fields, header.cells, above, answer_column(header.cells))
    else:
        titles = _titles(rows)
        body = rows[titles:]
        shape = Shape(
            body, by_content(body, today=today), skipped=tuple(_title(row) for row in rows[:titles])
        )
    if WORDS not in shape.fields and shape.answers is None:
        raise Unreadable(
            N_("Geen kolom lijkt de actie te zijn. Zet boven die kolom het woord 'Actie'.")
        )
    return shape


def _titles(rows: Sequence[Row]) -> int:
    """How many rows at the top hold one cell, in a table of three columns or more."""
    filled = [sum(bool(cell.strip()) for cell in row.cells) for row in rows]
    if not filled or sorted(filled)[len(filled) // 2] < 3:
        return 0
    return next(index for index, count in enumerate(filled) if count > 1)


def _title(row: Row) -> Skipped:
    return Skipped(row.number, "empty" if row.is_empty else "title", text_of(row))


def text_of(row: Row) -> str:
    """All that a row says, on one line."""
    return " · ".join(one_line(cell) for cell in row.cells if cell.strip())
