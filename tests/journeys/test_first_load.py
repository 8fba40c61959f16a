"""What a phone pays to join a meeting: few bytes, few requests, over guest wifi or slow 4G."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from actionboard.meetings.models import Meeting

BYTES, REQUESTS = 60_000, 10


@pytest.fixture
def code(board, wim, today):
    """The code of today's meeting."""
    with board.turn():
        return Meeting.plan(board, today, by=wim).code


def test_a_phone_joins_with_little_to_load(code, server, new_context):
    page = new_context(base_url=server.address, viewport={"width": 390, "height": 844}).new_page()
    wire, paid = page.context.new_cdp_session(page), {"bytes": 0, "requests": 0}
    wire.send("Network.enable")
    wire.on("Network.requestWillBeSent", lambda _event: paid.update(requests=paid["requests"] + 1))
    wire.on(
        "Network.loadingFinished",
        lambda event: paid.update(bytes=paid["bytes"] + event["encodedDataLength"]),
    )

    page.goto(f"/m/{code}", wait_until="load")
    expect(page.locator("#words")).to_be_visible()

    assert 0 < paid["bytes"] <= BYTES
    assert 0 < paid["requests"] <= REQUESTS
