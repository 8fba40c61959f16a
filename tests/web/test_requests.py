"""What every request must pass and every answer carries."""

from __future__ import annotations

import gzip

import pytest
import zstandard

from tests.clients import Client

CARD = "/boards/voorbeeldland/cards/1"
POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
    "font-src 'self'", "connect-src 'self'", "worker-src 'self'", "form-action 'self'",
    "base-uri 'none'", "frame-ancestors 'none'",
}  # fmt: skip
PAGES = (
    "/", "/boards/voorbeeldland", CARD, f"{CARD}/edit", "/boards/voorbeeldland/history",
    "/boards/voorbeeldland/dropped", "/boards/voorbeeldland/cards/new", "/me", "/healthz",
    "/.well-known/security.txt", "/nowhere",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_carries_the_strict_policy(card, client_of, karin, path):
    reply = client_of(karin).get(path)

    assert set(reply.headers["Content-Security-Policy"].split("; ")) == POLICY
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert reply.headers["Referrer-Policy"] == "same-origin"
    assert reply.headers["Cache-Control"] in ("private, no-store", "private, no-cache")
    assert "Server" not in reply.headers


@pytest.mark.parametrize("path", PAGES)
def test_no_page_holds_anything_inline(card, client_of, karin, path):
    page = client_of(karin).get(path).text

    assert "<style" not in page
    assert " style=" not in page
    assert "javascript:" not in page
    assert not [word for word in (" onclick=", " onload=", " onsubmit=", "hx-on") if word in page]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_asks_anything_of_another_host(card, client_of, karin, path):
    page = client_of(karin).get(path).text

    assert 'src="http' not in page
    assert 'src="//' not in page
    assert '<link rel="stylesheet" href="http' not in page


# Where a change may come from ------------------------------------------------------------------


@pytest.fixture
def bare(client_of, karin):
    """Karin's browser, of a kind that doesn't say Sec-Fetch-Site."""
    client = client_of(karin)
    del client.environ_base["HTTP_SEC_FETCH_SITE"]
    return client


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", ""])
@pytest.mark.parametrize("path", [f"{CARD}/claim", "/sign-out", "/sign-in", "/preferences"])
def test_a_change_from_another_site_is_refused(card, client_of, karin, site, path):
    client = client_of(karin)

    reply = client.post(path, headers={"Sec-Fetch-Site": site, "Origin": "http://localhost"})

    assert reply.status_code == 403
    assert card.lead is None
    assert client.get("/me").status_code == 200


@pytest.mark.parametrize(
    "origin",
    [None, "", "null", "http://evil.example", "http://localhost:81", "https://localhost",
     "http://localhost.evil.example", "http://evil.example/?http://localhost"],
)  # fmt: skip
def test_without_fetch_metadata_the_origin_must_be_ours(card, bare, origin):
    reply = bare.post(f"{CARD}/claim", headers={"Origin": origin} if origin is not None else {})

    assert reply.status_code == 403
    assert card.lead is None


def test_without_fetch_metadata_our_own_origin_is_enough(card, bare, karin):
    reply = bare.post(f"{CARD}/claim", headers={"Origin": "http://localhost"})

    assert reply.status_code == 303
    assert card.lead is karin


def test_looking_is_allowed_from_anywhere(card, client_of, karin):
    reply = client_of(karin).get(CARD, headers={"Sec-Fetch-Site": "cross-site"})

    assert reply.status_code == 200


def test_delete_is_refused_from_another_site_too(card, client_of, karin):
    client = client_of(karin)
    client.act(f"{CARD}/claim")

    reply = client.delete(f"{CARD}/claim", headers={"Sec-Fetch-Site": "cross-site"})

    assert reply.status_code == 403
    assert card.lead is karin


# Methods ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["?_method=PUT", "?_method=delete", "?_method=DELETE&x=1", "?x"])
def test_only_delete_can_be_spelled(card, client_of, karin, query):
    client_of(karin).act(f"{CARD}/claim{query}")

    assert card.lead is karin


def test_a_get_spells_nothing(card, client_of, karin):
    client = client_of(karin)
    client.act(f"{CARD}/claim")

    reply = client.get(f"{CARD}/claim?_method=DELETE")

    assert reply.status_code == 405
    assert card.lead is karin


# Hosts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io"])
@pytest.mark.parametrize("path", ["/", "/sign-in", "/boards/voorbeeldland", "/healthz"])
def test_a_forged_host_is_refused(card, client_of, karin, host, path):
    reply = client_of(karin).get(path, headers={"Host": host})

    assert reply.status_code == 400
    assert host not in reply.text


def test_behind_a_base_url_only_its_host_is_answered(app_with):
    app = app_with(base_url="https://bord.example")
    client = Client(app, app.response_class)

    assert client.get("/healthz", base_url="https://bord.example").status_code == 200
    assert client.get("/healthz", base_url="http://localhost").status_code == 400


def test_over_https_browsers_are_told_to_stay_there(app_with):
    app = app_with(base_url="https://bord.example")

    reply = Client(app, app.response_class).get("/healthz", base_url="https://bord.example")

    assert reply.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_a_proxy_is_believed_only_when_it_was_announced(app_with):
    forged = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "10.0.0.9"}
    direct, behind = app_with(), app_with(proxy_hops=1)

    replies = [
        Client(app, app.response_class).get("/healthz", headers=forged) for app in (direct, behind)
    ]

    told = ["Strict-Transport-Security" in reply.headers for reply in replies]
    assert told == [False, True]


# Errors, sizes, compression --------------------------------------------------------------------


def test_what_is_not_there_is_said_with_a_way_out(client_of, karin):
    reply = client_of(karin).get("/nowhere")

    assert reply.status_code == 404
    assert "Ga terug naar je borden" in reply.text


def test_an_error_for_htmx_is_a_toast(client_of, karin):
    reply = client_of(karin).act("/boards/elders/cards")

    assert reply.status_code == 404
    assert 'class="toast' in reply.text
    assert "<html" not in reply.text


def test_a_body_that_is_too_large_is_refused(board, client_of, karin):
    reply = client_of(karin).post(f"{board.url}/cards", data={"title": "x" * 7 * 2**20})

    assert reply.status_code == 413
    assert board.version == 0


@pytest.mark.parametrize(
    ("accepted", "used", "unpack"),
    [
        ("gzip, deflate, br, zstd", "zstd", zstandard.ZstdDecompressor().decompress),
        ("gzip", "gzip", gzip.decompress),
        ("", None, bytes),
    ],
)
def test_a_page_is_compressed_as_the_browser_likes_it(
    card, client_of, karin, accepted, used, unpack
):
    reply = client_of(karin).get("/boards/voorbeeldland", headers={"Accept-Encoding": accepted})

    assert reply.headers.get("Content-Encoding") == used
    assert b"Gastlessen plannen" in unpack(reply.data)
    assert "Accept-Encoding" in reply.headers["Vary"]


# For a host ------------------------------------------------------------------------------------


def test_health_is_for_everyone(visitor):
    assert visitor.get("/healthz").text == "ok\n"


def test_metrics_are_for_this_machine(card, visitor):
    here = visitor.get("/metrics")
    there = visitor.get("/metrics", environ_overrides={"REMOTE_ADDR": "192.0.2.7"})
    through_a_proxy = visitor.get("/metrics", headers={"X-Forwarded-For": "192.0.2.7"})

    assert "actiebord_cards 1\n" in here.text
    assert (there.status_code, through_a_proxy.status_code) == (404, 404)


def test_who_finds_a_leak_knows_whom_to_tell(visitor):
    reply = visitor.get("/.well-known/security.txt")

    assert reply.text.startswith("Contact: mailto:security@localhost\n")
    assert "Expires: 20" in reply.text
