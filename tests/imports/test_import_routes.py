"""Flap 2B over HTTP: paste or upload, look, correct, confirm; and everything that must not pass."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select

from actionboard.cards.models import Card
from actionboard.core.database import db
from actionboard.imports.models import Import
from tests.clients import painted, said

DATA = Path(__file__).parent.parent / "data"
START = "/boards/voorbeeldland/import"
LIST = "Actie;Door wie?;Niveau;Stickers;Wanneer\nGastlessen plannen;Karin;regionaal;3;wk 48\n"
LIST += "Gastlessen plannen!;?;;x;ooit\n"


@pytest.fixture
def browser(client_of, wim):
    """The facilitator's browser, without JavaScript."""
    return client_of(wim)


def upload(browser, data, name="lijst.csv", **fields):
    fields = {"held_on": "29-09-2026", "place": "kantine", **fields}
    return browser.post(START, data={**fields, "file": (io.BytesIO(data), name)})


@pytest.fixture
def preview(browser):
    """The address of the preview of a short list, pasted."""
    return browser.send(START, text=LIST, held_on="29-09-2026").location


def only():
    return db.session.scalars(select(Import)).one()


def test_a_pasted_list_shows_its_preview(browser, preview):
    page = browser.get(preview)

    assert "Gastlessen plannen" in page.text
    assert "wk 48 → vr 27 nov 2026 (wk 48)" in said(page)
    assert "Op welk niveau?" in said(page)
    assert "2 acties: 1 regionaal, 1 nog zonder niveau." in said(page)


def test_a_list_of_a_few_thousand_rows_may_be_pasted(browser):
    longest = int(re.search(r'maxlength="(\d+)" id="f-text"', browser.get(START).text)[1])

    text = "\n".join(
        ["Actie;Opmerking", *(f"Onderwerp {n} uitwerken;{'x' * 400}" for n in range(2000))]
    )
    reply = browser.send(START, text=text)

    assert longest > len(text) > 500_000
    assert reply.status_code == 303


def test_an_uploaded_sample_is_summed_up(browser):
    page = browser.get(upload(browser, (DATA / "flap-2b.csv").read_bytes()).location)

    assert "20 acties: 3 landelijk, 4 regionaal, 8 school-bedrijf, 5 nog zonder niveau." in said(
        page
    )
    assert "33 vragen, 3 mogelijk dubbel, 2 regels overgeslagen." in said(page)
    assert "20 acties op het bord zetten" in said(page)


def test_reading_tells_how_far_it_is_to_a_script_that_asks(browser):
    lines = "\n".join(f"Onderwerp {n} uitwerken met iedereen" for n in range(300))

    reply = browser.post(START, data={"text": lines}, headers={"Accept": "application/x-ndjson"})

    told = [json.loads(line) for line in reply.text.splitlines()]
    assert told[0]["of"] == 300
    assert [one["done"] for one in told[:-1]] == sorted(one["done"] for one in told[:-1])
    assert browser.get(told[-1]["location"]).status_code == 200


def test_a_script_hears_a_refusal_with_the_field_it_belongs_to(browser):
    fields = {"text": "", "file": (io.BytesIO(b"%PDF-1.7"), "lijst.csv")}

    reply = browser.post(START, data=fields, headers={"Accept": "application/x-ndjson"})

    told = json.loads(reply.text.splitlines()[-1])
    assert (told["field"], told["error"][:15]) == ("file", "Dit is een PDF.")


def test_a_field_that_is_left_is_kept_and_painted(browser, preview):
    reply = browser.act(f"{preview}/rows/3", **{"level-3": "local", "due-3": "26-11"})

    assert set(painted(reply)) >= {"read-3", "summary", "put"}
    assert "26-11 → do 26 nov 2026 (wk 48)" in said(reply)
    assert "Op welk niveau?" not in said(reply)
    assert only().rows[1]["level"] == "local"


def test_the_post_its_words_stay_when_its_title_is_corrected(browser, preview, board):
    browser.act(f"{preview}/rows/2", **{"title-2": "Rooster voor gastlessen"})
    browser.send(f"{preview}/cards")

    card = Card.find(board, 1)
    assert (card.title, card.note.words) == ("Rooster voor gastlessen", "Gastlessen plannen")


def test_all_fields_of_a_page_can_be_saved_together(browser, preview):
    reply = browser.send(preview, **{"who-2": "Henk", "who-3": "Karin", "choice-3": "keep"})

    assert reply.status_code == 303
    assert [row["who"] for row in only().rows] == ["Henk", "Karin"]
    assert only().rows[1]["choice"] == "keep"


def test_a_row_can_be_left_out_and_brought_back(browser, preview):
    out = browser.act(f"{preview}/rows/3", toggle="3")
    assert "line-3" in painted(out)
    assert "1 actie op het bord zetten" in said(out)

    back = browser.act(f"{preview}/rows/3", toggle="3")
    assert "2 acties op het bord zetten" in said(back)


def test_confirming_puts_all_on_the_board_and_offers_to_undo_it(browser, preview, board):
    reply = browser.send(f"{preview}/cards", **{"choice-3": "merge"})

    page = browser.get(reply.location)
    assert "1 actie staat in Voorstel." in said(page)
    undo = re.search(r'formaction="(/boards/voorbeeldland/activities/\d+/undo)"', page.text)
    browser.send(undo[1])
    assert all(card.removed for card in db.session.scalars(select(Card)))


def test_what_was_typed_last_is_kept_when_confirming_without_a_script(browser, preview, board):
    browser.send(f"{preview}/cards", **{"title-2": "Rooster maken"})

    assert Card.find(board, 1).title == "Rooster maken"


def test_a_list_can_be_taken_back_from_where_it_came_in(browser, preview, board):
    browser.send(f"{preview}/cards")
    assert "op het bord" in said(browser.get(START))

    browser.post(f"{preview}/cards?_method=DELETE")

    assert Card.find(board, 1) is None
    assert "2 acties op het bord zetten" in said(browser.get(preview))


def test_a_list_that_was_taken_back_or_thrown_away_comes_back_from_the_toast(
    browser, preview, board
):
    browser.send(f"{preview}/cards")
    browser.post(f"{preview}/cards?_method=DELETE")
    browser.post(f"{preview}?_method=DELETE")  # logged, as it has been on the board

    thrown, taken, _confirmed = undo_offers(browser)
    browser.post(thrown)
    browser.post(taken)

    assert Card.find(board, 1).is_on_board


def undo_offers(browser):
    """What the toasts of the next page offer to take back, the latest first."""
    return re.findall(r'formaction="([^"]+/undo)"', browser.get(START).text)[::-1]


def test_a_draft_can_be_thrown_away(browser, preview):
    browser.post(f"{preview}?_method=DELETE")

    assert browser.get(preview).status_code == 404


def test_confirming_twice_is_told_kindly(browser, preview):
    browser.send(f"{preview}/cards")

    assert browser.send(f"{preview}/cards").status_code == 409


@pytest.mark.parametrize("who", ["karin", "zoë"])
def test_bringing_in_a_list_is_for_facilitators(request, client_of, who, preview):
    browser = client_of(request.getfixturevalue(who))

    for address in (START, preview):
        assert browser.get(address).status_code == 403
    assert browser.send(f"{preview}/cards").status_code == 403


def test_a_draft_of_another_board_is_not_found(client_of, buitenstaander, other_board, preview):
    browser = client_of(buitenstaander)
    theirs = preview.replace("voorbeeldland", "elders")

    assert browser.get(preview).status_code == 404
    assert browser.get(theirs).status_code == 404
    assert browser.send(f"{theirs}/cards").status_code == 404
    assert browser.send(f"{theirs}/rows/2", **{"title-2": "x"}).status_code == 404
    assert browser.post(f"{theirs}?_method=DELETE").status_code == 404


def test_a_pdf_called_csv_gets_one_sentence_and_keeps_what_was_typed(browser):
    reply = upload(browser, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", text="mijn tekst", place="aula")

    assert reply.status_code == 422
    assert "Dit is een PDF." in said(reply)
    assert "mijn tekst" in reply.text
    assert 'value="aula"' in reply.text
    assert db.session.scalars(select(Import)).all() == []


def test_a_zip_bomb_called_xlsx_is_refused_before_it_unfolds(browser):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 200_000_000)

    reply = upload(browser, bomb.getvalue(), "lijst.xlsx")

    assert reply.status_code == 422
    assert 'id="e-file"' in reply.text


def test_an_empty_file_gets_one_sentence(browser):
    reply = upload(browser, b"")

    assert reply.status_code == 422
    assert "Hier staat niets in." in said(reply)


def test_nothing_at_all_is_asked_for(browser):
    reply = browser.send(START, text="  ")

    assert reply.status_code == 422
    assert "Plak hier de lijst, of kies een bestand." in said(reply)


def test_a_day_that_does_not_exist_is_told_at_its_field(browser):
    reply = browser.send(START, text=LIST, held_on="31-02-2026")

    assert 'id="e-held_on"' in reply.text
    assert "Gastlessen plannen;Karin" in reply.text


def test_a_formula_in_a_cell_stays_text(browser, board):
    formula = '=HYPERLINK("https://example.org";"klik")'
    data = f'Actie\tDoor wie\n"{formula.replace(chr(34), chr(34) * 2)}"\t=1+1\n'.encode()
    address = upload(browser, data).location

    browser.send(f"{address}/cards")

    assert Card.find(board, 1).note.words == formula
    assert Card.find(board, 1).note.who == "=1+1"


def test_a_script_in_a_title_is_shown_and_never_run(browser):
    script = "<script>alert(1)</script> en <img src=x onerror=alert(2)>"
    address = browser.send(START, text=f"Actie\n{script}\n").location
    assert script not in browser.get(address).text

    browser.send(f"{address}/cards")

    assert script not in browser.get("/boards/voorbeeldland").text
    assert "&lt;script&gt;alert(1)" in browser.get("/boards/voorbeeldland").text
