"""Pressing something at the very moment at which somebody else changes it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.screen import Finger

LISTEN = """
document.addEventListener("htmx:sse:before:message", ({ detail }) => {
  document.body.dataset.heard = detail.message.id;
});
"""
TABLET = {"viewport": {"width": 1024, "height": 768}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def first(propose):
    """The number of the proposal that stands at the top."""
    return propose("Gastlessen plannen").number


@pytest.fixture
def second(first, propose):
    """The number of the proposal below it."""
    return propose("Open dag").number


def test_a_press_counts_though_the_card_is_repainted_under_it(first, screen_of, karin, henk):
    karins, henks = screen_of(karin), screen_of(henk)
    listen(karins, henk)
    henks.open(first)

    press(karins, karins.claim(first))
    react(henks, karins)
    karins.page.mouse.up()

    karins.says(f"Jij trekt actie {first}.")
    expect(karins.card(first).get_by_role("img", name="Reacties: 1")).to_be_visible()


def test_a_press_counts_though_the_card_would_move_up(first, second, screen_of, karin, henk):
    karins, henks = screen_of(karin), screen_of(henk)
    listen(karins, henk)

    press(karins, karins.claim(second))
    henks.drag(first, "regional", "proposed")
    henks.shows(first, "regional", "proposed")
    hear(karins, henks)
    karins.page.mouse.up()

    karins.says(f"Jij trekt actie {second}.")
    karins.shows(first, "regional", "proposed")


def test_a_tap_and_a_key_count_too(first, second, screen_of, karin, joris, henk):
    karins, henks = screen_of(karin), screen_of(henk)
    joriss = screen_of(joris, **TABLET)
    listen(karins, henk, joris)
    listen(joriss, karin, henk)
    finger, button = Finger(joriss), joriss.claim(second).bounding_box()

    karins.claim(first).focus()
    karins.page.keyboard.down("Space")
    finger.down(button["x"] + 20, button["y"] + 20)
    henks.drag(first, "regional", "proposed")
    henks.shows(first, "regional", "proposed")
    hear(karins, joriss, henks)
    karins.page.keyboard.up("Space")
    finger.up()

    karins.says(f"Jij trekt actie {first}.")
    joriss.says(f"Jij trekt actie {second}.")


def test_a_card_can_be_lifted_while_it_is_repainted(first, screen_of, karin, henk):
    karins, henks = screen_of(karin), screen_of(henk)
    listen(karins, henk)
    henks.open(first)
    karins.title(first).hover()
    expect(karins.board).to_have_class(re.compile("is-sortable"))

    press(karins, karins.title(first))
    react(henks, karins)
    karins.carry(karins.title(first), "local", "doing")

    karins.shows(first, "local", "doing")
    expect(karins.card(first).get_by_role("img", name="Reacties: 1")).to_be_visible()


def test_who_thinks_better_of_it_outside_the_window_misses_nothing(first, screen_of, karin, henk):
    karins, henks = screen_of(karin), screen_of(henk)
    listen(karins, henk)
    henks.open(first)

    press(karins, karins.claim(first))
    react(henks, karins)
    karins.page.mouse.move(-200, -200)
    karins.page.mouse.up()

    expect(karins.card(first).get_by_role("img", name="Reacties: 1")).to_be_visible()
    expect(karins.claim(first)).to_be_visible()


def press(screen, control):
    """Put the mouse button down on something, and keep it there."""
    box = control.bounding_box()
    screen.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    screen.page.mouse.down()


def react(screen, *others):
    """Say something about the card that is open; the others' browsers get to hear of it."""
    screen.panel.locator("textarea[name=body]").fill("Ik bel je even")
    screen.button("Plaatsen", screen.panel).click()
    expect(screen.panel.locator(".comments .said")).to_be_visible()
    hear(*others, screen)


def listen(screen, *others):
    """From now on a browser notes what it hears; that the others look too it knows already."""
    for other in others:
        expect(screen.page.locator("#presence")).to_have_attribute(
            "aria-label", re.compile(other.name)
        )
    screen.page.evaluate(LISTEN)


def hear(*others_and_screen):
    """Wait until the last change that one screen shows has come to the other browsers."""
    *others, screen = others_and_screen
    version = screen.board.get_attribute("data-version")
    for other in others:
        expect(other.page.locator("body")).to_have_attribute("data-heard", version)
