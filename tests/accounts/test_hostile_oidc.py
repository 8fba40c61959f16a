"""A provider that lies, and people who tamper with its answers: nobody gets in.

On one of the databases: what is refused here is refused before anything is written.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

import pytest
import time_machine
from sqlalchemy import func, select

from actionboard.accounts.models import BrowserSession
from actionboard.accounts.sessions import hashed
from actionboard.accounts.sign_in_codes import SignIn
from actionboard.core.database import db
from tests.accounts.conftest import go, links, who
from tests.clients import said

pytestmark = pytest.mark.parametrize("database", ["sqlite"])
SOON = int((datetime.now(UTC) + timedelta(hours=1)).timestamp())
LONG_AGO = int((datetime.now(UTC) - timedelta(hours=1)).timestamp())
LIES = {
    "a wrong nonce": {"claims": {"nonce": "of another conversation"}},
    "no nonce": {"claims": {"nonce": None}},
    "another issuer": {"claims": {"iss": "https://kwaad.example"}},
    "another audience": {"claims": {"aud": "iemand-anders"}},
    "an audience of two without a party": {"claims": {"aud": ["iemand-anders", "actiebord"]}},
    "another party": {"claims": {"azp": "iemand-anders"}},
    "expired": {"claims": {"exp": LONG_AGO}},
    "no end": {"claims": {"exp": None}},
    "not yet made": {"claims": {"iat": SOON}},
    "nobody": {"claims": {"sub": None}},
    "an empty subject": {"claims": {"sub": ""}},
    "a subject that is no text": {"claims": {"sub": ["karin-at-school"]}},
    "alg none": {"alg": "none"},
    "signed with our own secret": {"alg": "HS256"},
    "signed with the public key as a secret": {"alg": "HS256-public"},
    "signed by a stranger": {"key": "stranger"},
    "a key that it doesn't have": {"key": "next"},
    "no ID token": {"token": {"id_token": None}},
    "not a token": {"token": {"id_token": "kwaad"}},
    "another access token": {"claims": {}, "token": {"access_token": "of somebody else"}},
    "an error": {"status": 500},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_oidc_token_that_lies(visit, school, linked, karin, lie):
    school.play(linked(karin), **lie)
    pc = visit()

    reply = pc.get(go(pc, school))

    assert who(pc) is None
    assert reply.status_code == 502
    assert "ROC Voorbeeldland" in said(reply)


def test_oidc_take_over_by_mail_claim(visit, school, postbus, deliver_to, karin):
    """Whatever is claimed about an address, verified or not: only its owner can say yes."""
    for number, verified in enumerate((True, False, "true", None)):
        school.play({"sub": f"t{number}", "email": karin.email, "email_verified": verified})
        thief = visit(f"203.0.113.{number}")

        thief.get(go(thief, school))
        deliver_to(postbus)
        thief.send("/sign-in/code", code="000000")

        assert who(thief) is None
    assert links() == 0


def test_oidc_what_is_told_about_somebody_else(visit, school, karin):
    school.play("k4", userinfo={"sub": "somebody-else", "email": karin.email})
    pc = visit()

    assert pc.get(go(pc, school)).status_code == 502
    assert db.session.scalar(select(func.count()).select_from(SignIn)) == 0


def test_oidc_mix_up(visit, school, linked, karin):
    """An answer says which provider gives it (RFC 9207); without, or by another, it isn't heard."""
    school.play(linked(karin))
    answers = []
    for instead in ("https://kwaad.example", None):
        pc = visit()
        path, _, query = go(pc, school).partition("?")
        answer = {name: value[0] for name, value in parse_qs(query).items()}
        assert answer.pop("iss") == school.issuer
        answer |= {"iss": instead} if instead else {}
        answers.append(pc.get(path, query_string=answer).status_code)
        assert who(pc) is None

    assert answers == [502, 502]


def test_oidc_answer_meant_for_another_provider(app_with, window, school, linked, karin):
    school.play(linked(karin))
    two = app_with(
        providers=(school.settings(), school.settings(name="ander", issuer=f"{school.issuer}/"))
    )
    pc = window(on=two)

    reply = pc.get(go(pc, school).replace("/with/roc/", "/with/ander/"))

    assert reply.status_code == 410
    assert who(pc) is None


def test_oidc_answer_in_another_browser(visit, school, linked, karin):
    """Nobody can be signed in as somebody else by opening an address that was begun elsewhere."""
    school.play(linked(karin))
    attacker, victim = visit("203.0.113.9"), visit()
    victim.get("/sign-in/with/roc")

    reply = victim.get(go(attacker, school))

    assert reply.status_code == 410
    assert who(victim) is None


def test_oidc_replayed_answer(visit, school, linked, karin):
    school.play(linked(karin))
    pc = visit()
    answer = go(pc, school)
    pc.get(answer)
    pc.send("/sign-out")

    again = [pc.get(answer).status_code, visit().get(answer).status_code]

    assert again == [410, 410]
    assert who(pc) is None


def test_oidc_replayed_code_with_a_new_state(visit, school, linked, karin):
    school.play(linked(karin))
    pc = visit()
    old = parse_qs(go(pc, school).partition("?")[2])
    path, _, query = go(pc, school).partition("?")
    new = parse_qs(query)

    reply = pc.get(path, query_string={"code": old["code"][0], "state": new["state"][0],
                                       "iss": school.issuer})  # fmt: skip

    assert reply.status_code == 502
    assert who(pc) is None


def test_oidc_answer_that_comes_too_late(visit, school, linked, karin):
    school.play(linked(karin))
    pc = visit()
    answer = go(pc, school)

    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=11), tick=True):
        reply = pc.get(answer)

    assert reply.status_code == 410


@pytest.mark.parametrize("target", ["https://kwaad.example", "//kwaad.example", "/\\kwaad.example"])
def test_oidc_open_redirect(visit, school, linked, karin, target):
    school.play(linked(karin))
    pc = visit()

    assert pc.get(go(pc, school, next=target)).headers["Location"] == "/"


def test_oidc_session_fixation(visit, school, linked, karin):
    school.play(linked(karin))
    pc = visit()
    answer = go(pc, school)
    planted = pc.get_cookie("actiebord").value

    pc.get(answer)

    assert pc.get_cookie("actiebord").value != planted
    assert db.session.get(BrowserSession, hashed(planted)) is None


@pytest.mark.parametrize(
    "lie",
    [
        {"issuer": "https://kwaad.example"},
        {"token_endpoint": "http://kwaad.example/token"},
        {"jwks_uri": "http://kwaad.example/keys"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"id_token_signing_alg_values_supported": "RS256", "jwks_uri": 7},
    ],
    ids=str,
)
def test_oidc_discovery_that_lies(visit, school, lie):
    school.play("karin", discovery=lie)

    reply = visit().get("/sign-in/with/roc")

    assert reply.status_code == 502
    assert "klopt niet" in said(reply)


def test_oidc_a_slow_provider_is_not_waited_for(visit, school, linked, karin, monkeypatch):
    monkeypatch.setattr("actionboard.accounts.oidc.PATIENCE", (0.5, 0.2))
    school.play(linked(karin), slow=1_000)
    pc = visit()

    reply = pc.get(go(pc, school))

    assert "antwoordt nu niet" in said(reply)
