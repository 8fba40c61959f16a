"""What a browser pays: bytes, requests, and the time until the board stands there."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from bench.region import SLUG, app_with
from bench.served import serving
from bench.timing import Figure, Spent

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SHOWN = """() => new Promise((done, fail) => {
    setTimeout(() => fail(new Error('the browser draws nothing')), 30_000);
    requestAnimationFrame(() => setTimeout(() =>
        done([performance.now(), document.querySelectorAll('.card').length])));
})"""


def figures(rounds: int, tell: Callable[[str], None]) -> Iterator[Figure]:
    """First load at 100 cards, and load to shown at 100, 1,000 and 5,000."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), None)
    if chromium is None:
        tell("no Chromium on this machine: the browser's figures are left out")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for cards in (100, 1000, 5000):
            tell(f"a browser opens {cards} cards")
            with app_with(cards) as app, serving(app) as served:
                base = f"http://127.0.0.1:{served.port}"
                yield from _opened(browser, base, cards, rounds)
        browser.close()


def _opened(browser: Browser, base: str, cards: int, rounds: int) -> Iterator[Figure]:
    if cards == 100:
        yield from _weighed(browser, base)
    times: list[Spent] = []
    for _ in range(rounds + 2):  # two to warm up, as elsewhere
        page = _page(browser, base)
        worker = Worker(page)
        page.goto(f"{base}/boards/{SLUG}", wait_until="load")
        shown, found = page.evaluate(SHOWN)
        if found < cards * 0.9:
            raise RuntimeError(f"{found} of {cards} cards were there")
        times.append(Spent(shown, worker.worked()))
        page.context.close()
    bound = 1000 if cards == 5000 else None
    value = Spent.median(times[2:])
    name = f"browser, load to shown, {cards} cards"
    yield Figure(name, value.time, None, bound, work=value.work)


def _weighed(browser: Browser, base: str) -> Iterator[Figure]:
    """What the first load takes of the wire; apart, for telling each piece slows a large page."""
    page = _page(browser, base)
    wire = Wire(page)
    page.goto(f"{base}/boards/{SLUG}", wait_until="load")
    page.wait_for_timeout(1000)
    page.context.close()
    yield Figure("first load at 100 cards, over the wire", wire.bytes / 1000, None, 120, unit="kB")
    yield Figure("first load at 100 cards, requests", wire.requests, None, 10, unit="")


def _page(browser: Browser, base: str) -> Page:
    """A browser that was never here, for somebody who is signed in."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_cookies([{"name": "actiebord", "value": "bench-session-0", "url": base}])
    return context.new_page()


class Worker:
    """Tells what the page's own thread took of the processor, as the browser itself counts."""

    def __init__(self, page: Page) -> None:
        self.wire = page.context.new_cdp_session(page)
        self.wire.send("Performance.enable", {"timeDomain": "threadTicks"})

    def worked(self) -> float:
        """So far, in ms."""
        told = self.wire.send("Performance.getMetrics")["metrics"]
        return next(one["value"] for one in told if one["name"] == "TaskDuration") * 1000


class Wire:
    """Counts what goes over the wire, as the browser itself sees it."""

    def __init__(self, page: Page) -> None:
        self.bytes, self.requests = 0, 0
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", self._finished)
        wire.on("Network.requestWillBeSent", self._asked)

    def _finished(self, event: dict[str, Any]) -> None:
        self.bytes += int(event["encodedDataLength"])

    def _asked(self, event: dict[str, Any]) -> None:
        self.requests += 1
