"""A real server in a process of its own, and a real browser that visits it."""

from __future__ import annotations

import os
import shutil
import signal

import pytest

from actionboard.core.database import db
from tests.clients import sign_in
from tests.databases import SECRET, missing
from tests.nursery import Nursery

CHROMIUMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def nursery(tmp_path_factory):
    """Where servers are born; it starts while the first test is still being prepared."""
    nursery = Nursery(tmp_path_factory.mktemp("nursery"))
    yield nursery
    nursery.close()


@pytest.fixture
def server(nursery, app):
    """A running server on the same database as `app`; what the test sets up before is there."""
    db.session.commit()
    server = Server(app, nursery)
    yield server
    server.end()


@pytest.fixture
def page_of(server, new_context):
    """Opens a browser window in which somebody is signed in: `page_of(karin, "/boards/…")`.

    Each call is a window of its own, with its own cookies; `at` is another server on the same
    database; other options are Playwright's (`viewport`, `java_script_enabled`, …).
    """

    def open_page(person, path="/boards/voorbeeldland", *, at=server, **options):
        context = new_context(base_url=at.address, **options)
        context.add_cookies([{"name": "actiebord", "value": sign_in(person), "url": at.address}])
        page = context.new_page()
        page.goto(path)
        return page

    return open_page


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Any Chromium that is installed here."""
    found = next(filter(None, map(shutil.which, [os.environ.get("CHROMIUM", ""), *CHROMIUMS])), "")
    if not found:
        missing("Geen Chromium of Chrome gevonden: de tests in een echte browser gaan niet door.")
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": found, "args": [*QUIET, *root]}


class Server:
    """What `actionboard run` becomes, on the database of an app and on a free port."""

    def __init__(self, app, nursery, **environ):
        self.app, self.nursery, self.environ = app, nursery, environ
        self.start()

    def start(self, port=0):
        """Start, and wait until it answers."""
        settings = self.app.config["SETTINGS"]
        self.process, self.address = self.nursery.bear(
            port,
            ACTIONBOARD_DATA_DIR=str(settings.data_dir),
            ACTIONBOARD_DATABASE_URL=settings.database_url,
            ACTIONBOARD_SECRET_KEY=SECRET,
            **self.environ,
        )

    @property
    def port(self):
        return int(self.address.rpartition(":")[2])

    def restart(self):
        """Be away for a moment, and come back at the same address."""
        port = self.port
        self.stop()
        self.start(port=port)

    def stop(self):
        """Stop as a host would."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(20)

    def end(self):
        """End at once: when a test is over it need not wait for streams that nobody reads."""
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(20)
