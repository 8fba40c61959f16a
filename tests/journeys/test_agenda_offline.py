"""At the table without a connection: what is typed waits, and is told once when it is back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from actionboard.agenda.agenda import Walk
from actionboard.agenda.decisions import Decision
from actionboard.cards.comments import Comment
from actionboard.core.database import db
from actionboard.meetings.models import Meeting
from tests.journeys.conftest import REFUSED
from tests.journeys.test_axe import finds_nothing


@pytest.fixture
def own_words():
    """Of a connection that is lost, both the browser and htmx write in the console."""
    return re.compile(
        f"{REFUSED}|Failed to load resource: net::ERR_"
        "|htmx: htmx:(sse:)?error: (network error|Failed to fetch)"
    )


@pytest.fixture
def meeting(board, planned, wim, today):
    """On their way along two cards."""
    cards = [planned("Gastlessen plannen"), planned("Open dag techniek")]
    with board.turn():
        meeting = Meeting.plan(board, today, by=wim, place="kantine")
        Walk.begin(meeting, cards, wim)
    return meeting


def test_what_is_typed_without_a_connection_arrives_once(meeting, screen_of, wim, henk, board):
    screen = screen_of(wim, f"{meeting.url}/walk")
    page, unsent = screen.page, screen.page.locator("#unsent")
    expect(screen.live).to_have_attribute("data-state", "live")
    first, second = page.locator("#talk-1"), page.locator("#talk-2")

    # The wifi goes. An agreement, an answer about the next card and one about this one.
    page.context.set_offline(True)
    expect(screen.live).to_contain_text("Offline")
    field = first.get_by_label("Typ een afspraak: wie, wat, wanneer")
    field.fill("Karin belt de school, 12-02-2027")
    field.press("Enter")
    expect(unsent).to_contain_text("Nog 1 te versturen")
    expect(first.locator(".agreed")).to_contain_text("nog niet verstuurd")
    expect(field).to_have_value("")
    page.keyboard.press("PageDown")
    screen.link("Loopt nog", second).click()
    screen.dialog.get_by_role("textbox").fill("De zaal is besproken")
    screen.button("Loopt nog", screen.dialog).click()
    expect(unsent).to_contain_text("Nog 2 te versturen")
    page.keyboard.press("PageUp")
    screen.link("Klaar", first).click()
    screen.dialog.get_by_role("textbox").fill("Twee gastlessen gegeven")
    screen.button("Op Klaar zetten", screen.dialog).click()
    expect(unsent).to_contain_text("Nog 3 te versturen")
    finds_nothing(page, "what waits")

    # Meanwhile somebody else says how it stands. The page comes back before its answers can go.
    card = Walk.of(meeting).cards()[0]
    with board.turn():
        card.finish("Drie gastlessen gegeven", henk)
    closed = lambda route: route.abort() if route.request.method == "POST" else route.continue_()  # noqa: E731
    page.route("**/*", closed)
    page.context.set_offline(False)
    page.reload()
    expect(unsent).to_contain_text("Nog 3 te versturen")
    page.unroute("**/*", closed)

    # Two arrive; the third is shown beside what stands there now.
    expect(unsent).to_contain_text("Nog 1 te versturen")
    expect(unsent).to_contain_text(f"{henk.name} was je voor")
    expect(unsent).to_contain_text("Jij typte Twee gastlessen gegeven")
    expect(unsent).to_contain_text("Staat er nu Klaar: Drie gastlessen gegeven")
    finds_nothing(page, "what no longer fits")
    screen.button("Toch versturen").click()
    expect(unsent).to_be_hidden()
    expect(first).to_contain_text("Twee gastlessen gegeven")
    expect(first.locator(".agreed")).to_contain_text("Karin belt de school")

    db.session.rollback()
    assert [one.body for one in Decision.of(meeting)] == ["Karin belt de school"]
    (said,) = Comment.of(Walk.of(meeting).cards()[1])
    assert said.body_words.body == "Loopt nog. De zaal is besproken"
