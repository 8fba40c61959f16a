"""Signing in with an account of one's school or company, at a real provider."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from sqlalchemy import select

from actionboard.accounts.models import LinkedAccount
from actionboard.core.database import db
from tests.accounts.conftest import go, links, who
from tests.clients import said
from tests.mailserver import code_of


def test_a_linked_account_signs_in_and_goes_on_to_where_one_wanted(visit, school, linked, karin):
    school.play(linked(karin))
    pc = visit()

    back = pc.get(go(pc, school, next="/boards/voorbeeldland"))

    assert back.headers["Location"] == "/boards/voorbeeldland"
    assert who(pc) == karin.name


def test_what_is_asked_of_a_provider(visit, school):
    sent = visit().get("/sign-in/with/roc").headers["Location"]

    asked = {name: value[0] for name, value in parse_qs(urlsplit(sent).query).items()}

    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["scope"] == "openid email profile"
    assert len(asked["nonce"]) > 40
    assert len(asked["state"]) > 40
    assert asked["redirect_uri"] == "http://localhost/sign-in/with/roc/back"


def test_a_new_account_is_linked_by_the_code_in_the_mail_and_signs_in_ever_after(
    visit, school, postbus, deliver_to, karin
):
    school.play({"sub": "k1", "email": "Karin@Voorbeeld.example", "email_verified": True})
    pc = visit()

    asked = pc.get(go(pc, school))
    before = (who(pc), links())
    deliver_to(postbus)
    pc.send("/sign-in/code", code=code_of(postbus))

    assert asked.headers["Location"] == "/sign-in/code"
    assert before == (None, 0)
    assert who(pc) == karin.name
    other = visit()
    other.get(go(other, school))
    assert who(other) == karin.name


def test_an_account_that_nobody_has_gets_the_same_answer_and_no_mail(
    visit, school, postbus, deliver_to, karin
):
    answers = []
    for number, address in enumerate((karin.email, "vreemde@nergens.example")):
        school.play({"sub": f"x{number}", "email": address})
        pc = visit()
        reply = pc.get(go(pc, school))
        page = said(pc.get(reply.headers["Location"])).replace(address, "…")
        answers.append((reply.status_code, reply.headers["Location"], page))
    deliver_to(postbus)

    assert answers[0] == answers[1]
    assert "Nog niet uitgenodigd? Vraag je coördinator." in answers[1][2]
    assert len(postbus.taken) == 1


def test_whoever_is_signed_in_links_an_account_of_another_address_by_their_own_mail(
    at_school, school, postbus, deliver_to, client_of, karin
):
    school.play({"sub": "k2", "email": "k.buis@prive.example"})
    pc = client_of(karin)
    pc.application = at_school

    pc.get(go(pc, school, next="/me"))
    deliver_to(postbus)
    reply = pc.send("/sign-in/code", code=code_of(postbus))

    assert postbus.taken[-1]["To"] == karin.email
    assert reply.headers["Location"] == "/me"
    assert "ROC Voorbeeldland" in said(pc.get("/me"))


def test_an_account_can_be_taken_off_and_then_signs_in_no_longer(
    at_school, visit, school, linked, client_of, karin, henk
):
    school.play({"sub": linked(karin), "email": karin.email})
    number = db.session.scalar(select(LinkedAccount.id))
    mine, theirs = client_of(karin), client_of(henk)

    not_mine = theirs.post(f"/me/accounts/{number}?_method=DELETE")
    mine.post(f"/me/accounts/{number}?_method=DELETE")

    assert not_mine.status_code == 404
    assert links() == 0
    pc = visit()
    assert pc.get(go(pc, school)).headers["Location"] == "/sign-in/code"
    assert who(pc) is None


def test_a_code_to_link_has_no_link_that_signs_in(visit, school, postbus, deliver_to, karin):
    """Whoever presses a button in a mail must not give their name to somebody else's account."""
    school.play({"sub": "thief", "email": karin.email})
    pc = visit()

    pc.get(go(pc, school))
    deliver_to(postbus)

    mail = postbus.taken[-1].get_body(("plain",)).get_content()
    assert "/sign-in/" not in mail
    assert "ROC Voorbeeldland" in mail


def test_a_code_to_link_is_worth_nothing_in_another_browser(
    visit, school, postbus, deliver_to, karin
):
    school.play({"sub": "thief", "email": karin.email})
    thief, phone = visit("203.0.113.9"), visit()
    thief.get(go(thief, school))
    deliver_to(postbus)
    phone.send("/sign-in", email=karin.email)

    phone.send("/sign-in/code", code=code_of(postbus))

    assert who(phone) is None
    assert links() == 0


def test_an_account_of_somebody_who_was_linked_meanwhile_is_told(
    visit, school, postbus, deliver_to, linked, karin, henk
):
    school.play({"sub": "k1", "email": karin.email})
    pc = visit()
    pc.get(go(pc, school))
    deliver_to(postbus)
    linked(henk, "k1")

    reply = pc.send("/sign-in/code", code=code_of(postbus))

    assert "al gekoppeld aan iemand anders" in said(reply)
    assert who(pc) is None


def test_an_account_without_an_address_is_told_what_to_do(visit, school):
    school.play("nameless")
    pc = visit()

    reply = pc.get(go(pc, school))

    assert "geeft geen mailadres door" in said(reply)


def test_the_address_may_stand_in_the_token_itself(visit, school, karin):
    """Entra ID puts it there; SURFconext tells it only when asked."""
    school.play("k3", claims={"preferred_username": karin.email})
    pc = visit()

    reply = pc.get(go(pc, school))

    assert reply.headers["Location"] == "/sign-in/code"
    assert karin.email in said(pc.get("/sign-in/code"))


def test_a_new_key_of_the_provider_is_fetched(visit, school, linked, karin):
    subject = linked(karin)
    pc, later = visit(), visit()
    school.play(subject)
    pc.get(go(pc, school))

    school.play(subject, key="next", published=True)
    later.get(go(later, school))

    assert who(later) == karin.name


def test_a_provider_that_is_away_is_said_in_one_sentence(app_with, window, school):
    away = app_with(providers=(school.settings(issuer="http://127.0.0.1:9"),))

    reply = window(on=away).get("/sign-in/with/roc")

    assert reply.status_code == 502
    assert "ROC Voorbeeldland antwoordt nu niet." in said(reply)


def test_a_button_for_each_provider_and_none_without(visit, visitor):
    assert "Inloggen met ROC Voorbeeldland" in said(visit().get("/sign-in"))
    assert "of met je eigen account" not in said(visitor.get("/sign-in"))


def test_pressing_cancel_there_is_said_here(visit, school):
    school.play("karin", cancel=True)
    pc = visit()

    reply = pc.get(go(pc, school))

    assert reply.status_code == 403
    assert "Inloggen bij ROC Voorbeeldland is niet gelukt." in said(reply)
