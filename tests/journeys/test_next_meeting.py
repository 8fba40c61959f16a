"""The next meeting: from what came of the last one to mailed minutes, on two screens at once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from actionboard.boards.levels import Level
from actionboard.cards.models import Card
from actionboard.cards.steps import Step
from actionboard.core.database import db, writing
from actionboard.mail.models import Mail
from actionboard.meetings.models import Meeting
from tests.journeys.test_axe import finds_nothing
from tests.moment import moment_ago

BEAMER, SMALL, LAPTOP = (
    {"width": width, "height": height}
    for width, height in ((1920, 1080), (1024, 768), (1440, 900))
)  # fmt: skip
READABLE = """() => {
  const small = [...document.querySelectorAll("main *, footer *")].filter((one) =>
    one.checkVisibility() && !one.closest(".visually-hidden") &&
    [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) &&
    parseFloat(getComputedStyle(one).fontSize) < 16);
  return small.map((one) => one.outerHTML.slice(0, 120));
}"""


@pytest.fixture
def own_words(own_words):
    """Here the browser also says that it was away."""
    return re.compile(
        f"{own_words.pattern}|Failed to load resource: net::ERR_"
        "|htmx: htmx:(sse:)?error: (network error|Failed to fetch)"
    )


@pytest.fixture
def again(board, marleen, karin, henk, wim, today):
    """Seven weeks after a meeting: something is late, something new; today we meet again."""
    with writing():
        db.session.add(
            Meeting(board_id=board.id, held_on=today - timedelta(weeks=7), place="de kantine")
        )
    with board.turn(moment_ago(weeks=8)):
        late = Card.propose(board, "Toegang tot Trajectplanner", by=marleen, level=Level.REGIONAL)
        Step.add(late, "Nagaan wat de licentie kost", karin)
    with board.turn(moment_ago(weeks=4)):
        late.plan(today - timedelta(days=9), by=henk, lead=henk)
        late.join(karin)
    with board.turn(moment_ago(weeks=1)):
        Card.propose(board, "Open dag techniek", by=marleen, level=Level.LOCAL)
    with board.turn():
        return Meeting.plan(board, today, by=wim, place="OBM Voorbeeldland")


def test_from_opening_to_mailed_minutes(again, screen_of, wim, karin, board, today):
    url = again.url
    beamer = screen_of(wim, f"{url}/since", viewport=BEAMER)
    expect(beamer.page.locator(".since-list").first).to_contain_text("Open dag techniek")
    finds_nothing(beamer.page, "since last time")
    beamer.page.keyboard.press("PageDown")  # as a clicker does
    expect(beamer.button("Beginnen")).to_be_visible()
    takes = beamer.page.locator("agenda-time-sum")
    expect(takes).to_have_text("2 kaarten, samen ongeveer 12 minuten.")
    beamer.page.get_by_label("minuten per kaart").fill("4")
    expect(takes).to_have_text("2 kaarten, samen ongeveer 8 minuten.")
    finds_nothing(beamer.page, "which cards to talk about")
    beamer.button("Beginnen").click()
    own = screen_of(wim, f"{url}/walk/presenter", viewport=LAPTOP)
    karins = screen_of(karin)

    # The late one comes first, as organisations; no name of anybody.
    first, second = beamer.page.locator("#talk-1"), beamer.page.locator("#talk-2")
    expect(first).to_be_visible()
    expect(first).to_contain_text("Wie helpt?")
    expect(first).not_to_contain_text("Henk")
    assert beamer.page.evaluate(READABLE) == []
    finds_nothing(beamer.page, "along the cards")
    finds_nothing(own.page, "the presenter's own screen")

    # What is agreed and ticked is everywhere at once.
    typed = first.get_by_label("Typ een afspraak: wie, wat, wanneer")
    beamer.page.keyboard.press("a")
    expect(typed).to_be_focused()
    typed.fill("Henk regelt de inlogs, 12-02-2027")
    typed.press("Enter")
    expect(first).to_contain_text("vr 12 feb (wk 6)")
    expect(own.page.locator("#talk-1")).to_contain_text("Henk regelt de inlogs")
    expect(typed).to_have_value("")
    typed.blur()
    first.get_by_role("checkbox").click()
    expect(karins.card(1).get_by_role("img", name="Stappen gedaan: 1/1")).to_be_visible()

    # A clicker leafs on, and both screens follow; the other one leafs back.
    beamer.page.keyboard.press("PageDown")
    expect(second).to_be_visible()
    expect(first).to_be_hidden()
    expect(own.page.locator("#talk-2")).to_be_visible()
    own.page.keyboard.press("PageUp")
    expect(first).to_be_visible()
    own.page.keyboard.press("PageDown")
    expect(second).to_be_visible()
    beamer.button("Pauze").click()
    expect(own.button("Verder")).to_be_visible()
    beamer.button("Verder").click()
    expect(own.button("Pauze")).to_be_visible()

    # The connection goes: leafing goes on, and arrives when it is back.
    beamer.page.context.set_offline(True)
    expect(beamer.live).to_contain_text("Offline")
    beamer.page.keyboard.press("ArrowLeft")
    expect(first).to_be_visible()
    beamer.page.context.set_offline(False)
    expect(own.page.locator("#talk-1")).to_be_visible()
    expect(beamer.live).to_have_attribute("data-state", "live")
    beamer.page.keyboard.press("ArrowRight")
    expect(own.page.locator("#talk-2")).to_be_visible()

    # Moved on the beamer, moved on everybody's board.
    beamer.page.set_viewport_size(SMALL)
    assert beamer.page.evaluate(READABLE) == []
    beamer.page.locator("#walk-next").get_by_role("link", name="Verplaatsen").click()
    beamer.dialog.get_by_text("Bezig").click()
    beamer.button("Verplaatsen", beamer.dialog).click()
    karins.shows(2, "local", "doing")
    expect(second.locator(".talk-strip")).to_contain_text("Bezig")

    # Past the last card come the agreements, and then the minutes.
    beamer.page.keyboard.press("PageDown")
    expect(beamer.page.get_by_role("heading", name="Wat nemen we mee?")).to_be_visible()
    beamer.page.get_by_label("Typ een conclusie").fill("Samen komen we verder")
    beamer.page.get_by_label("Typ een conclusie").press("Enter")
    expect(beamer.page.locator(".agreed").first).to_contain_text("Samen komen we verder")
    finds_nothing(beamer.page, "agreements")
    beamer.link("Verslag").click()
    next_on = today + timedelta(weeks=12)
    beamer.page.get_by_label("Wanneer zien we elkaar weer?", exact=True).fill(f"{next_on:%d-%m-%Y}")
    beamer.button("Afsluiten en verslag nalezen").click()
    opening = beamer.page.get_by_label("Opening")
    opening.fill("We kwamen weer bijeen, en dat hielp.")
    finds_nothing(beamer.page, "minutes, read over")
    beamer.button("Verder naar versturen").click()
    beamer.button("Vaststellen en versturen").click()
    beamer.says("Vastgesteld, en onderweg naar 6 mensen.")

    karins.page.goto(f"{url}/minutes")
    expect(karins.page.locator("#minutes")).to_contain_text("en dat hielp")
    expect(karins.page.locator("#minutes")).to_contain_text("Samen komen we verder")
    finds_nothing(karins.page, "minutes")
    db.session.rollback()
    sent = {one.to: one.subject for one in db.session.scalars(select(Mail))}
    assert len(sent) == 6
    assert Meeting.on(board)[0].held_on == next_on


def test_the_board_as_it_was_by_keyboard(again, screen_of, karin, board):
    screen = screen_of(karin, f"{board.url}/past")
    expect(screen.card(2)).to_be_visible()
    finds_nothing(screen.page, "the board as it was")

    slider = screen.page.get_by_label("Terug in de tijd")
    slider.focus()
    slider.press("Home")

    expect(screen.page.get_by_role("heading", level=1)).to_contain_text("Het bord op")
    expect(screen.card(2)).to_have_count(0)
    expect(screen.cell("regional", "proposed").locator("#card-1")).to_be_visible()
    expect(slider).to_be_focused()
