"""Where somebody is signed in, on their own page, and ending it there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from actionboard.accounts import devices
from actionboard.accounts.devices import devices_of, in_words, recognise
from actionboard.accounts.models import BrowserSession
from actionboard.accounts.sessions import hashed
from actionboard.core.database import db, writing
from tests.accounts.conftest import who
from tests.clients import said

AGENTS = {
    "Chrome op Windows": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 "
    "(KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    "Edge op Windows": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 "
    "(KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
    "Safari op iPhone": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) "
    "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
    "Chrome op iPhone": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) "
    "AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0 Mobile/15E148 Safari/604.1",
    "Samsung Internet op Android": "Mozilla/5.0 (Linux; Android 15; SM-S931B) AppleWebKit/537.36 "
    "(KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
    "Firefox op Linux": "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
    "Safari op Mac": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.6 Safari/605.1.15",
    "Chrome op Chromebook": "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 "
    "(KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    "Onbekende browser": "curl/8.5.0",
}


@pytest.mark.parametrize(("words", "agent"), AGENTS.items(), ids=AGENTS)
def test_a_browser_is_called_what_people_call_it(words, agent):
    assert in_words(recognise(agent)) == words


def test_my_page_lists_where_i_am_signed_in_and_marks_this_browser(client_of, karin):
    here, _there = client_of(karin), client_of(karin)

    page = said(here.get("/me"))

    assert "Waar je bent ingelogd" in page
    assert page.count("Onbekende browser") == 2
    assert page.count("deze browser") == 1


def test_this_browser_stands_first(client_of, karin):
    here, there = client_of(karin), client_of(karin)

    for one in (here, there):
        listed = devices_of(karin, hashed(one.secret), datetime.now(UTC))
        assert [device.is_this for device in listed] == [True, False]


def test_signing_in_notes_with_what(window, ask, karin):
    phone = window()
    phone.environ_base["HTTP_USER_AGENT"] = AGENTS["Safari op iPhone"]
    mail = ask(phone, karin)
    phone.send(mail.path)

    assert "Safari op iPhone" in said(phone.get("/me"))


def test_ending_one_browser_leaves_the_others(client_of, karin):
    here, lost, other = client_of(karin), client_of(karin), client_of(karin)

    here.send(f"/me/devices/{hashed(lost.secret)}?_method=DELETE")

    assert who(lost) is None
    assert who(other) == karin.name
    assert "Die browser is uitgelogd." in said(here.get("/me"))


def test_ending_all_others_leaves_this_one(client_of, karin, henk):
    here, lost, other = client_of(karin), client_of(karin), client_of(karin)
    his = client_of(henk)

    here.send("/me/devices?_method=DELETE")

    assert [who(one) for one in (here, lost, other, his)] == [karin.name, None, None, henk.name]


def test_ending_this_browser_is_signing_out(client_of, karin):
    here = client_of(karin)

    answer = here.send(f"/me/devices/{hashed(here.secret)}?_method=DELETE")

    assert answer.headers["Location"] == "/sign-in"
    assert who(here) is None


def test_nobody_can_end_somebody_elses_browser(client_of, karin, henk):
    hers, his = client_of(karin), client_of(henk)

    answer = his.send(f"/me/devices/{hashed(hers.secret)}?_method=DELETE")

    assert answer.status_code == 404
    assert who(hers) == karin.name


def test_a_browser_that_has_ended_is_not_listed(client_of, karin):
    here = client_of(karin)
    client_of(karin)
    with writing():
        gone = db.session.scalars(
            select(BrowserSession).where(BrowserSession.key != hashed(here.secret))
        ).one()
        gone.ends_at = datetime.now(UTC) - timedelta(seconds=1)

    assert len(devices_of(karin, None, datetime.now(UTC))) == 1


def test_ending_what_has_ended_says_so(app, karin):
    with writing():
        assert devices.end(karin, "no such browser") is False
