"""A board as somebody sees it, and what they do with mouse and keys.

Everything here waits for what it needs and for nothing else; no journey sleeps.
"""

from __future__ import annotations

import re

from playwright.sync_api import expect


class Screen:
    """One window on a board; `page` is Playwright's, for all that is said only once."""

    def __init__(self, page):
        self.page = page
        self.board = page.locator("#board")
        self.live = page.locator("#live")
        self.panel = page.locator("#panel dialog")
        self.dialog = page.locator("#dialog dialog")
        self.toasts = page.locator("#toasts")
        self.announcer = page.locator("#announcer")

    def card(self, number):
        return self.page.locator(f"#card-{number}")

    def title(self, number):
        return self.card(number).locator(".card-title")

    def claim(self, number):
        return self.card(number).locator(".claim")

    def cell(self, level, stage):
        return self.page.locator(f"#cell-{level}-{stage}")

    def button(self, name, within=None):
        return (within or self.page).get_by_role("button", name=name, exact=True)

    def link(self, name, within=None):
        return (within or self.page).get_by_role("link", name=name, exact=True)

    # Doing -------------------------------------------------------------------------------------

    def drag(self, number, level, stage):
        """Take a card with the mouse and let go of it at the top of a cell."""
        mouse, title = self.page.mouse, self.title(number)
        mouse.move(0, 0)
        title.hover()
        expect(self.board).to_have_class(re.compile("is-sortable"))
        title.hover()
        mouse.down()
        self.carry(title, level, stage)

    def carry(self, title, level, stage):
        """Carry a card by its title, on which the mouse is down, to a cell, and let go of it."""
        mouse, start = self.page.mouse, title.bounding_box()
        mouse.move(start["x"] + 30, start["y"] + 30, steps=5)
        expect(self.page.locator("body")).to_have_class(re.compile("is-dragging"))
        cell = self.cell(level, stage).bounding_box()
        mouse.move(cell["x"] + cell["width"] / 2, max(cell["y"] + 20, 140), steps=15)
        expect(self.cell(level, stage)).to_have_class(re.compile("is-target"))
        mouse.up()

    def open(self, number):
        """Open a card beside the board."""
        self.title(number).click()
        expect(self.panel).to_be_visible()
        expect(self.page).to_have_url(re.compile(f"/cards/{number}$"))
        return self.panel

    def choose(self, name):
        """Choose from the panel's menu."""
        self.panel.locator("summary[aria-label=Meer]").click()
        self.link(name, self.panel).click()
        expect(self.dialog).to_be_visible()
        return self.dialog

    def stay(self):
        """From now on, a reload would be noticed by `has_stayed`."""
        self.page.evaluate("window.stayed = true")

    # Seeing ------------------------------------------------------------------------------------

    def shows(self, number, level, stage):
        """The card stands there, and no longer on its way."""
        expect(self.cell(level, stage).locator(f"> #card-{number}:not(.is-saving)")).to_be_visible()

    def says(self, sentence):
        """A toast says so."""
        expect(self.toasts.get_by_text(sentence)).to_be_visible()

    def has_focus(self, number):
        expect(self.title(number)).to_be_focused()

    def has_stayed(self):
        assert self.page.evaluate("window.stayed") is True


class Finger:
    """A finger on the glass, as the browser itself would feel it."""

    def __init__(self, screen):
        self.page = screen.page
        self.feel = self.page.context.new_cdp_session(self.page).send

    def down(self, x, y):
        self._touch("touchStart", x, y)

    def move(self, x, y):
        self._touch("touchMove", x, y)

    def up(self):
        self.feel("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def rest(self, x, y):
        """Stay in one place for a while before letting go."""
        for step in range(15):
            self.move(x + step % 2, y)
            self.page.wait_for_timeout(20)  # how fast a finger reports; nothing waits for it

    def until(self, is_so, x, y, times=600):
        """Hover about a place until something is so; a finger is never quite still."""
        for step in range(times):
            self.move(x + step % 2, y)
            self.page.wait_for_timeout(20)  # how fast a finger reports; nothing waits for it
            if is_so() and times == 600:
                return
        assert is_so()

    def _touch(self, kind, x, y):
        points = [{"x": x, "y": y}]
        self.feel("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
