"""A list of flap 2B becomes cards, before everybody's eyes."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

DATA = Path(__file__).parent.parent / "data"
IMPORT = "/boards/voorbeeldland/import"


def test_a_pasted_list_is_corrected_confirmed_and_undone(board, screen_of, wim, karin):
    wims, karins = screen_of(wim, IMPORT), screen_of(karin)
    page = wims.page

    # An empty list is refused at its field; a pasted one is read.
    wims.button("Lezen en nakijken").click()
    pasted = page.get_by_label("Plak hier de lijst")
    expect(pasted).to_have_attribute("aria-invalid", "true")
    pasted.fill((DATA / "bakkers-geplakt.tsv").read_text("utf-8"))
    wims.button("Lezen en nakijken").click()
    expect(page.get_by_role("heading", name="Nakijken")).to_be_visible()
    lines = page.locator(".flap-line")
    expect(lines).to_have_count(6)
    expect(karins.board.locator(".card")).to_have_count(0)

    # A level and a word are put right, and kept at once.
    vague = lines.filter(has_text="één keurmerk")
    expect(vague.locator(".badge.stalled")).not_to_have_count(0)
    double = lines.filter(has_text="docent bakkerij")
    double.get_by_label("Niveau").select_option("Regionaal")
    expect(double.get_by_text("Bewaard")).to_be_visible()
    double.get_by_label("Actie", exact=True).fill("Leskaart allergenen bijwerken")
    double.get_by_label("Actie", exact=True).blur()
    expect(double.get_by_text("Bewaard")).to_be_visible()

    # What says the same goes into one; what doesn't belong is left out.
    double.get_by_label(re.compile("amenvoegen|zelfde")).check()
    expect(double).to_contain_text("Gaat op in")
    lines.filter(has_text="Stagemarkt").get_by_role("button", name="weglaten").click()
    expect(page.locator(".flap-line.is-out")).to_have_count(1)

    # Everybody sees the cards arrive, each with the words of its post-it.
    page.locator("#put").click()
    wims.says(re.compile("acties staan in Voorstel"))
    for screen in (wims, karins):
        expect(screen.board.locator(".card")).to_have_count(4)
    branch = karins.board.locator(".card").filter(has_text="één keurmerk")
    branch.locator(".card-title").click()
    expect(karins.panel.locator("blockquote")).to_contain_text("+ één keurmerk voor leerbakkers")
    karins.page.keyboard.press("Escape")

    # And all of it can be undone in one step.
    page.goto(IMPORT)
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(karins.board.locator(".card")).to_have_count(0)


def test_a_file_as_excel_writes_it_is_read_to_the_last_row(screen_of, wim, karin):
    wims, karins = screen_of(wim, IMPORT), screen_of(karin)
    page = wims.page

    page.get_by_label("Of kies een bestand").set_input_files(DATA / "flap-2b-ansi.csv")
    wims.button("Lezen en nakijken").click()

    expect(page.locator(".flap-line")).to_have_count(20)
    expect(page.get_by_role("heading", name="Overgeslagen")).to_be_visible()
    page.locator("#put").click()
    wims.says(re.compile("acties staan in Voorstel"))
    expect(karins.board.locator(".card")).not_to_have_count(0)
    count = wims.board.locator(".card").count()
    expect(karins.board.locator(".card")).to_have_count(count)

    wims.button("Ongedaan maken", wims.toasts).click()
    expect(karins.board.locator(".card")).to_have_count(0)
    expect(wims.board.locator(".card")).to_have_count(0)
