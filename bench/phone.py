"""A mid-range phone joins a meeting over slow 4G: what it loads, how soon its first note hangs.

Chromium slows itself down: the network as its own preset "Slow 4G" does, the processor four times.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from statistics import median

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from actionboard.core.database import db
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from bench.browser import FLAGS, Wire
from bench.meeting import plan
from bench.region import app_with
from bench.served import serving
from bench.timing import Figure

SLOW_4G = {  # a round trip in ms, bytes a second
    "offline": False, "latency": 562.5, "downloadThroughput": 180_000,
    "uploadThroughput": 84_375,
}  # fmt: skip
SLOWER = 4  # times as slow a processor as this machine's
PATIENCE = 60  # seconds
PHONE = {"width": 390, "height": 844}


def figures(rounds: int, tell: Callable[[str], None]) -> Iterator[Figure]:
    """Bytes and requests of the first load, and the time from the scan to the first note."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), None)
    if chromium is None:
        tell("no Chromium on this machine: the phone's figures are left out")
        return
    with app_with(100) as app, serving(app) as served, sync_playwright() as playwright:
        code, meeting = plan(app)
        address = f"http://127.0.0.1:{served.port}/m/{code}"
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        tell("a phone opens the address of the QR")
        size, requests = _first_load(browser, address)
        yield Figure("a phone's first load, over the wire", size / 1000, bound=60, unit="kB")
        yield Figure("a phone's first load, requests", requests, bound=10, unit="")
        tell("from the scan to the first note, on slow 4G with a slow processor")
        spent = [_first_note(browser, app, address, meeting, number) for number in range(rounds)]
        yield Figure("from the scan to the first note, slow 4G", median(spent), bound=10_000)
        browser.close()


def _first_load(browser: Browser, address: str) -> tuple[int, int]:
    context = _phone(browser)
    page = context.new_page()
    wire = Wire(page)
    page.goto(address, wait_until="load")
    page.wait_for_timeout(500)
    context.close()
    return wire.bytes, wire.requests


def _first_note(browser: Browser, app: Flask, address: str, meeting: int, number: int) -> float:
    """From opening the address until the note hangs; whoever types takes no time."""
    context = _phone(browser)
    page = context.new_page()
    slow_down(page)
    words = f"Eerder bellen bij verzuim, groep {number}"
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator("#words").fill(words)
    page.locator("form.write .send button").click()
    while not _hangs(app, meeting, words):
        if time.perf_counter() > start + PATIENCE:
            raise TimeoutError("the note never hangs")
        page.wait_for_timeout(20)
    spent = (time.perf_counter() - start) * 1000
    context.close()
    return spent


def _phone(browser: Browser) -> BrowserContext:
    return browser.new_context(
        viewport={**PHONE}, has_touch=True, is_mobile=True, device_scale_factor=3, locale="nl-NL"
    )


def slow_down(page: Page) -> None:
    """Make this page's network and processor those of a mid-range phone in a full room."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def _hangs(app: Flask, meeting: int, words: str) -> bool:
    with app.app_context():
        notes = Note.of(db.session.get_one(Meeting, meeting))
        found = any(note.words == words for note in notes)
        db.session.remove()
    return found
