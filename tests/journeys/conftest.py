"""What every journey has: a real server, windows of real people, and an eye on the console.

A journey fails when any of its windows met a script error, something that the page's policy
forbids, an answer that says "that's on us" (5xx), or words in the console that nobody expected.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.screen import Screen
from tests.moment import in_javascript

PATIENCE = 20_000  # ms; a busy machine may be slow, and that is no fault of the page
REFUSED = (
    "Failed to load resource: the server responded with a status of 4"
    "|htmx: htmx:sse:error: SSE reconnect failed with status 4"
)
TELL_POLICY = """
document.addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`);
});
"""

expect.set_options(timeout=PATIENCE)


@pytest.fixture(params=["sqlite"])
def database(request):
    """Journeys are about the screen; what a database may do differently is told elsewhere."""
    return request.param


@pytest.fixture
def own_words():
    """What the browser itself may write in the console: here, that an answer was a refusal."""
    return re.compile(REFUSED)


@pytest.fixture
def new_context(new_context, own_words):
    """A browser window of somebody in the Netherlands, in which every trouble is noted."""
    troubles = []

    def watched(**options):
        context = new_context(
            **{
                "locale": "nl-NL",
                "timezone_id": "Europe/Amsterdam",
                "viewport": {"width": 1440, "height": 900},
                **options,
            }
        )
        context.set_default_timeout(PATIENCE)
        context.add_init_script(TELL_POLICY)
        context.add_init_script(in_javascript())
        context.on("weberror", lambda error: troubles.append(f"script: {error.error.stack}"))
        context.on("console", lambda message: troubles.extend(unexpected(message, own_words)))
        context.on("response", lambda answer: answer.status >= 500 and troubles.append(answer.url))
        return context

    yield watched
    assert troubles == []


def unexpected(message, own_words):
    if message.type in ("error", "warning") and not own_words.match(message.text):
        yield f"{message.type}: {message.text}"


@pytest.fixture
def screen_of(page_of):
    """Opens the board in a window of its own: `screen_of(karin)`; options as of `page_of`."""
    return lambda person, path="/boards/voorbeeldland", **options: Screen(
        page_of(person, path, **options)
    )


@pytest.fixture
def planned(propose, board, karin, today):
    """Puts an action on the board that Karin, or another, has promised: `planned("Gastlessen")`."""

    def planned(title="Gastlessen plannen", *, lead=karin, **given):
        card = propose(title, **given)
        with board.turn():
            card.plan(today, by=lead, lead=lead)
        return card

    return planned
