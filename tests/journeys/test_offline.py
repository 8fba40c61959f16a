"""When the server, the network or one's own place on the board is away."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete

from actionboard.accounts.models import Membership
from actionboard.core.database import db, writing
from tests.journeys.conftest import REFUSED

LIVE = re.compile("^Live$")


@pytest.fixture
def own_words():
    """Of a connection that is lost, both the browser and htmx write in the console."""
    return re.compile(
        f"{REFUSED}|Failed to load resource: net::ERR_"
        "|htmx: htmx:(sse:)?error: (network error|Failed to fetch)"
    )


def test_a_board_says_that_the_server_is_away_and_catches_up(
    planned, server, screen_of, karin, henk
):
    number = planned().number
    karins, henks = screen_of(karin), screen_of(henk)
    for screen in (karins, henks):
        is_streaming(screen)
        screen.stay()

    port = server.port
    server.stop()
    for screen in (karins, henks):
        expect(screen.live).not_to_have_attribute("data-state", "live")
        expect(
            screen.live.get_by_text(re.compile("Opnieuw|Offline")).locator("visible=true")
        ).to_be_visible()
    henks.title(number).hover()
    henks.title(number).focus()
    for key in ("v", "ArrowRight", "Enter"):
        henks.page.keyboard.press(key)
    henks.says("Niet opgeslagen: er is geen verbinding. Probeer het zo nog eens.")
    henks.shows(number, "local", "planned")
    server.start(port=port)

    for screen in (karins, henks):
        expect(screen.live).to_have_attribute("data-state", "live")
        expect(screen.live.get_by_text(LIVE)).to_be_visible()
    henks.drag(number, "local", "doing")
    karins.shows(number, "local", "doing")
    for screen in (karins, henks):
        screen.has_stayed()


def test_without_a_network_a_card_walks_back_and_what_was_missed_comes_later(
    planned, propose, screen_of, karin, henk
):
    number, other = planned().number, propose("Docentstage").number
    karins, henks = screen_of(karin), screen_of(henk)
    is_streaming(karins)
    karins.title(number).focus()

    karins.page.context.set_offline(True)
    expect(karins.live).to_have_attribute("data-state", "offline")
    expect(karins.live).to_contain_text("Offline: je ziet de stand van")
    for key in ("v", "ArrowRight", "Enter"):
        karins.page.keyboard.press(key)
    karins.says("Niet opgeslagen: er is geen verbinding. Probeer het zo nog eens.")
    karins.shows(number, "local", "planned")
    karins.has_focus(number)
    henks.claim(other).click()
    henks.says(f"Jij trekt actie {other}.")
    karins.page.context.set_offline(False)

    expect(karins.card(other)).to_contain_text(henk.name)
    expect(karins.live).to_have_attribute("data-state", "live")


def test_who_is_taken_off_a_board_sees_no_more_of_it(card, board, screen_of, karin, henk):
    number, board_id, karin_id = card.number, board.id, karin.id
    karins, henks = screen_of(karin), screen_of(henk)
    is_streaming(karins)
    # A page that was just opened is not opened anew, lest it go round in circles.
    karins.page.wait_for_timeout(max(0, 5_100 - karins.page.evaluate("performance.now()")))

    with writing():
        db.session.execute(
            delete(Membership).where(
                Membership.board_id == board_id, Membership.user_id == karin_id
            )
        )
    henks.claim(number).click()

    expect(karins.page.get_by_role("heading", name="Hier is niets")).to_be_visible()
    expect(karins.board).to_have_count(0)


def is_streaming(screen):
    """Wait until what others do comes by itself; only then can it be missed."""
    for _ in range(200):
        if screen.live.evaluate("(live) => Boolean(live._htmx?.sse?.reader)"):
            return
        screen.page.wait_for_timeout(50)
    raise AssertionError("no stream")
