"""Cells from text with separators, as Excel writes and pastes it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from actionboard.list_reader.columns import fields_named, names_the_action
from actionboard.list_reader.tables import LONGEST_CELL, MOST_ROWS, Row

SEPARATORS = "\t;,"
_SAMPLE = 60  # lines that decide which separator a text uses
_MOST_CELLS = 16_384  # Excel's own limit for a row
_MOST_BROKEN_QUOTES = 200  # beyond this a quote is no longer read as a quote


def separator_of(text: str) -> str | None:
    """The separator of a table, or None when the text is no table: a list that was typed."""
    hint = re.match(r"sep=([\t;,])\r?\n", text, re.IGNORECASE)
    if hint:
        return hint[1]
    # One column, copied from Excel with a line break in a cell.
    if re.search(r'^"', text, re.MULTILINE) and names_the_action(text[:100].splitlines()[0]):
        return "\t"
    best: tuple[float, str] | None = None
    for separator in SEPARATORS:
        rows = cut(text[:50_000], separator, at_most=_SAMPLE)
        score = _likeness_to_a_table([row for row in rows if not row.is_empty], separator)
        if score and (best is None or score > best[0]):
            best = (score, separator)
    return best[1] if best else None


def _likeness_to_a_table(rows: list[Row], separator: str) -> float:
    """0 for prose; otherwise more for known headers, then for rows of equal length."""
    if not rows:
        return 0
    headers = max(len(fields_named(row.cells)) for row in rows[:30])
    if headers >= 2:
        return 100 + headers
    widths = Counter(len(row.cells) for row in rows)
    width, equal = max(widths.items(), key=lambda item: (item[0] > 1, item[1]))
    share = equal / len(rows)
    # A comma is also punctuation; a tab never is.
    enough = {"\t": 0.3, ";": 0.5, ",": 0.9}[separator]
    fewest_rows = 1 if separator == "\t" else 2
    if width < 2 or share < enough or equal < fewest_rows:
        return 0
    if separator == "," and (width < 3 or any(", " in "|".join(row.cells) for row in rows)):
        return 0 if width < 3 else share / 2
    return share + width / 100


def cut(text: str, separator: str, *, at_most: int = MOST_ROWS + 1) -> tuple[Row, ...]:
    """Rows of cells; quoted cells may hold separators, quotes and line breaks.

    A quote that never closes is text, so that it can't swallow the rows after it; its row
    is `damaged`. The rows are numbered as Excel numbers them.
    """
    return tuple(islice(_Cutter(text, separator).rows(), at_most))


def cut_pipes(text: str) -> tuple[Row, ...] | None:
    """The rows of a table drawn with pipes ("| Actie | Wie |"); None when the text is none."""
    lines = re.split(r"\r\n|\n|\r", text)[: MOST_ROWS + 1]
    filled = [line.strip() for line in lines if line.strip()]
    if len(filled) < 2 or not all(line[0] == line[-1] == "|" for line in filled):
        return None
    return tuple(
        Row(number, () if re.fullmatch(r"[\s|:-]*", line) else tuple(_between_pipes(line)))
        for number, line in enumerate(lines, start=1)
    )


def _between_pipes(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


class _Cutter:
    _QUOTED = re.compile(r'"((?:[^"]++|"")*+)"')

    def __init__(self, text: str, separator: str) -> None:
        self.text, self.separator = text, separator
        self.plain = re.compile(rf"[^{re.escape(separator)}\r\n]*")
        self.typical = _typical_separators(text, separator)
        self.broken = self.tries = 0

    def rows(self) -> Iterator[Row]:
        position, number = 0, 0
        while position < len(self.text):
            number += 1
            broken_before = self.broken
            cells, position = self._row(position)
            yield Row(number, tuple(cells), damaged=self.broken > broken_before)

    def _row(self, position: int) -> tuple[list[str], int]:
        """The cells of one row and where the next row begins."""
        cells: list[str] = []
        while len(cells) < _MOST_CELLS:
            cell, position = self._cell(position)
            cells.append(cell)
            if not self.text.startswith(self.separator, position):
                break
            position += 1
        return cells, position + (2 if self.text.startswith("\r\n", position) else 1)

    def _cell(self, position: int) -> tuple[str, int]:
        if self.text.startswith('"', position) and self.tries < _MOST_BROKEN_QUOTES:
            reach = position + 2 * LONGEST_CELL + 100
            found = self._QUOTED.match(self.text, position, reach)
            if found and self._closes(found):
                return found[1].replace('""', '"'), found.end()
            return self._broken(position)
        found = self.plain.match(self.text, position)
        cell = found[0] if found else ""
        return cell, position + len(cell)

    def _broken(self, position: int) -> tuple[str, int]:
        """A cell with a quote at its start that doesn't enclose it: as text, quotes and all."""
        found = self.plain.match(self.text, position)
        cell = found[0] if found else ""
        # "Stagemarkt" with its own pair of quotes is simply what somebody wrote.
        self.broken += cell.count('"') % 2
        self.tries += 1
        return cell, position + len(cell)

    def _closes(self, found: re.Match[str]) -> bool:
        """Whether the closing quote ends a cell, and the cell holds no whole rows of the table."""
        after = self.text[found.end() : found.end() + 1]
        if after and after not in (self.separator, "\r", "\n"):
            return False
        inner = re.split(r"\r\n|\n|\r", found[1])[1:]
        return not any(line.count(self.separator) >= max(2, self.typical) for line in inner)


def _typical_separators(text: str, separator: str) -> int:
    counts = Counter(line.count(separator) for line in text[:20_000].splitlines() if line.strip())
    return counts.most_common(1)[0][0] if counts else 0
