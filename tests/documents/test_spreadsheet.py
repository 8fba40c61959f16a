"""Lists for Excel: days are days, numbers are numbers, and no text is ever a formula."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from actionboard.cards.steps import Step
from actionboard.core.database import writing
from actionboard.documents.spreadsheet import Column, Sheet, csv_text, workbook
from tests.clients import said

PAPER = "/boards/voorbeeldland/paper"
FORMULAS = (
    "=1+1",
    "+31612345678",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("http://x")',
    " =1",
)


def opened(data, name):
    return load_workbook(BytesIO(data))[name]


def lines(data):
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(data[3:].decode(), newline=""), delimiter=";"))


def one_cell(value):
    return Sheet("Lijst", [Column("Wat")], [[value]])


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_looks_like_a_formula_is_a_text(text):
    """Formula injection: what somebody typed as a title must not run on the coordinator's PC."""
    cell = opened(workbook([one_cell(text)]), "Lijst")["A2"]

    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert lines(csv_text(one_cell(text)))[1][0].startswith("'")


def test_an_ordinary_text_is_left_alone():
    cell = opened(workbook([one_cell("Bellen + mailen")]), "Lijst")["A2"]

    assert (cell.value, cell.quotePrefix) == ("Bellen + mailen", False)
    assert lines(csv_text(one_cell("Bellen; en mailen")))[1] == ["Bellen; en mailen"]


def test_signs_that_a_workbook_refuses_become_spaces():
    assert opened(workbook([one_cell("a\x00b\x0bc")]), "Lijst")["A2"].value == "a b c"


def test_days_moments_and_numbers_keep_their_kind():
    at = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
    sheet = Sheet("Lijst", [Column("Dag"), Column("Moment"), Column("Aantal")], [
        [date(2026, 11, 26), at, 12], [None, None, None],
    ])  # fmt: skip

    day, moment, count = opened(workbook([sheet]), "Lijst")[2]

    assert day.is_date
    assert day.value.date() == date(2026, 11, 26)
    assert moment.value == datetime(2026, 11, 26, 10, 30)  # noqa: DTZ001  # Excel has no zones
    assert count.value == 12
    assert lines(csv_text(sheet))[1:] == [["2026-11-26", "2026-11-26 10:30", "12"], ["", "", ""]]


def test_the_head_stays_in_sight_and_can_be_filtered():
    page = opened(
        workbook([Sheet("Lijst", [Column("Wat", 30), Column("Wie")], [["a", "b"]])]), "Lijst"
    )

    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:B2"
    assert page.column_dimensions["A"].width == 30
    assert page["A1"].font.bold


def test_a_coordinator_takes_the_cards_to_excel(propose, client_of, marleen, karin):
    card = propose("=Gastlessen plannen", why="Echt werk", due_on=date(2026, 12, 4))
    with card.board.turn():
        card.claim(by=karin)
        Step.add(card, "Rooster", karin)

    reply = client_of(marleen).get(f"{PAPER}/cards.xlsx")

    head, row = opened(reply.data, "Acties").iter_rows(values_only=True)
    told = dict(zip(head, row, strict=True))
    assert told["Titel"] == "=Gastlessen plannen"
    assert told["Trekker"] == "Karin Buis"
    assert told["Klaar vóór"].date() == date(2026, 12, 4)
    assert (told["Week"], told["Stappen"], told["Waarom"]) == (49, 1, "Echt werk")
    assert told["Adres"] == f"http://localhost/boards/voorbeeldland/cards/{card.number}"
    assert 'filename="voorbeeldland-acties.xlsx"' in reply.headers["Content-Disposition"]


def test_the_list_holds_what_the_filter_lets_through(propose, client_of, marleen):
    propose("Gastlessen plannen")
    mine = propose("Rooster maken")
    with mine.board.turn():
        mine.claim(by=marleen)

    reply = client_of(marleen).get(f"{PAPER}/cards.csv?mine=1")

    assert [row[1] for row in lines(reply.data)] == ["Titel", "Rooster maken"]


def test_the_list_is_offered_to_coordinators_alone(card, client_of, karin, marleen):
    assert "Lijst voor Excel" in said(client_of(marleen).get(PAPER))
    assert "Lijst voor Excel" not in said(client_of(karin).get(PAPER))
    assert client_of(karin).get(f"{PAPER}/cards.xlsx").status_code == 403


def test_the_list_speaks_english(card, client_of, marleen):
    with writing():
        marleen.language = "en"

    assert "Title" in lines(client_of(marleen).get(f"{PAPER}/cards.csv").data)[0]
