"""What a meeting puts on paper: its flaps and its minutes."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from actionboard.agenda.minutes import Block, BlockKind, Line, Minutes
from actionboard.agenda.minutes_pdf import minutes_pdf
from actionboard.wall.flaps_pdf import FlapSheet, PostIt, flaps_pdf
from tests.documents.pdfs import is_accessible, size, words


@pytest.fixture
def speaking(app):
    """Somebody's request, in whose language paper is made."""
    with app.test_request_context():
        yield


def flaps(*sheets):
    made = flaps_pdf(sheets, about="di 29 sep 2026 (wk 40)", board="BPV regio", language="nl")
    return PdfReader(BytesIO(made))


def minutes(*blocks, **given):
    day = date(2026, 9, 29)
    made = minutes_pdf(Minutes.of("BPV regio", day, "kantine", blocks, **given))
    return PdfReader(BytesIO(made))


def test_each_flap_hangs_on_a_sheet_of_its_own(speaking):
    notes = (PostIt("eerder bellen bij verzuim!!", who="mentor?", notes=("6 stickers",)),)

    reader = flaps(FlapSheet("2A", "Wat kan beter?", ()), FlapSheet("2B", "Welke actie?", notes))

    assert is_accessible(reader)
    assert [size(page) for page in reader.pages] == [(420, 297)] * 2
    for said in ("Op deze flap hangt niets.", "2B", "Welke actie?", "mentor?", "6 stickers"):
        assert said in words(reader)
    assert "eerder bellen bij verzuim!!" in words(reader)


def test_a_full_flap_goes_on_over_more_sheets_and_loses_nothing(speaking):
    notes = tuple(PostIt(f"een wens met nummer {n}, en nog wat woorden erbij") for n in range(200))

    reader = flaps(FlapSheet("2A", "Wat kan beter?", notes))

    page = words(reader)
    assert len(reader.pages) > 1
    assert all(f"nummer {n}," in page for n in range(200))


def test_minutes_say_who_does_what_and_when(speaking):
    reader = minutes(
        Block(BlockKind.CONCLUSIONS, "Conclusies", (Line("Bellen helpt"),)),
        Block(BlockKind.ACTIONS, "Acties", (Line("Inlogs regelen", "Ton", "vr 12 feb (wk 6)"),)),
        Block(BlockKind.ENERGY, "Wat ons energie geeft", ()),
        fixed_on=date(2026, 10, 1),
    )

    page = words(reader)
    assert is_accessible(reader)
    assert size(reader.pages[0]) == (210, 297)
    for said in ("Conclusies", "Bellen helpt", "Inlogs regelen", "Ton", "vr 12 feb (wk 6)"):
        assert said in page
    assert "vastgesteld do 1 okt 2026 (wk 40)" in page
    assert "Wat ons energie geeft" not in page


def test_a_draft_and_a_correction_say_what_they_are(speaking):
    block = Block(BlockKind.OPENING, "Opening", (Line("Welkom."),))

    draft, later = minutes(block), minutes(block, version=2, fixed_on=date(2026, 10, 1))

    assert "concept" in words(draft)
    assert "versie 2, vastgesteld" in words(later)


def test_a_long_list_of_actions_repeats_its_head(speaking):
    actions = tuple(Line(f"Actie {n}", "Ton", "wk 6") for n in range(80))

    reader = minutes(Block(BlockKind.ACTIONS, "Acties", actions))

    assert len(reader.pages) > 1
    assert all("Wanneer" in page.extract_text() for page in reader.pages)
    assert f"{len(reader.pages)} van {len(reader.pages)}" in words(reader)
