"""The same board by keys only, by clicks only, by a finger, on a phone and on a narrow screen."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from actionboard.boards.levels import Level
from tests.journeys.screen import Finger

TABLET = {"viewport": {"width": 900, "height": 1000}, "has_touch": True, "is_mobile": True}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
NARROW = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}


def test_with_keys_only(propose, planned, screen_of, karin, henk):
    number, other = planned("Gastlessen plannen").number, propose("Open dag").number
    karins, henks = screen_of(karin), screen_of(henk)
    press = karins.page.keyboard.press

    # From card to card, with a hint at the foot of the page.
    karins.title(other).focus()
    press("ArrowRight")
    karins.has_focus(number)
    expect(karins.page.locator("#keys-hint")).to_contain_text(f"Actie {number}")

    # Grabbed, carried about and put back, each step told.
    press("v")
    expect(karins.announcer).to_have_text(
        f"Actie {number} vast. Nu in School-bedrijf, Gepland, plek 1 van 1. "
        "Pijltjes verplaatsen, spatie zet neer, Escape zet terug."
    )
    press("ArrowRight")
    expect(karins.announcer).to_have_text("School-bedrijf, Bezig, plek 1 van 1.")
    karins.has_focus(number)
    press("Shift+ArrowUp")
    expect(karins.announcer).to_have_text("Regionaal, Bezig, plek 1 van 1.")
    press("Escape")
    expect(karins.announcer).to_have_text(f"Actie {number} staat weer waar ze stond.")
    karins.shows(number, "local", "planned")
    karins.has_focus(number)

    # Carried and put down; the other sees it, Z takes it back.
    press("v")
    press("ArrowRight")
    press("Shift+ArrowUp")
    press("Space")
    henks.shows(number, "regional", "doing")
    expect(karins.announcer).to_have_text(
        f"Actie {number} verplaatst naar Regionaal, Bezig, plek 1 van 1."
    )
    karins.has_focus(number)
    press("z")
    henks.shows(number, "local", "planned")
    karins.shows(number, "local", "planned")
    karins.has_focus(number)

    # Enter opens, Escape closes, and the focus comes back.
    press("Enter")
    expect(karins.panel.get_by_role("heading", name="Gastlessen plannen")).to_be_focused()
    press("Escape")
    expect(karins.panel).to_be_hidden()
    karins.has_focus(number)

    # P picks it up; the question for a day can wait.
    press("ArrowLeft")
    karins.has_focus(other)
    press("p")
    karins.says(f"Jij trekt actie {other}.")
    expect(karins.dialog.get_by_role("heading", name="Wanneer is het klaar?")).to_be_visible()
    press("Escape")
    expect(karins.dialog).to_have_count(0)
    karins.has_focus(other)

    # Klaar asks for a result; without one the card stays where it was.
    press("v")
    for _ in range(3):
        press("ArrowRight")
    press("Enter")
    expect(karins.dialog.get_by_role("textbox")).to_be_focused()
    karins.shows(other, "local", "proposed")
    press("Escape")
    karins.has_focus(other)

    # / searches and ? explains, with a switch to turn the keys off.
    press("/")
    expect(karins.page.get_by_role("searchbox")).to_be_focused()
    karins.page.keyboard.type("open")
    expect(karins.board.locator(".card")).to_have_count(1)
    karins.title(other).focus()
    press("?")
    keys = karins.page.get_by_role("dialog", name="Toetsen")
    keys.get_by_label("Toetsen gebruiken op dit bord").focus()
    press("Space")
    press("Enter")
    expect(keys).to_be_hidden()
    karins.title(other).focus()
    press("v")
    expect(karins.board.locator(".is-held")).to_have_count(0)


def test_with_clicks_only(planned, screen_of, karin, henk):
    number = planned().number
    karins, henks = screen_of(karin), screen_of(henk)

    karins.card(number).hover()
    karins.card(number).get_by_role("link", name="Verplaatsen").click()
    karins.dialog.get_by_label("Bezig").check()
    karins.dialog.get_by_label("Niveau").select_option("Regionaal")
    karins.button("Verplaatsen", karins.dialog).click()

    henks.shows(number, "regional", "doing")
    expect(karins.dialog).to_have_count(0)
    karins.has_focus(number)

    karins.open(number)
    karins.choose("Verplaatsen naar…")
    karins.dialog.get_by_label("Gepland").check()
    karins.button("Verplaatsen", karins.dialog).click()

    henks.shows(number, "regional", "planned")
    expect(karins.panel).to_be_visible()


def test_a_long_press_carries_a_card_to_a_column_that_is_out_of_sight(planned, screen_of, karin):
    number = planned().number
    karins = screen_of(karin, **TABLET)
    karins.page.wait_for_selector("#board")
    finger = Finger(karins)
    load_gesture(karins)
    scrolled = "document.querySelector('.board-scroll').scrollLeft"

    # A swipe scrolls, and lifts nothing.
    card = karins.card(number).bounding_box()
    x, y = card["x"] + 60, card["y"] + 40
    finger.down(x, y)
    for step in range(10):
        finger.move(x - 10 * step, y)
    finger.rest(x - 90, y)  # lifted at rest it throws nothing: the board stands still at once
    finger.up()
    expect(karins.page.locator(".is-lifted")).to_have_count(0)
    karins.page.evaluate("document.querySelector('.board-scroll').scrollLeft = 0")

    # A long press lifts; at the edge the board scrolls along, until Klaar comes into sight.
    card = karins.card(number).bounding_box()
    finger.down(card["x"] + 60, card["y"] + 40)
    expect(karins.card(number)).to_have_class(re.compile("is-held"))
    finger.until(lambda: is_dragging(karins), card["x"] + 80, card["y"] + 40)
    before = karins.page.evaluate(scrolled)
    finger.until(lambda: is_near(karins, "doing", right=880), 880, card["y"] + 40)
    assert karins.page.evaluate(scrolled) > before
    cell = karins.cell("local", "doing").bounding_box()
    finger.until(lambda: is_target(karins, "doing"), cell["x"] + 100, cell["y"] + 30)
    finger.up()

    karins.shows(number, "local", "doing")
    expect(karins.panel).to_be_hidden()


def test_on_a_phone(propose, planned, screen_of, karin, henk):
    number = propose("Gastlessen plannen").number
    doing = planned("Docentstage").number
    karins, henks = screen_of(karin, **PHONE), screen_of(henk)
    show = karins.page.locator("#lane-local .tabs")

    # One cell at a time; tabs with counts.
    expect(karins.card(number)).to_be_hidden()
    show.get_by_text("Voorstel").tap()
    expect(karins.card(number)).to_be_visible()
    expect(show.get_by_text("Voorstel")).to_contain_text("1")

    # Claimed with one thumb: in the lower half of the width, and large enough.
    button = karins.claim(number).bounding_box()
    assert button["height"] >= 44
    karins.claim(number).tap()
    expect(karins.dialog.get_by_role("heading", name="Wanneer is het klaar?")).to_be_visible()
    karins.dialog.get_by_label("Klaar vóór", exact=True).fill("wk 50")
    karins.dialog.get_by_role("button", name="Op Gepland zetten").tap()
    henks.shows(number, "local", "planned")
    expect(henks.card(number)).to_contain_text(karin.name)

    # No dragging: a long press lifts nothing. Moving is a sheet.
    show.get_by_text("Gepland").tap()
    load_gesture(karins)
    finger, card = Finger(karins), karins.card(doing).bounding_box()
    finger.down(card["x"] + 40, card["y"] + 10)
    finger.until(lambda: True, card["x"] + 40, card["y"] + 12, times=30)
    expect(karins.page.locator(".is-held, .is-lifted")).to_have_count(0)
    finger.up()
    expect(karins.panel).to_be_visible()  # so it was a tap
    karins.page.keyboard.press("Escape")
    expect(karins.page).to_have_url(re.compile("voorbeeldland$"))
    karins.card(doing).get_by_role("link", name="Verplaatsen").tap()
    expect(karins.page.locator("#dialog .sheet")).to_be_visible()
    karins.dialog.get_by_text("Bezig").tap()
    karins.button("Verplaatsen", karins.dialog).tap()
    henks.shows(doing, "local", "doing")

    # The chosen tab is remembered, as long as the window is open.
    karins.page.reload()
    expect(karins.card(number)).to_be_visible()
    expect(karins.card(doing)).to_be_hidden()

    # What a filter finds is one list, whatever cell it is in.
    karins.page.get_by_role("link", name="Mijn acties").tap()
    expect(karins.card(number)).to_be_visible()
    expect(karins.card(doing)).to_be_visible()
    expect(karins.page.locator(".segments")).to_be_hidden()


def test_nothing_is_wider_than_a_narrow_screen(propose, planned, screen_of, karin, wim):
    number = planned("Beroepspraktijkvormingsovereenkomstformulieren gelijktrekken").number
    propose("Zonder niveau", level=Level.OPEN)
    board = "/boards/voorbeeldland"
    karins = screen_of(karin, **NARROW)

    for path in (
        board,
        f"{board}?q=geen",
        f"{board}/cards/{number}",
        *(f"{board}/cards/{number}/{one}" for one in ("edit", "place", "date", "result", "drop")),
        f"{board}/cards/new",
        f"{board}/history",
        f"{board}/dropped",
        "/",
        "/me",
        "/nergens",
    ):
        karins.page.goto(path)
        is_no_wider(karins, path)
    karins.page.goto(board)
    karins.page.locator("#lane-local .tabs").get_by_text("Gepland").tap()
    karins.open(number)
    is_no_wider(karins, "panel")
    is_no_wider(screen_of(wim, f"{board}/import", **NARROW), "import")


def load_gesture(screen):
    """On a touch screen dragging is made ready soon after the page."""
    screen.card(1).dispatch_event("pointerover")
    expect(screen.board).to_have_class(re.compile("is-sortable"))


def is_dragging(screen):
    return screen.page.locator("body.is-dragging").count() == 1


def is_target(screen, stage):
    return screen.page.locator(f"#cell-local-{stage}.is-target").count() == 1


def is_near(screen, stage, right):
    """Whether so much of a column can be seen that a card can be put in it."""
    return screen.cell("local", stage).bounding_box()["x"] + 200 < right


def is_no_wider(screen, where):
    width = screen.page.evaluate("document.documentElement.scrollWidth")
    assert width <= 320, f"{where}: {width} px"
