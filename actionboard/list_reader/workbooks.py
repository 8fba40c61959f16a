"""The first sheet of an Excel workbook, opened without trusting it."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from actionboard.core.messages import N_
from actionboard.list_reader.tables import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Row,
    Table,
    Unreadable,
    nothing_in_it,
    too_many_rows,
)

MOST_ENTRIES = 200  # files inside the workbook
LARGEST_UNPACKED = 50 * 1024 * 1024  # bytes, all entries together
STEEPEST = 200  # unpacked bytes per packed byte, for entries above 1 MB
_MOST_TAGS = 2_000_000  # in one entry; 5,000 rows of 60 cells have 1.2 million
_MOST_CELLS = 1_000_000  # looked at, blank ones included; a row alone counts for four


def read_workbook(data: bytes) -> Table:
    """The cells of the first visible sheet that holds any, as text. Raises `Unreadable`.

    Days read as 26-11-2026, numbers without needless decimals, formulas as the value that
    Excel stored, else as their own text. A cell merged downwards counts for all its rows.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_danger(archive)
            return _first_sheet(data, archive)
    except Unreadable:
        raise
    # Whatever a damaged or forged file makes openpyxl stumble over: it can't be read.
    except Exception as stumble:
        raise _damaged() from stumble


def read_old_office(data: bytes) -> Unreadable:
    """The sentence for an OLE file: locked with a password, Word, or Excel from before 2007."""
    if _utf16("EncryptedPackage") in data:
        return _locked()
    if _utf16("WordDocument") in data:
        return _word()
    return Unreadable(
        N_("Dit is een oud Excel-bestand (.xls). Open het in Excel en bewaar het als .xlsx.")
    )


def _refuse_danger(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    unpacked = sum(entry.file_size for entry in entries)
    steep = any(
        entry.file_size > 1024**2 and entry.file_size > STEEPEST * max(entry.compress_size, 1)
        for entry in entries
    )
    if len(entries) > MOST_ENTRIES or unpacked > LARGEST_UNPACKED or steep:
        raise _too_large()
    if any(entry.flag_bits & 1 for entry in entries):
        raise _locked()
    if "word/document.xml" in names:
        raise _word()
    if "xl/workbook.xml" not in names:
        raise Unreadable(
            N_("Dit is geen Excel-bestand. Bewaar de lijst als Excel (.xlsx) of CSV, of plak hem.")
        )
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")):
            content = archive.read(entry)
            # An Excel file never declares a document type; a file that attacks its reader does.
            if b"<!" in content[:4096].replace(b"\x00", b"").replace(b"<!--", b""):
                raise _damaged()
            # Counting is quick, parsing isn't.
            if content.count(b"<") > _MOST_TAGS:
                raise _too_large()


def _first_sheet(data: bytes, archive: zipfile.ZipFile) -> Table:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells about styles that don't matter here
        values = _opened(data, data_only=True)
        for sheet in values.worksheets:
            if sheet.sheet_state != "visible" or not hasattr(sheet, "reset_dimensions"):
                continue
            xml = archive.read(_part(sheet))
            formulas = _opened(data, data_only=False)[sheet.title] if b"<f" in xml else None
            rows = tuple(_rows(sheet, formulas, _merged_downwards(xml)))
            if any(not row.is_empty for row in rows):
                return Table(rows)
    raise nothing_in_it()


def _opened(data: bytes, *, data_only: bool) -> Any:
    return openpyxl.load_workbook(
        io.BytesIO(data), read_only=True, data_only=data_only, keep_links=False
    )


def _part(sheet: Any) -> str:
    """Where the sheet stands in the archive; openpyxl has no public name for it."""
    return str(sheet._worksheet_path)


def _rows(sheet: Any, formulas: Any, merged: dict[tuple[int, int], int]) -> Iterator[Row]:
    """The rows up to the last one with content; the blank ones between count too."""
    sheet.reset_dimensions()
    others: Iterator[Any] = iter(())
    if formulas is not None:
        formulas.reset_dimensions()
        others = formulas.iter_rows(values_only=True)
    reach: dict[int, tuple[int, str]] = {}  # column: (last row, text) of a merged cell above
    blank: list[Row] = []
    looked_at = 0
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        looked_at += 4 + len(values)
        if looked_at > _MOST_CELLS:
            raise _too_large()
        other = next(others, ())
        cells = [
            _text(value if value is not None or column >= len(other) else other[column])
            for column, value in enumerate(values)
        ]
        while cells and not cells[-1]:
            cells.pop()
        for column, (last, text) in reach.items():
            if number <= last and cells and not "".join(cells[column : column + 1]):
                cells.extend([""] * (column + 1 - len(cells)))
                cells[column] = text
        for column, cell in enumerate(cells[:MOST_COLUMNS]):
            if cell and (number, column) in merged:
                reach[column] = (merged[number, column], cell)
        blank.append(Row(number, tuple(cells)))
        if cells:
            if number > MOST_ROWS:
                raise too_many_rows()
            yield from blank
            blank.clear()
        elif number > MOST_ROWS:
            blank.pop()


def _merged_downwards(xml: bytes) -> dict[tuple[int, int], int]:
    """(row from 1, column from 0) of cells merged over rows of one column: the last row."""
    merged = {}
    for found in re.finditer(rb'<mergeCell ref="([A-Z]{1,2})(\d{1,7}):\1(\d{1,7})"', xml):
        column = 0
        for letter in found[1]:
            column = column * 26 + letter - 64
        merged[int(found[2]), column - 1] = int(found[3])
    return merged


def _text(value: object) -> str:
    """A cell as a Dutch Excel shows it."""
    if isinstance(value, ArrayFormula | DataTableFormula):
        value = getattr(value, "text", None)
    match value:
        case None:
            return ""
        case bool():
            return "WAAR" if value else "ONWAAR"
        case float():
            return f"{value:.10g}".replace(".", ",")
        case datetime() if value.time() != time():
            return f"{value:%d-%m-%Y %H:%M}"
        case date():
            return f"{value:%d-%m-%Y}"
        case time():
            return f"{value:%H:%M}"
        case timedelta():
            return str(value)
    # Excel's own way to write a line break or another control sign inside a cell.
    text = re.sub(r"_x00(0[aAdD]|0[9])_", lambda sign: chr(int(sign[1], 16)), str(value))
    return re.sub("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]", "", text)[: LONGEST_CELL + 1]


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def _damaged() -> Unreadable:
    return Unreadable(
        N_("Dit Excel-bestand is beschadigd. Open het in Excel en bewaar het opnieuw.")
    )


def _too_large() -> Unreadable:
    return Unreadable(
        N_("Dit bestand is uitgepakt te groot. Kopieer de lijst naar een nieuw Excel-bestand.")
    )


def _locked() -> Unreadable:
    return Unreadable(
        N_("Dit bestand heeft een wachtwoord. Bewaar het zonder wachtwoord en kies het opnieuw.")
    )


def _word() -> Unreadable:
    return Unreadable(
        N_("Dit is een Word-bestand. Kopieer de lijst daaruit en plak hem in het tekstvak.")
    )
