"""The afternoon itself: a facilitator with the wall on the beamer, and phones in the room."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from actionboard.core.database import db
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note

AXE = (Path(__file__).parent.parent / "vendor" / "axe.min.js").read_text("utf-8")
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 51_200, "uploadThroughput": 51_200}

# The page is written to the shelf before its script and styles are; without those nothing stays.
WHOLE_PAGE_KEPT = """async () => {
  const own = [...document.querySelectorAll("link[href], script[src]")];
  const wanted = [location.href, ...own.map((it) => it.href || it.src)];
  const found = wanted.map((it) => caches.match(it, {ignoreVary: true}));
  return (await Promise.all(found)).every(Boolean);
}"""


@pytest.fixture
def own_words(own_words):
    """A phone without wifi says so in the console too."""
    return re.compile(f"{own_words.pattern}|Failed to load resource: net::ERR_")


@pytest.fixture
def meeting(board, wim, today):
    """Today's meeting, at its first step."""
    with board.turn():
        return Meeting.plan(board, today, by=wim, place="kantine")


@pytest.fixture
def phone_of(server, new_context):
    """Opens the meeting's page on somebody's phone: `phone_of(meeting)`."""

    def phone_of(meeting, **options):
        page = new_context(base_url=server.address, **{**PHONE, **options}).new_page()
        page.goto(f"/m/{meeting.code}")
        return page

    return phone_of


def stick(phone, flap, words):
    phone.locator(f".flap-choice label:has([value='{flap}'])").click()
    phone.locator("#words").fill(words)
    phone.get_by_role("button", name="Plakken").click()


def test_from_the_empty_wall_to_a_promise_on_the_board(meeting, page_of, phone_of, wim, karin):
    wall = page_of(wim, f"{meeting.url}/wall")
    guest, karins = phone_of(meeting), page_of(karin, f"/m/{meeting.code}", **PHONE)
    expect(wall.get_by_text("2 telefoons doen mee")).to_be_visible()

    guest.locator("label:has([value='company'])").click()
    stick(guest, "2B", "vaste contactpersoon per bedrijf")
    stick(karins, "2B", "vaste contactpersoon")
    stick(karins, "1A", "leerlingen zien groeien")
    expect(wall.locator("#notes-2B .note-card")).to_have_count(2)
    expect(wall.locator("#notes-1A")).to_contain_text("leerlingen zien groeien")

    wall.locator("#notes-2B .words").nth(1).drag_to(wall.locator("#notes-2B .words").first)
    expect(wall.locator("#notes-2B")).to_contain_text("2 samengevoegd")

    wall.get_by_role("button", name="Ga naar: Stemmen").click()
    guest.locator(".vote-list .add").first.click(click_count=2)
    karins.locator(".vote-list .add").first.click()
    expect(wall.locator(".progress")).to_contain_text("door 2 van de 2 telefoons")
    expect(wall.locator(".tally")).to_have_count(0)
    wall.get_by_role("button", name="Stemming sluiten").click()
    expect(wall.locator(".tally b")).to_have_text("3")

    wall.get_by_role("button", name="Verder: Naar het bord").click()
    wall.get_by_role("button", name="Op het bord zetten").click()
    wall.get_by_role("button", name="Wie pakt wat op?").click()
    karins.get_by_role("button", name="Ik pak dit op").click()
    expect(wall.locator(".promise .taken")).to_contain_text("Karin Buis")


def test_a_phone_without_wifi_keeps_its_notes_and_sends_each_once(meeting, page_of, phone_of, wim):
    wall, phone = page_of(wim, f"{meeting.url}/wall"), phone_of(meeting)
    expect(phone.locator(".online")).to_have_text("Verbonden")
    phone.context.set_offline(True)

    stick(phone, "2A", "teveel systemen")
    stick(phone, "2A", "geen uren")
    expect(phone.locator(".my-note")).to_have_count(2)
    expect(phone.locator(".online")).to_have_text("Geen verbinding")
    phone.context.set_offline(False)

    expect(wall.locator("#notes-2A .note-card")).to_have_count(2)
    expect(phone.locator(".my-note[data-state]")).to_have_count(0)
    db.session.rollback()
    assert sorted(note.words for note in Note.of(meeting)) == ["geen uren", "teveel systemen"]


def test_a_phone_that_is_opened_again_without_a_network_has_lost_nothing(meeting, phone_of):
    phone = phone_of(meeting)
    phone.wait_for_function(WHOLE_PAGE_KEPT)
    phone.wait_for_function("() => navigator.serviceWorker.controller !== null")
    phone.context.set_offline(True)
    stick(phone, "2A", "teveel systemen")
    phone.locator("#words").fill("half getypt")

    phone.reload()

    expect(phone.locator(".my-note")).to_contain_text("teveel systemen")
    expect(phone.locator("#words")).to_have_value("half getypt")
    phone.context.set_offline(False)
    expect(phone.locator(".my-note[data-state]")).to_have_count(0, timeout=15_000)
    db.session.rollback()
    assert [note.words for note in Note.of(meeting)] == ["teveel systemen"]


def test_a_phone_without_a_network_and_with_an_empty_shelf_looks_again_by_itself(meeting, phone_of):
    phone = phone_of(meeting)
    phone.wait_for_function(WHOLE_PAGE_KEPT)
    phone.wait_for_function("() => navigator.serviceWorker.controller !== null")
    phone.context.set_offline(True)
    phone.evaluate("() => caches.delete('phone')")

    phone.reload()

    expect(phone.locator("h1")).to_have_text("Geen verbinding")
    phone.context.set_offline(False)
    expect(phone.locator("#words")).to_be_visible()


def test_from_scanning_to_the_first_note_takes_less_than_ten_seconds_on_slow_4g(
    meeting, new_context, server
):
    page = new_context(base_url=server.address, **PHONE).new_page()
    network = page.context.new_cdp_session(page)
    network.send("Network.emulateNetworkConditions", SLOW)
    began = time.monotonic()

    page.goto(f"/m/{meeting.code}", wait_until="commit")
    stick(page, "1B", "korte lijntjes")
    expect(page.locator(".my-note:not([data-state])")).to_have_count(1)

    assert time.monotonic() - began < 10


def test_the_phones_page_works_without_a_script(meeting, phone_of):
    phone = phone_of(meeting, java_script_enabled=False)

    stick(phone, "2B", "eerder bellen")

    expect(phone.locator(".my-note")).to_contain_text("eerder bellen")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_wall_and_phone(meeting, page_of, phone_of, wim, scheme):
    wall = page_of(wim, f"{meeting.url}/wall", color_scheme=scheme)
    phone = phone_of(meeting, color_scheme=scheme)
    stick(phone, "2B", "vaste contactpersoon")
    expect(wall.locator("#notes-2B .note-card")).to_have_count(1)

    for page in (wall, phone):
        page.wait_for_timeout(400)  # a note settles
        page.evaluate(AXE)
        found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
        assert [(one["id"], [n["html"][:120] for n in one["nodes"]]) for one in found] == []
