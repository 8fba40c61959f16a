"""The press: what people typed is printed as it is, and nothing that they typed is run."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from pypdf import PdfReader

from actionboard.core import package_files
from actionboard.documents import pdf
from actionboard.exports.poster import Column, Lane, PosterSheet
from tests.documents.pdfs import is_accessible, words

HOSTILE = (
    '#panic("hier")', "$x^2$ *vet* _schuin_", '#include "/etc/passwd"', "<b>vet</b> & meer",
    "= Kop\n- lijst", "\\u{41} \\ `a` ~", "#{sys.inputs}", "-- en --- 'q'", "https://kwaad.example",
)  # fmt: skip


def sheet(title):
    """A poster whose only text is the board's name."""
    return PosterSheet(
        board=title, about="", foot="", numbered="", continued="",
        columns=[Column("Voorstel", "circle", "0")] * 4,
        lanes=[Lane("Regionaal", "map", "", [[], [], [], []])],
        spreads={wide: (1, 1, 1, wide - 3) for wide in range(4, 11)},
    )  # fmt: skip


def printed(title, **how):
    made = pdf.typeset("poster", sheet(title), title=title, language="nl", **how)
    return PdfReader(BytesIO(made))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_type_is_printed_and_never_run(text):
    page = words(printed(text))

    assert " ".join(text.split()) in page


def test_paper_can_be_read_aloud():
    reader = printed("BPV regio Voorbeeldland")

    assert is_accessible(reader)
    assert reader.metadata.title == "BPV regio Voorbeeldland"
    assert reader.trailer["/Root"]["/Lang"] == "nl"


@pytest.mark.parametrize("text", ["Top 😀 gedaan", "Ştefan Łódź Đorđe", "Ελλάδα", "Привет", "☐ ✓"])
def test_signs_of_many_scripts_are_printed_and_stay_readable(text):
    reader = printed(text)

    assert is_accessible(reader)
    assert text in words(reader)


def test_a_sign_that_no_font_has_does_not_stop_the_press():
    reader = printed("会议 en verder")

    assert "en verder" in words(reader)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_signs_that_cannot_be_printed_become_spaces():
    assert pdf.plain({"a": ["x\x00y\x07z", "\ud800"]}) == {"a": ["x y z", " "]}


def test_several_sheets_can_be_printed_at_once():
    names = [f"Bord {number}" for number in range(6)]

    with ThreadPoolExecutor(6) as pool:
        readers = list(pool.map(printed, names))

    assert all(name in words(reader) for name, reader in zip(names, readers, strict=True))


def test_paper_has_the_colours_of_the_screen():
    """Told twice, in CSS and in typst, and the same."""
    css = (package_files.home("static") / "css/10-tokens.css").read_text()
    typ = (pdf.home() / "_sheet.typ").read_text()

    hues = {
        name: (float(c), int(h))
        for name, h, c in re.findall(r"\.paint-(\w+) \{ --h: (\d+); --c: (\.\d+)", css)
    }
    told = {
        name: (float(c), int(h)) for name, c, h in re.findall(r"(\w+): \((0\.\d+), (\d+)\)", typ)
    }

    assert told == hues
