"""A link for who only looks: what it shows, what it hides, and its end."""

from __future__ import annotations

import re
import time

import pytest
from sqlalchemy import select

from actionboard.core.database import db
from actionboard.live import presence
from actionboard.membership.models import ViewerLink
from tests.clients import said
from tests.live.test_event_stream import Stream
from tests.live.test_presence import marks

BOARD = "/boards/voorbeeldland"
NAMES = ("Henk", "Flens", "Karin", "Fatima")


@pytest.fixture
def link(client_of, marleen):
    """Makes a link: `link(names=True)` gives its address."""

    def link(*, names):
        form = {"label": "Stuurgroep", **({"names": "1"} if names else {})}
        reply = client_of(marleen).send(f"{BOARD}/viewer-links", **form)
        assert reply.status_code == 201
        return re.search(r"/view/[\w-]+", reply.text)[0]

    return link


@pytest.fixture
def duo(card, board, henk, karin, fatima):
    """Action 1, with Henk and Karin on its seats and Fatima asked."""
    with board.turn():
        card.claim(by=henk)
        card.join(by=karin)
        card.nominate(fatima, by=henk)
    return card


def test_the_link_shows_the_board_and_nothing_to_change_it_with(duo, link, visitor):
    page = visitor.get(link(names=True))

    assert "Gastlessen plannen" in said(page)
    assert "Henk" in page.text
    assert 'data-role="viewer"' in page.text
    assert "/boards/" not in page.text


@pytest.mark.parametrize("query", ["", "?q=henk", "?mine=1", "?older=1"])
def test_without_names_no_name_is_on_the_page(duo, link, visitor, query):
    page = visitor.get(link(names=False) + query)

    assert page.status_code == 200
    assert [name for name in NAMES if name in page.text] == []
    assert not re.search(r'data-lead="[1-9]', page.text)


def test_who_searches_a_name_learns_nothing(duo, link, visitor):
    assert 'id="card-1"' not in visitor.get(link(names=False) + "?q=flens").text
    assert 'id="card-1"' in visitor.get(link(names=True) + "?q=flens").text


@pytest.mark.parametrize("away", [True, False], ids=["what was missed", "what happens"])
def test_without_names_no_name_is_in_the_stream(duo, board, link, visitor, henk, away):
    path = link(names=False)
    stream = Stream(visitor, f"{path}/live", **{"Last-Event-ID": "0" if away else "4"})
    event = stream.next()
    if not away:
        with board.turn():
            duo.finish("Gelukt.", by=henk)
        event = stream.next()

    assert 'id="card-1"' in event
    assert [name for name in NAMES if name in event] == []


def test_who_has_an_account_still_sees_names(duo, link, visitor, client_of, karin):
    visitor.get(link(names=False))

    assert "Henk" in client_of(karin).get(BOARD).text


def test_taking_the_link_back_ends_page_and_stream_within_a_second(
    card, link, visitor, client_of, marleen
):
    path = link(names=True)
    stream = Stream(visitor, f"{path}/live")
    stream.next()
    number = db.session.scalar(select(ViewerLink.id))

    client_of(marleen).send(f"{BOARD}/viewer-links/{number}?_method=DELETE")
    began = time.monotonic()

    assert stream.next() is None
    assert time.monotonic() - began < 2
    assert visitor.get(path).status_code == 404


def test_the_secret_is_kept_nowhere(link, client_of, marleen):
    secret = link(names=True).rpartition("/")[2]

    assert secret not in client_of(marleen).get(f"{BOARD}/members").text
    assert secret != db.session.scalar(select(ViewerLink.key))


def test_the_link_opens_nothing_else(card, link, visitor):
    link(names=True)

    for path in (BOARD, f"{BOARD}/cards/1", f"{BOARD}/history", f"{BOARD}/live"):
        assert visitor.get(path).status_code == 302
    assert visitor.send(f"{BOARD}/cards/1/claim").status_code == 302


def test_whoever_looks_by_a_link_sees_nobody_who_looks_too_and_is_not_seen(
    card, link, visitor, client_of, karin, henk, monkeypatch
):
    monkeypatch.setattr(presence, "LOOK_EVERY", 0.05)
    page = visitor.get(link(names=True)).text
    stranger = Stream(visitor, re.search(r'hx-sse:connect="([^"]+)"', page)[1])

    karins, _henks = (Stream(client_of(one), f"{BOARD}/live") for one in (karin, henk))

    assert marks(karins) == "Henk Flens"
    assert stranger.marks.empty()
