"""Makes the pictures of the README: `bin/screenshots`.

The demo region on one fixed day, served from a temporary folder on a free port, looked at with a
real browser. The same code gives the same pictures.
"""

from __future__ import annotations

import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import time_machine
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from actionboard.app import create_app
from actionboard.core.database import db, migrate
from actionboard.core.local_time import HOME
from actionboard.core.settings import Settings
from actionboard.demo import load
from docs.lighter import lighter

IMAGES = Path(__file__).parent / "images"
MOMENT = datetime(2026, 11, 24, 10, 42, tzinfo=HOME)  # the day that the demo's story leads up to
BOARD = "/boards/voorbeeldland"
MOST = 200_000  # bytes of a picture
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> None:
    """Make every picture, and stop when one has become too heavy for a README."""
    IMAGES.mkdir(exist_ok=True)
    with time_machine.travel(MOMENT), demo() as address, chromium() as browser:
        with (
            looking(browser, address, "Karin Koppeling", "Joris Veldman"),
            signed_in(browser, address, "Fatima Fitting", width=1440, height=900) as context,
        ):
            take(context, BOARD, "board.png", others=2)
        with signed_in(browser, address, "Karin Koppeling", width=390, height=844) as context:
            take(context, BOARD, "phone.png", first="label[for=show-proposed]")


@contextmanager
def demo() -> Iterator[str]:
    """The demo region, served until the pictures are taken; its address."""
    with TemporaryDirectory() as folder:
        app = create_app(Settings.from_environ({"ACTIONBOARD_DATA_DIR": folder,
                                                "ACTIONBOARD_DEMO": "1"}))  # fmt: skip
        migrate(app)
        load.load(app)
        server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Silent)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.port}"
        server.shutdown()
        with app.app_context():
            db.engine.dispose()


class Silent(WSGIRequestHandler):
    """Serves without a line per request."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Any Chromium that is installed here; `CHROMIUM` may name one."""
    names = filter(None, (os.environ.get("CHROMIUM"), *CHROMIUMS))
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        sys.exit("Geen Chromium of Chrome gevonden; installeer er een, of noem hem in CHROMIUM.")
    # The same letters on every machine: no hinting, no colours of the screen.
    options = ["--disable-gpu", "--font-render-hinting=none", "--force-color-profile=srgb",
               "--disable-lcd-text"]  # fmt: skip
    if os.geteuid() == 0:
        options.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=options)
        yield browser
        browser.close()


@contextmanager
def signed_in(
    browser: Browser, address: str, who: str, *, width: int, height: int
) -> Iterator[BrowserContext]:
    """A window in which somebody of the demo has signed in."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        locale="nl-NL",
        timezone_id=str(HOME),
        color_scheme="light",
        reduced_motion="reduce",
        has_touch=width < 720,
    )
    context.clock.set_fixed_time(MOMENT)
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_role("button", name=who).click()
    page.wait_for_url("**/")
    page.close()
    yield context
    context.close()


@contextmanager
def looking(browser: Browser, address: str, *people: str) -> Iterator[None]:
    """Others who look at the board meanwhile, one after the other."""
    with ExitStack() as stack:
        for who in people:
            window = signed_in(browser, address, who, width=1440, height=900)
            stack.enter_context(window).new_page().goto(BOARD)
        yield


def take(
    context: BrowserContext, path: str, name: str, *, first: str = "", others: int = 0
) -> None:
    """One picture of what stands in the window.

    `first` is clicked before; `others` is how many people look too.
    """
    page: Page = context.new_page()
    page.goto(path)
    if first:
        page.locator(first).locator("visible=true").first.click()
    page.evaluate("document.fonts.ready")
    page.locator("#live[data-state=live]").wait_for()
    if others:
        page.locator(f"#presence .seats > :nth-child({others})").wait_for()
    file = IMAGES / name
    file.write_bytes(lighter(page.screenshot(animations="disabled", caret="hide")))
    page.close()
    size = file.stat().st_size
    click.echo(f"{file.relative_to(IMAGES.parent.parent)}: {size // 1000} kB")
    if size > MOST:
        sys.exit(f"{name} is te zwaar: hooguit {MOST // 1000} kB.")


if __name__ == "__main__":
    main()
