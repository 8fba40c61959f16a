"""Lists for Excel: a workbook with real days and numbers, or CSV.

A text stays a text: one that begins like a formula is never computed. In a workbook it is typed as
text; CSV has no types, so there it gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from actionboard.core.local_time import HOME

Value = str | int | float | date | datetime | None
RISKY = ("=", "+", "-", "@", "\t", "\r")
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LONGEST = 32_767  # characters that a cell of Excel holds
DAY, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column and how wide it is, in characters."""

    title: str
    width: int = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """One list: its name, its columns, its rows."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """An .xlsx file: heads stay in sight, columns are wide enough and can be filtered."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(sheet.name[:31])
        page.freeze_panes = "A2"
        for at, column in enumerate(sheet.columns, 1):
            page.column_dimensions[get_column_letter(at)].width = column.width
        last = get_column_letter(len(sheet.columns))
        page.auto_filter.ref = f"A1:{last}{len(sheet.rows) + 1}"
        page.append([_head(page, column.title) for column in sheet.columns])
        for row in sheet.rows:
            page.append([_cell(page, value) for value in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def csv_text(sheet: Sheet) -> bytes:
    """The list as CSV for a Dutch Excel: semicolons, and a mark that says it is UTF-8."""
    file = StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(column.title) for column in sheet.columns])
    writer.writerows([[_plain(value) for value in row] for row in sheet.rows])
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    clean = ILLEGAL.sub(" ", text)
    return f"'{clean}" if is_risky(clean) else clean


def is_risky(text: str) -> bool:
    """Whether a spreadsheet would compute it."""
    return text.lstrip(" ").startswith(RISKY)


def _plain(value: Value) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value.astimezone(HOME):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return harmless(value) if isinstance(value, str) else value


def _head(page: WriteOnlyWorksheet, title: str) -> Cell:
    cell = _cell(page, title)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _cell(page: WriteOnlyWorksheet, value: Value) -> Cell:
    if isinstance(value, str):
        return _text(page, ILLEGAL.sub(" ", value)[:LONGEST])
    if isinstance(value, datetime):  # Excel knows no zones
        value = value.astimezone(HOME).replace(tzinfo=None)
    cell: Cell = WriteOnlyCell(page)
    cell.value = value
    cell.alignment = Alignment(vertical="top")
    if isinstance(value, date):
        cell.number_format = MOMENT if isinstance(value, datetime) else DAY
    return cell


def _text(page: WriteOnlyWorksheet, text: str) -> Cell:
    cell: Cell = WriteOnlyCell(page, text)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.data_type = "s"  # openpyxl takes what begins with "=" for a formula
    cell.quotePrefix = is_risky(text)  # and so would Excel, when somebody edits it
    return cell
