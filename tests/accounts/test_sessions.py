"""Who is signed in, where, and for how long; and the demo, in which anybody may be anybody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from actionboard.accounts.models import BrowserSession, Membership, Role
from actionboard.accounts.sessions import hashed
from actionboard.core.database import db, writing
from tests.accounts.conftest import who
from tests.clients import Client

HERE = ["127.0.0.1", "::1", "127.8.8.8"]
LATER = timedelta(days=29)


def sessions():
    db.session.rollback()
    return db.session.scalars(db.select(BrowserSession)).all()


@pytest.fixture
def demo(app, monkeypatch):
    """The app as it is in the demo."""
    monkeypatch.setitem(app.config, "DEMO", True)
    return app


# The session -----------------------------------------------------------------------------------


def test_a_cookie_is_worth_nothing_after_signing_out(client_of, visitor, karin):
    client = client_of(karin)

    reply = client.send("/sign-out")

    assert reply.status_code == 303
    assert sessions() == []
    visitor.set_cookie("actiebord", client.secret)
    assert who(visitor) is None


def test_signing_out_of_one_browser_leaves_the_others(client_of, karin):
    here, there = client_of(karin), client_of(karin)

    here.send("/sign-out")

    assert who(there) == "Karin Buis"


def test_a_session_that_was_ended_meanwhile_is_not_brought_back(client_of, card, karin, app):
    client = client_of(karin)
    with app.test_request_context(headers={"Cookie": f"actiebord={client.secret}"}):
        from flask import session

        session["later"] = "what this request still wants to keep"
        with writing():
            db.session.execute(db.delete(BrowserSession))
        app.session_interface.save_session(app, session, app.response_class())

    assert sessions() == []


def test_the_database_does_not_hold_what_is_in_the_cookie(client_of, karin):
    client = client_of(karin)

    [session] = sessions()

    assert session.key == hashed(client.secret)
    assert client.secret not in str(vars(session))


@pytest.mark.parametrize("cookie", ["", "x", "0" * 64, "' OR 1=1 --", "\x00"])
def test_a_cookie_that_nobody_was_given_signs_in_nobody(visitor, karin, client_of, cookie):
    client_of(karin)
    visitor.set_cookie("actiebord", cookie)

    assert who(visitor) is None


def test_the_hash_from_the_database_is_no_cookie(visitor, client_of, karin):
    client = client_of(karin)
    visitor.set_cookie("actiebord", hashed(client.secret))

    assert who(visitor) is None


def test_a_browser_that_nobody_used_for_a_month_is_forgotten(client_of, karin, time_machine):
    client = client_of(karin)
    time_machine.move_to(datetime.now(UTC) + timedelta(days=30, minutes=1))

    assert who(client) is None


def test_a_browser_that_is_used_is_remembered(client_of, karin, time_machine):
    client = client_of(karin)
    for _ in range(3):
        time_machine.move_to(datetime.now(UTC) + LATER)
        assert who(client) == "Karin Buis"


def test_using_a_session_writes_once_an_hour_at_most(client_of, karin, time_machine):
    client = client_of(karin)
    before = sessions()[0].seen_at
    time_machine.move_to(before + timedelta(minutes=50))
    client.get("/me")
    assert sessions()[0].seen_at == before

    time_machine.move_to(before + timedelta(minutes=70))
    client.get("/me")

    assert sessions()[0].seen_at > before


def test_the_cookie_is_kept_from_scripts_and_other_sites(demo, visitor, karin):
    reply = visitor.send("/sign-in", person=karin.id)

    cookie = reply.headers["Set-Cookie"]
    assert cookie.startswith("actiebord=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))


def test_over_https_the_cookie_belongs_to_this_host_alone(app_with, karin):
    app = app_with(base_url="https://bord.example")
    client = Client(app, app.response_class)

    reply = client.post("/sign-in", data={"email": karin.email}, base_url="https://bord.example")

    cookie = reply.headers["Set-Cookie"]
    assert cookie.startswith("__Host-actiebord=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_looking_without_being_known_sets_no_cookie(visitor):
    assert "Set-Cookie" not in visitor.get("/healthz").headers


def test_a_viewer_who_becomes_a_member_may_act_at_once(client_of, card, board, zoë):
    client = client_of(zoë)
    assert client.act("/boards/voorbeeldland/cards/1/claim").status_code == 403
    with writing():
        db.session.scalar(
            db.select(Membership).where(Membership.user_id == zoë.id)
        ).role = Role.MEMBER

    assert client.act("/boards/voorbeeldland/cards/1/claim").status_code == 200


# My browsers -----------------------------------------------------------------------------------


def test_one_browser_can_be_signed_out_from_another(client_of, karin):
    here, lost = client_of(karin), client_of(karin)

    reply = here.send(f"/me/devices/{hashed(lost.secret)}?_method=DELETE")

    assert reply.status_code == 303
    assert (who(here), who(lost)) == ("Karin Buis", None)


def test_all_other_browsers_can_be_signed_out(client_of, karin, henk):
    here, lost, henks = client_of(karin), client_of(karin), client_of(henk)

    here.send("/me/devices?_method=DELETE")

    assert (who(here), who(lost), who(henks)) == ("Karin Buis", None, "Henk Flens")


def test_nobody_signs_out_the_browser_of_somebody_else(client_of, karin, henk):
    karins, henks = client_of(karin), client_of(henk)

    reply = henks.send(f"/me/devices/{hashed(karins.secret)}?_method=DELETE")

    assert reply.status_code == 404
    assert who(karins) == "Karin Buis"


# The demo --------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", HERE)
def test_in_the_demo_anybody_on_this_machine_may_be_anybody(demo, visitor, marleen, address):
    reply = visitor.post(
        "/sign-in", data={"person": marleen.id}, environ_overrides={"REMOTE_ADDR": address}
    )

    assert reply.status_code == 303
    assert who(visitor) == "Marleen Brug"


@pytest.mark.parametrize("address", ["192.0.2.7", "10.0.0.1", "::ffff:192.0.2.7", ""])
def test_from_another_machine_the_demo_lets_nobody_in(demo, visitor, marleen, address):
    there = {"REMOTE_ADDR": address}

    reply = visitor.post("/sign-in", data={"person": marleen.id}, environ_overrides=there)

    assert reply.status_code == 404
    assert who(visitor) is None
    assert "Marleen" not in visitor.get("/sign-in", environ_overrides=there).text


def test_outside_the_demo_nobody_is_offered_or_let_in(visitor, marleen):
    reply = visitor.send("/sign-in", person=marleen.id)

    assert reply.status_code == 404
    assert who(visitor) is None
    assert "Marleen" not in visitor.get("/sign-in").text


def test_under_a_real_address_the_demo_lets_nobody_in(app_with, marleen):
    app = app_with(demo=True, base_url="https://bord.example")

    reply = Client(app, app.response_class).post(
        "/sign-in", data={"person": marleen.id}, base_url="https://bord.example"
    )

    assert reply.status_code == 404


def test_the_demo_offers_the_whole_cast(demo, visitor):
    page = visitor.get("/sign-in").text

    assert all(name in page for name in ("Karin Buis", "Henk Flens", "Wim Stift", "Ada Beheer"))


@pytest.mark.parametrize("person", ["0", "-1", "x", "", "999999", "9" * 25])
def test_in_the_demo_nobody_unknown_is_let_in(demo, visitor, person):
    reply = visitor.send("/sign-in", person=person)

    assert reply.status_code == 404
    assert who(visitor) is None


def test_signing_in_gives_a_new_id(demo, visitor, karin, henk):
    visitor.send("/sign-in", person=karin.id)
    old = visitor.get_cookie("actiebord").value

    visitor.send("/sign-in", person=henk.id)

    assert visitor.get_cookie("actiebord").value != old
    visitor.set_cookie("actiebord", old)
    assert who(visitor) is None


def test_an_id_that_was_planted_is_not_kept(demo, visitor, karin):
    visitor.set_cookie("actiebord", "planted-by-somebody-else")

    visitor.send("/sign-in", person=karin.id)

    assert visitor.get_cookie("actiebord").value != "planted-by-somebody-else"


# Where signing in leads ------------------------------------------------------------------------

ELSEWHERE = [
    "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "///evil",
    "http:evil.example", "javascript:alert(1)", "/\t/evil.example", "/\n/evil.example",
    "\t//evil.example", " //evil.example", "evil.example", "/\x00/evil.example", "@evil.example",
]  # fmt: skip


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_in_never_leads_to_another_site(demo, visitor, karin, target):
    reply = visitor.send("/sign-in", person=karin.id, next=target)

    assert reply.location == "/"


@pytest.mark.parametrize("target", ELSEWHERE)
def test_who_is_signed_in_already_is_led_nowhere_else_either(client_of, karin, target):
    reply = client_of(karin).get("/sign-in", query_string={"next": target})

    assert reply.location == "/"


def test_signing_in_leads_back_to_where_one_was(demo, visitor, karin):
    reply = visitor.send("/sign-in", person=karin.id, next="/boards/voorbeeldland?late=1")

    assert reply.location == "/boards/voorbeeldland?late=1"


# Preferences -----------------------------------------------------------------------------------


def test_language_and_appearance_are_kept(client_of, karin):
    client_of(karin).send("/preferences", language="en", appearance="dark")

    assert (karin.language, karin.appearance) == ("en", "dark")


def test_what_is_no_language_or_appearance_is_not_kept(client_of, karin):
    client_of(karin).send("/preferences", language="xx", appearance="<b>")

    assert (karin.language, karin.appearance) == ("nl", "system")


def test_a_visitor_chooses_a_language_too(visitor):
    visitor.send("/preferences", language="en")

    assert 'lang="en"' in visitor.get("/sign-in").text


@pytest.mark.parametrize(
    "referrer", ["https://evil.example/", "http://localhost.evil.example/", "//evil.example", ""]
)
def test_choosing_leads_to_no_other_site(client_of, karin, referrer):
    reply = client_of(karin).post(
        "/preferences", data={"language": "en"}, headers={"Referer": referrer}
    )

    assert reply.location == "/"
