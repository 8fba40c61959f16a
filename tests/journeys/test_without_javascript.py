"""Without JavaScript: every change is a form, and every answer a page."""

from __future__ import annotations

import re

from playwright.sync_api import expect


def test_the_whole_of_it_without_javascript(card, propose, screen_of, karin):
    number, other = card.number, propose("Docentstage").number
    karins = screen_of(karin, java_script_enabled=False)
    page, main = karins.page, karins.page.locator("#main")
    board = "/boards/voorbeeldland"

    # Claimed from the board, undone from what the page says, claimed from the card.
    karins.claim(number).click()
    karins.says(f"Jij trekt actie {number}.")
    expect(main).to_contain_text(karin.name)
    karins.button("Ongedaan maken", karins.toasts).click()
    karins.says("Ongedaan gemaakt.")
    karins.button("Ik pak dit op", main).click()
    expect(main).to_contain_text(karin.name)

    # Moved with the form; Gepland asks for a day, and keeps a bad one at its field.
    page.goto(board)
    karins.card(number).get_by_role("link", name="Verplaatsen").click()
    page.get_by_label("Gepland").check()
    karins.button("Verplaatsen").click()
    due = page.get_by_label("Klaar vóór", exact=True)
    due.fill("ooit")
    karins.button("Op Gepland zetten").click()
    expect(due).to_have_value("ooit")
    expect(due).to_have_attribute("aria-invalid", "true")
    due.fill("wk 48")
    karins.button("Op Gepland zetten").click()
    page.goto(board)
    karins.shows(number, "local", "planned")

    # A reaction and a step.
    karins.title(number).click()
    page.get_by_label("Schrijf een reactie").fill("Ik bel ze morgen")
    karins.button("Plaatsen").click()
    expect(page.locator(".comments .said")).to_have_text("Ik bel ze morgen")
    page.get_by_label("Stap toevoegen").fill("Bellen")
    karins.button("Toevoegen").click()
    page.get_by_role("checkbox", name="Bellen").click()
    expect(page.get_by_role("checkbox", name="Bellen")).to_have_attribute("aria-checked", "true")

    # Done, with a result.
    karins.link("Klaar melden").click()
    page.get_by_label(f"Opbrengst van actie {number}").fill("Twee gastlessen gegeven")
    karins.button("Op Klaar zetten").click()
    page.goto(board)
    karins.shows(number, "local", "done")
    expect(karins.card(number)).to_contain_text("Twee gastlessen gegeven")

    # A new action.
    karins.link("Nieuwe actie").click()
    page.get_by_label("Wat gaan we doen?").fill("Open dag samen")
    karins.button("Op het bord zetten").click()
    page.goto(board)
    expect(karins.cell("local", "proposed")).to_contain_text("Open dag samen")

    # Filters are addresses; the search is a form.
    page.get_by_role("button", name="Zonder trekker").click()
    expect(page).to_have_url(re.compile("unled=1"))
    expect(karins.card(number)).to_have_count(0)
    expect(karins.card(other)).to_be_visible()
    page.get_by_role("searchbox").fill("docentstage")
    page.get_by_role("searchbox").press("Enter")
    expect(page).to_have_url(re.compile("unled=1"))
    expect(karins.board.locator(".card")).to_have_count(1)

    # Taken off with a reason, and fetched back.
    page.goto(f"{board}/cards/{other}/drop")
    page.get_by_label("Waarom doen we dit niet?").fill("Dubbel")
    karins.button("Van het bord halen").click()
    page.goto(f"{board}/dropped")
    karins.button("Terughalen: Docentstage").click()
    page.goto(board)
    karins.shows(other, "local", "proposed")
