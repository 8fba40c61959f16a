"""Printing, and boards side by side: with the filter that is on, by ear, and on a small screen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from actionboard.accounts.models import Membership, Role
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.cards.models import Card
from actionboard.core.database import db, writing
from tests.journeys.test_axe import finds_nothing

BOARD = "/boards/voorbeeldland"


@pytest.fixture
def next_door(board, propose, marleen):
    """Another board of Marleen's, with an action that plays on both."""
    with writing():
        made = Board.create("oeverland", "BPV Oeverland", by=marleen, at=board.created_at)
        db.session.add(Membership(board_id=made.id, user_id=marleen.id, role=Role.COORDINATOR))
    propose("Vaste contactpersoon per leerbedrijf", theme=board.themes[0])
    with made.turn():
        Card.propose(made, "Per leerbedrijf een vaste contactpersoon", by=marleen,
                     level=Level.NATIONAL, theme=made.themes[0])  # fmt: skip
    return made


def test_what_is_printed_follows_the_filter_that_is_on(card, screen_of, karin):
    screen = screen_of(karin)
    screen.page.goto(BOARD)
    screen.page.locator("#chips").get_by_text("Zonder trekker").click()
    expect(screen.page).to_have_url(re.compile("unled=1"))

    link = screen.page.locator("a[data-filtered]")

    expect(link).to_have_attribute("href", re.compile(r"/paper\?unled=1$"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_pages_can_be_read_by_ear_and_at_320_pixels(next_door, screen_of, marleen, scheme):
    screen = screen_of(marleen, viewport={"width": 320, "height": 640}, color_scheme=scheme)
    for path in (f"{BOARD}/paper", "/overview"):
        screen.page.goto(path)
        finds_nothing(screen.page, path)

        assert screen.page.evaluate("document.documentElement.scrollWidth") <= 320
