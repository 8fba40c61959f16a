"""Finding one's way: filters, search, folded lanes and what is long done."""

from __future__ import annotations

import re

import time_machine
from playwright.sync_api import expect

from actionboard.boards.levels import Level
from tests.moment import moment_ago


def test_filters_and_search_combine_in_the_address_and_survive_what_others_do(
    propose, planned, screen_of, karin, henk
):
    mine, other = planned("Gastlessen elektro").number, planned("Docentstage").number
    free, theirs = propose("Gastlessen water").number, planned("Gastlessen", lead=henk).number
    karins, henks = screen_of(karin), screen_of(henk)
    karins.stay()
    search, chip = karins.page.get_by_role("searchbox"), karins.page.locator("#chips")

    search.fill("gastlessen")
    expect(karins.board.locator(".card")).to_have_count(3)
    expect(search).to_be_focused()
    chip.get_by_role("button", name="Mijn acties").click()
    expect(karins.board.locator(".card")).to_have_count(1)
    expect(karins.page).to_have_url(re.compile(r"\?q=gastlessen&mine=1$"))
    expect(karins.card(mine)).to_be_visible()

    # What comes to fit comes in; what no longer fits leaves.
    karins.has_stayed()
    henks.open(theirs)
    henks.choose("Bewerken")
    henks.dialog.get_by_label("Wat gaan we doen?").fill("Iets anders")
    henks.button("Opslaan", henks.dialog).click()
    expect(henks.title(theirs)).to_have_text("Iets anders")
    henks.page.keyboard.press("Escape")
    henks.drag(mine, "local", "doing")
    karins.shows(mine, "local", "doing")
    expect(karins.board.locator(".card")).to_have_count(1)

    # The address says it all: in a new window, with the chip pressed and the words in the box.
    karins.page.reload()
    expect(karins.board.locator(".card")).to_have_count(1)
    expect(search).to_have_value("gastlessen")
    pressed = chip.get_by_role("button", name="Mijn acties")
    expect(pressed).to_have_attribute("aria-pressed", "true")

    pressed.click()
    expect(karins.board.locator(".card")).to_have_count(2)
    chip.get_by_role("button", name="Zonder trekker").click()
    expect(karins.board.locator(".card")).to_have_count(1)
    henks.claim(free).click()
    expect(karins.board.locator(".card")).to_have_count(0)
    search.fill("")
    expect(karins.page).to_have_url(re.compile(r"\?unled=1$"))
    chip.get_by_role("button", name="Zonder trekker").click()
    expect(karins.board.locator(".card")).to_have_count(4)
    expect(karins.card(other)).to_be_visible()


def test_a_folded_lane_stays_folded(propose, screen_of, karin, henk):
    number = propose("Kwalificatiedossier", level=Level.NATIONAL).number
    karins, henks = screen_of(karin), screen_of(henk)
    fold = karins.page.get_by_role("button", name="Landelijk in- of uitklappen")

    fold.click()
    expect(fold).to_have_attribute("aria-expanded", "false")
    expect(karins.card(number)).to_be_hidden()
    henks.claim(number).click()
    expect(karins.page.locator("#lane-national .signals")).not_to_contain_text("zonder trekker")
    expect(karins.card(number)).to_be_hidden()
    karins.page.reload()
    expect(karins.card(number)).to_be_hidden()

    fold.click()
    expect(karins.card(number)).to_be_visible()


def test_what_was_done_long_ago_is_folded_away(planned, board, screen_of, karin):
    with time_machine.travel(moment_ago(days=75), tick=True):
        old = planned("Lang geleden")
        with board.turn():
            old.finish("Het werkt", karin)
    new = planned("Net klaar")
    with board.turn():
        new.finish("Het werkt ook", karin)
    karins = screen_of(karin)

    karins.shows(new.number, "local", "done")
    expect(karins.card(old.number)).to_have_count(0)
    karins.link("Toon 1 oudere").click()

    karins.shows(old.number, "local", "done")
    expect(karins.page).to_have_url(re.compile("older=1"))


def test_a_chip_that_was_painted_for_an_earlier_filter_changes_its_own_part_alone(
    propose, screen_of, karin
):
    propose("Gastlessen plannen")
    propose("Open dag")
    karins = screen_of(karin)
    search, chip = karins.page.get_by_role("searchbox"), karins.page.locator("#chips")
    search.fill("gastlessen")
    expect(karins.board.locator(".card")).to_have_count(1)

    karins.page.evaluate(
        """() => {
          const search = document.getElementById("q");
          search.value = "";
          search.dispatchEvent(new Event("input", {bubbles: true}));
          document.querySelectorAll("#chips [data-name=unled]").forEach((chip) => chip.click());
          document.querySelectorAll("#chips [data-name=mine]").forEach((chip) => chip.click());
        }"""
    )

    expect(karins.page).to_have_url(re.compile(r"\?(unled=1&mine=1|mine=1&unled=1)$"))
    expect(chip.get_by_role("button", pressed=True)).to_have_count(2)
    expect(search).to_have_value("")


def test_a_search_right_after_a_chip_keeps_the_chip(propose, screen_of, karin):
    propose("Gastlessen plannen")
    karins = screen_of(karin)

    karins.page.evaluate(
        """() => {
          document.querySelector("#chips [data-name=unled]").click();
          const search = document.getElementById("q");
          search.value = "gastlessen";
          search.dispatchEvent(new Event("input", {bubbles: true}));
        }"""
    )

    expect(karins.page).to_have_url(re.compile(r"\?unled=1&q=gastlessen$"))
    expect(karins.board.locator(".card")).to_have_count(1)
