"""Files and pasted texts, as they really arrive."""

import io
import time
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionboard.list_reader.files import read_file, read_text
from actionboard.list_reader.tables import Table, Unreadable
from actionboard.list_reader.workbooks import MOST_ENTRIES

DATA = Path(__file__).parents[1] / "data"
TODAY = date(2026, 9, 29)
LIST = "Nr;Actie;Door wie?\r\n1;Één dag meelopen – \u201csamen\u201d;Zoë\r\n2;Rooster;Henk\r\n"


def read(data, name=""):
    return read_file(data, name, today=TODAY)


def cells(table):
    return [row.cells for row in table.rows]


def workbook(*sheets):
    """An XLSX as bytes; each sheet is a list of rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Blad{number}")
        for row in rows:
            sheet.append(row)
    return saved(book)


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def packed(**entries):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"]
)
def test_a_list_reads_the_same_in_every_encoding_that_excel_writes(encoding):
    table = read(LIST.encode(encoding))

    assert cells(table)[1] == ("1", "Één dag meelopen – “samen”", "Zoë")


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_list_reads_the_same_with_every_separator_and_line_end(separator, line_end):
    text = LIST.replace(";", separator).replace("\r\n", line_end)

    table = read(text.encode())

    assert [len(row) for row in cells(table)] == [3, 3, 3]


def test_a_line_break_within_quotes_stays_in_its_cell():
    table = read_text('Actie\tWie\n"een\ntwee ""drie"""\tHenk\nvier\tKarin', today=TODAY)

    assert cells(table)[1:] == [('een\ntwee "drie"', "Henk"), ("vier", "Karin")]
    assert [row.number for row in table.rows] == [1, 2, 3]


def test_a_quote_that_never_closes_keeps_the_rows_after_it():
    table = read_text(
        'Nr;Actie;Wie\n1;"oeps;Henk\n2;"goed\nzo";Karin\n3;scherm 5";Joris', today=TODAY
    )

    assert cells(table)[1:] == [
        ("1", '"oeps', "Henk"),
        ("2", "goed\nzo", "Karin"),
        ("3", 'scherm 5"', "Joris"),
    ]
    assert [row.damaged for row in table.rows] == [False, True, False, False]


def test_a_broken_quote_far_above_a_closing_one_swallows_no_rows():
    rows = "".join(f"{number};actie nummer {number};Henk\n" for number in range(2, 30))

    table = read_text(f'Nr;Actie;Wie\n1;"open;Henk\n{rows}30;tv van 40";Henk\n', today=TODAY)

    assert len(table.rows) == 31


def test_a_workbook_gives_days_numbers_and_formulas_as_excel_shows_them():
    data = workbook(
        [["Actie", "Datum", "Stickers", "Opmerking"]],
        [["x", date(2026, 11, 26), 7.0, "=1+1"], ["y", date(2027, 1, 4), 3.5, True]],
    )
    book = openpyxl.load_workbook(io.BytesIO(data))
    book["Blad1"].sheet_state = "hidden"
    book.active = 1

    table = read(saved(book), "lijst.csv")

    assert cells(table) == [("x", "26-11-2026", "7", "=1+1"), ("y", "04-01-2027", "3,5", "WAAR")]


def test_a_workbook_keeps_excels_row_numbers_and_fills_cells_merged_downwards():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A3"], sheet["B3"], sheet["C3"] = "Actie", "Wie", "Niveau"
    sheet["A5"], sheet["B5"], sheet["C5"] = "een", "Henk", "regionaal"
    sheet["A6"], sheet["B6"] = "twee", "Karin"
    sheet.merge_cells("C5:C6")

    table = read(saved(book))

    assert [(row.number, row.cells) for row in table.rows if row.cells] == [
        (3, ("Actie", "Wie", "Niveau")),
        (5, ("een", "Henk", "regionaal")),
        (6, ("twee", "Karin", "regionaal")),
    ]


BOMB = packed(**{"xl__workbook.xml": b"<x/>", "xl__sheet.xml": b" " * 30_000_000})
ENTITY = packed(**{"xl__workbook.xml": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///x">]><x>&a;</x>'})
MANY = packed(**{f"xl__{n}.xml": b"" for n in range(MOST_ENTRIES)}, **{"xl__workbook.xml": b""})
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "Hier staat niets in."),
        (b" \r\n\r\n", "Hier staat niets in."),
        (b"\xef\xbb\xbf;;;\r\n;;;\r\n", "Hier staat niets in."),
        (b"%PDF-1.7\n%\xe2\xe3", "Dit is een PDF."),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "Dit is een foto of afbeelding."),
        (b"\xff\xd8\xff\xe0" + bytes(40), "Dit is een foto of afbeelding."),
        (b"\x00\x00\x00\x18ftypheic" + bytes(40), "Dit is een foto of afbeelding."),
        (packed(word__document_xml=b"", **{"word/document.xml": b""}), "Dit is een Word-bestand."),
        (OLE, "Dit is een oud Excel-bestand (.xls)."),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "Dit bestand heeft een wachtwoord."),
        (OLE + "WordDocument".encode("utf-16-le"), "Dit is een Word-bestand."),
        (BOMB, "Dit bestand is uitgepakt te groot."),
        (MANY, "Dit bestand is uitgepakt te groot."),
        (ENTITY, "Dit Excel-bestand is beschadigd."),
        (b"PK\x03\x04" + bytes(60), "Dit Excel-bestand is beschadigd."),
        (packed(**{"iets.txt": b"x"}), "Dit is geen Excel-bestand."),
        (workbook([["Actie"]])[:-200], "Dit Excel-bestand is beschadigd."),
        (workbook([]), "Hier staat niets in."),
        (bytes(range(256)) * 40, "Dit is geen leesbare lijst."),
        (b"{\\rtf1\\ansi", "Dit is een tekstdocument met opmaak."),
        (b"<!DOCTYPE html><table>", "Dit is een webpagina of XML-bestand."),
        (b"x" * (5 * 1024**2 + 1), "Dit bestand is groter dan 5 MB."),
        (b"a;b;c\n" * 5_001, "Deze lijst heeft meer dan 5000 rijen."),
        (b"Actie;Wie\n" + b"x" * 4_001 + b";Henk", "Rij 2 heeft een cel met meer dan 4000 tekens."),
        (b"Actie;Wie\n" + b"x;" * 60 + b"y", "Rij 2 heeft meer dan 60 kolommen."),
    ],
    ids=lambda value: None if isinstance(value, bytes) else value,
)
def test_what_is_no_list_says_so_in_one_sentence(data, says):
    with pytest.raises(Unreadable) as refused:
        read(data, "flap.csv")

    assert str(refused.value).startswith(says)
    assert len(str(refused.value)) > len(says)


def test_a_hostile_file_is_refused_quickly():
    quotes = [b'"', b'"";', b'"a;', b'";"', b"(", b" ", b"wie ", b"a\n", b'x;"y\n', b"- a\n\n"]

    slowest = 0.0
    for piece in quotes:
        began = time.process_time()
        with pytest.raises(Unreadable):
            read(piece * (5 * 1024**2 // len(piece)))
        slowest = max(slowest, time.process_time() - began)

    assert slowest < 3


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="1152921504606846976"><c r="A1"><v>1</v></c></row>',
        b"".join(b'<row r="%d"><c r="ZZZ%d"/></row>' % (n, n) for n in range(1, 4000)),
    ],
)
def test_a_workbook_that_claims_endless_rows_or_columns_is_refused_quickly(rows):
    names = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (names.encode(), rows)
    with zipfile.ZipFile(io.BytesIO(workbook([["Actie"]]))) as good:
        entries = {name: good.read(name) for name in good.namelist()}

    began = time.process_time()
    with pytest.raises(Unreadable, match="uitgepakt te groot"):
        read(packed(**entries | {"xl/worksheets/sheet1.xml": sheet}))

    assert time.process_time() - began < 3


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_a_sentence(data):
    try:
        found = read(data)
    except Unreadable as refused:
        found = str(refused)

    assert isinstance(found, Table | str)


@given(st.sampled_from(sorted(DATA.glob("*.*"))), st.integers(0, 5000), st.binary(max_size=8))
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_a_table_or_a_sentence(path, at, noise):
    data = path.read_bytes()

    try:
        found = read(data[:at] + noise + data[at + len(noise) :])
    except Unreadable as refused:
        found = str(refused)

    assert isinstance(found, Table | str)


CELL = st.text("ab;\" '\n\t", max_size=12).filter(
    # Lines that look like whole rows are taken for rows: see the broken quotes above.
    lambda cell: not any(line.count(";") >= 2 for line in cell.split("\n")[1:])
)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1))
def test_cells_written_as_csv_are_read_back_as_they_were(rows):
    quoted = [";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]

    table = read_text("Actie;Wie;Niveau\n" + "\n".join(quoted), today=TODAY)

    last = max((i for i, row in enumerate(rows, 1) if any(c.strip() for c in row)), default=0)
    assert [list(row) for row in cells(table)[1:]] == rows[:last]
