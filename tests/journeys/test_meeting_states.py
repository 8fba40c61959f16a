"""Every state of a meeting's wall and phones: by ear, by keys, on small and large screens."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from actionboard.boards.levels import Level
from actionboard.cards.models import Card
from actionboard.core.image_upload import redrawn
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from actionboard.meetings.phases import Phase
from actionboard.wall import note_bundles, publication, votes
from actionboard.wall.claim_form import Wish, take_up
from actionboard.wall.photos import Photo
from tests.journeys.test_axe import finds_nothing
from tests.pictures import photo

SMALL = {"width": 390, "height": 844}
BEAMER, WIDE, NARROW = {"width": 1024, "height": 768}, {"width": 1440, "height": 900}, 320
FLAPS = (("1A", "leerlingen zien groeien"), ("2A", "werkbegeleider heeft geen uren"),
         ("2B", "vaste contactpersoon per bedrijf"), ("2B", "vaste contactpersoon"),
         ("2B", "begeleidingsuren vastleggen"), ("2B", "open dag"))  # fmt: skip


@pytest.fixture
def meeting(board, wim, today):
    """A meeting whose wall hangs full, with a photo, a bundle, a theme and a full inbox."""
    with board.turn():
        made = Meeting.plan(board, today, by=wim, place="kantine", inbox=True)
        notes = [Note.stick(made, flap, words, by=wim, who="mentor") for flap, words in FLAPS]
        note_bundles.put_together(made, notes[2:4], wim)
        notes[4].about(board.themes[0], wim)
        notes[5].hold(wim)
        Photo.add(made.flaps[0], redrawn(photo()), wim)
        made.flap("1B").close(wim)
        made.start_timer(10, wim)
    return made


@pytest.fixture
def go(board, meeting, wim):
    """Goes to a step: `go(Phase.VOTE)`."""

    def go(phase):
        with board.turn():
            meeting.enter(phase, wim)

    return go


def is_good(page, where, sizes=(BEAMER, WIDE, SMALL)):
    """By ear, in light and dark, at each size; and nothing sticks out of a narrow phone."""
    for size in sizes:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme="dark" if size is WIDE else "light")
        finds_nothing(page, f"{where} at {size['width']}")
    page.set_viewport_size({"width": NARROW, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW, where


def test_the_wall_and_its_pages(board, meeting, go, page_of, wim, karin, today):
    wall = page_of(wim, f"{meeting.url}/wall")
    expect(wall.locator(".inbox")).to_contain_text("open dag")
    is_good(wall, "flaps")
    number = meeting.flaps[0].code
    for path in (f"/flaps/{number}", f"/flaps/{number}/photos/1", "/paste", "/edit"):
        wall.goto(meeting.url + path)
        is_good(wall, path, [WIDE, SMALL])
    wall.goto(f"{meeting.url}/paste")
    wall.locator("textarea").fill("FLAP 2B\n- gastlessen plannen / mentor / regionaal")
    wall.get_by_role("button", name="Lezen en nakijken").click()
    expect(wall.locator("main")).to_contain_text("gastlessen plannen")
    is_good(wall, "pasted", [WIDE, SMALL])

    wall.goto(f"{meeting.url}/wall")
    go(Phase.VOTE)
    expect(wall.locator(".vote-row").first).to_be_visible()
    is_good(wall, "vote")
    with board.turn():
        votes.close_poll(meeting, wim)
    expect(wall.locator(".tally").first).to_be_visible()
    is_good(wall, "counted", [BEAMER, WIDE])
    go(Phase.BOARD)
    expect(wall.locator(".to-board")).to_be_visible()
    is_good(wall, "to the board")

    with board.turn():
        publication.to_board(meeting, [note.id for note in publication.waiting(meeting)], wim)
    expect(wall.locator(".new-cards")).to_contain_text("contactpersoon")
    is_good(wall, "new on the board", [BEAMER, WIDE])
    with board.turn():
        card = Card.find(board, 1)
        card.move(card.stage, wim, level=Level.LOCAL)
        meeting.show(card, wim)
    expect(wall.locator(".promise")).to_be_visible()
    is_good(wall, "the round")
    with board.turn():
        take_up(Card.find(board, 1), karin, Wish(today))
    expect(wall.locator(".promise .taken")).to_be_visible()
    is_good(wall, "taken up", [BEAMER, WIDE])
    # Enter sets the day that was typed, and leaves the meeting where it is.
    wall.get_by_label("Klaar vóór", exact=True).fill("wk 50")
    wall.get_by_label("Klaar vóór", exact=True).press("Enter")
    expect(wall.locator(".promise-plan")).to_contain_text("wk 50")


def test_a_phone_at_each_step(board, meeting, go, page_of, wim, karin, propose):
    phone = page_of(karin, "/m/KLOPTN", viewport=SMALL)
    expect(phone.locator(".error")).to_be_visible()
    sizes = [SMALL, {"width": 391, "height": 844}]
    is_good(phone, "a wrong code", sizes)
    phone.goto(f"/m/{meeting.code}")
    expect(phone.locator("#write")).to_be_visible()
    is_good(phone, "writing", sizes)
    go(Phase.VOTE)
    phone.locator(".vote-list .add").first.click()
    is_good(phone, "voting", sizes)

    card = propose("Vaste contactpersoon", level=Level.OPEN)
    go(Phase.BOARD)
    with board.turn():
        meeting.show(Card.find(board, card.number), wim)
    phone.get_by_role("button", name="Ik pak dit op").click()
    expect(phone.locator("#claim")).to_contain_text("Jij trekt dit")
    is_good(phone, "taken up", sizes)
    phone.locator("#claim label", has_text="Regionaal").click()
    phone.get_by_role("button", name="Over 2 weken").click()
    expect(phone.locator("#claim")).to_contain_text("Klaar vóór")
    phone.get_by_role("button", name="Toch niet").click()
    expect(phone.get_by_role("button", name="Ik pak dit op")).to_be_visible()
    go(Phase.CLOSED)
    expect(phone.locator("#screen")).to_contain_text("afgesloten")
    is_good(phone, "closed", sizes)


def test_a_guest_without_an_account_is_asked_who_and_when(board, meeting, go, new_context, server,
                                                          wim, propose):  # fmt: skip
    card = propose("Vaste contactpersoon", level=Level.OPEN)
    go(Phase.BOARD)
    with board.turn():
        meeting.show(card, wim)
    phone = new_context(base_url=server.address, viewport=SMALL).new_page()
    phone.goto(f"/m/{meeting.code}")

    phone.locator("#claim summary").click()
    is_good(phone, "a guest", [SMALL])
    phone.get_by_label("Hoe heet je?").fill("Ton Bout")
    phone.get_by_label("Je werkmail").fill("ton@bedrijf.example")
    phone.get_by_label("Wanneer is het klaar?").fill("ooit")
    phone.get_by_role("button", name="Stuur mij de mail").click()
    expect(phone.locator(".error")).to_contain_text("Schrijf een datum")
    is_good(phone, "no day", [SMALL])
    phone.get_by_label("Wanneer is het klaar?").fill("wk 50")
    phone.get_by_label("Je werkmail").fill("ton@bedrijf.example")
    phone.get_by_role("button", name="Stuur mij de mail").click()

    expect(phone.locator("#claim")).to_contain_text("Kijk in je mail")


def test_notes_are_put_together_by_keys_alone(meeting, page_of, wim):
    wall = page_of(wim, f"{meeting.url}/wall")
    picks = wall.locator("#notes-2B .pick")
    for pick in (picks.nth(0), picks.nth(1)):
        pick.focus()
        wall.keyboard.press("Space")
    expect(wall.locator(".pick-bar [data-count]")).to_have_text("2")

    wall.get_by_role("button", name="Samenvoegen").focus()
    wall.keyboard.press("Enter")

    expect(wall.locator("#notes-2B")).to_contain_text("3 samengevoegd")
