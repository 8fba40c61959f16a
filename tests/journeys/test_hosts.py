"""Two people on two app hosts that share one PostgreSQL, behind a proxy without sticky sessions."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.servers import Server


@pytest.fixture
def second(server):
    """Another host on the same database."""
    second = Server(server.app, server.nursery)
    yield second
    second.end()


@pytest.mark.parametrize("database", ["postgresql"])
def test_what_one_drags_is_seen_at_once_on_the_other_host(planned, screen_of, second, karin, henk):
    number = planned().number
    karins, henks = screen_of(karin), screen_of(henk, at=second)
    seen = henks.page.locator("#presence")
    expect(seen).to_have_attribute("aria-label", f"Kijken nu mee: {karin.name}")
    henks.stay()

    karins.drag(number, "local", "doing")

    henks.shows(number, "local", "doing")
    karins.button("Ongedaan maken", karins.toasts).click()
    henks.shows(number, "local", "planned")
    henks.has_stayed()
