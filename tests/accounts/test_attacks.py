"""What was published against boards like this one, tried at our door; one test for each."""

from __future__ import annotations

import statistics
import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import event, func, select

from actionboard.accounts import sign_in_codes
from actionboard.accounts.models import BrowserSession
from actionboard.accounts.sessions import ServerSession, _write, hashed
from actionboard.core.database import db
from actionboard.mail.models import Mail
from tests.accounts.conftest import who
from tests.clients import said
from tests.mailserver import mail_of

STRANGER = "niemand@nergens.example"


def after(**given):
    return time_machine.travel(datetime.now(UTC) + timedelta(**given), tick=True)


def test_token_reuse(window, ask, karin):
    pc, thief = window(), window("203.0.113.9")
    mail = ask(pc, karin)
    pc.send("/sign-in/code", code=mail.code)

    again = [thief.send(mail.path), pc.send("/sign-in/code", code=mail.code)]
    pc.send("/sign-out")
    again.append(thief.send(mail.path))

    assert who(thief) is None
    assert who(pc) is None
    assert [answer.status_code for answer in again] == [410, 303, 410]


def test_forged_host_in_mail(app_with, window, ask, karin):
    app = app_with(base_url="https://bord.voorbeeld.example")
    pc = window(on=app)
    pc.set_cookie("language", "nl")

    forged = pc.post("/sign-in", data={"email": karin.email}, base_url="https://kwaad.example")
    pc.post(
        "/sign-in", data={"email": karin.email}, base_url="https://bord.voorbeeld.example",
        headers={"X-Forwarded-Host": "kwaad.example", "Origin": "https://kwaad.example"},
    )  # fmt: skip

    assert forged.status_code == 400
    mail = db.session.scalars(select(Mail)).one()
    assert "https://bord.voorbeeld.example/sign-in/" in mail.text
    assert "kwaad" not in mail.text + mail.html + mail.message_id + mail.subject


def test_enumeration_by_text(window, karin):
    answers = []
    for address in (karin.email, STRANGER):
        pc = window()
        asked = pc.send("/sign-in", email=address)
        page = pc.get("/sign-in/code")
        wrong = pc.send("/sign-in/code", code="1")
        again = pc.send("/sign-in", email=address)
        answers.append(
            [
                (one.status_code, sorted(one.headers.keys()), said(one).replace(address, "…"))
                for one in (asked, page, wrong, again)
            ]
        )

    assert answers[0] == answers[1]


def test_enumeration_by_running_out_of_mails(window, karin):
    answers = []
    for address in (karin.email, STRANGER):
        texts = [said(window().send("/sign-in", email=address)) for _ in range(5)]
        answers.append([text.replace(address, "…") for text in texts])

    assert answers[0] == answers[1]
    assert "Naar dit adres zijn net al een paar mails gestuurd" in answers[0][-1]


def test_enumeration_by_work(window, karin):
    """As many statements, of the same kinds, reach the database."""
    counted = []
    for address in (karin.email, STRANGER):
        statements = []

        def note(connection, cursor, statement, *rest, into=statements):
            into.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        window().send("/sign-in", email=address)
        event.remove(db.engine, "before_cursor_execute", note)
        counted.append(statements)

    assert counted[0] == counted[1]


def test_enumeration_by_time(window, karin, database):
    """Medians over alternating requests; the bound is loose, for a busy machine."""
    took = {karin.email: [], STRANGER: []}
    for number in range(60):
        for address, times in took.items():
            pc = window(f"198.51.{number}.{len(times) % 250}")
            with time_machine.travel(datetime.now(UTC) + timedelta(hours=number), tick=True):
                began = time.perf_counter()
                pc.send("/sign-in", email=address)
                times.append(time.perf_counter() - began)

    known, unknown = (statistics.median(times) for times in took.values())
    assert abs(known - unknown) < 0.35 * max(known, unknown)


@pytest.mark.parametrize(
    "target",
    [
        "https://kwaad.example/",
        "//kwaad.example/",
        "/\\kwaad.example",
        "\\\\kwaad.example",
        "/\t/kwaad.example",
        "/\n//kwaad.example",
        "javascript:alert(1)",
        "/%0d%0aLocation:x" + "y" * 400,
    ],
)
def test_open_redirect(window, ask, karin, target):
    pc = window()
    mail = ask(pc, karin, next=target)

    answer = pc.send("/sign-in/code", code=mail.code)

    assert answer.headers["Location"] == "/"
    assert pc.get("/sign-in", query_string={"next": target}).headers["Location"] == "/"


def test_lock_out_as_weapon_by_asking(window, ask, postbus, deliver_to, karin):
    """One place can't use up the mails that may go to Karin: hers still comes."""
    answers = [window("203.0.113.9").send("/sign-in", email=karin.email) for _ in range(20)]
    deliver_to(postbus)
    phone = window("192.0.2.44")

    mail = ask(phone, karin)
    phone.send("/sign-in/code", code=mail.code)

    assert [answer.status_code for answer in answers].count(303) == 3
    assert who(phone) == karin.name


def test_lock_out_as_weapon_from_many_places(window, postbus, deliver_to, karin):
    """When others asked for every mail that may go to Karin, one of those lets her in."""
    for number in range(30):
        window(f"203.0.113.{number}").send("/sign-in", email=karin.email)
    deliver_to(postbus)
    phone = window("192.0.2.44")

    with after(minutes=9):
        told = phone.send("/sign-in", email=karin.email)
        phone.send(mail_of(postbus).path)

    assert len(postbus.taken) == 9
    assert "Gebruik de knop in de nieuwste" in said(told)
    assert who(phone) == karin.name


def test_lock_out_as_weapon_by_guessing(window, ask, karin):
    """However often somebody guesses, Karin's own code works; it only gets longer."""
    for number in range(4):
        with after(minutes=11 * number):
            for source in range(3):
                guesser = window(f"203.0.113.{source}")
                guesser.send("/sign-in", email=karin.email)
                for _ in range(5):
                    guesser.send("/sign-in/code", code="x")
    with after(minutes=50):
        pc = window()
        mail = ask(pc, karin)
        pc.send("/sign-in/code", code=mail.code)

        assert len(mail.code.replace(" ", "")) == sign_in_codes.MORE_DIGITS
        assert who(pc) == karin.name


def test_lock_out_as_weapon_does_not_end_what_is_open(window, client_of, karin):
    phone = client_of(karin)

    for number in range(30):
        window(f"203.0.113.{number}").send("/sign-in", email=karin.email)

    assert phone.get("/boards/voorbeeldland").status_code == 200


def test_session_fixation(window, ask, karin):
    """A cookie that somebody planted before is worth nothing once its browser has signed in."""
    attacker, victim = window(), window()
    attacker.send("/sign-in", email=STRANGER)
    planted = attacker.get_cookie("actiebord").value
    victim.set_cookie("actiebord", planted)

    mail = ask(victim, karin)
    victim.send("/sign-in/code", code=mail.code)

    assert who(victim) == karin.name
    assert victim.get_cookie("actiebord").value != planted
    attacker.set_cookie("actiebord", planted)
    assert who(attacker) is None


def test_session_fixation_with_an_id_of_ones_own_making(window, ask, karin):
    victim = window()
    victim.set_cookie("actiebord", "an-id-that-somebody-made-up")

    mail = ask(victim, karin)
    victim.send("/sign-in/code", code=mail.code)

    made_up = hashed("an-id-that-somebody-made-up")
    assert db.session.get(BrowserSession, made_up) is None


def test_saved_cookie_after_sign_out(client_of, window, karin):
    pc, thief = client_of(karin), window()
    saved = pc.get_cookie("actiebord").value
    pc.send("/sign-out")

    thief.set_cookie("actiebord", saved)

    assert who(thief) is None
    assert thief.get("/boards/voorbeeldland").status_code == 302


def test_a_request_under_way_does_not_bring_back_an_ended_session(app, client_of, karin):
    """Noting once an hour that somebody was seen must not undo that they were signed out."""
    pc = client_of(karin)
    under_way = ServerSession(pc.get_cookie("actiebord").value)
    assert under_way["_user_id"]
    pc.send("/sign-out")

    kept = _write(under_way, datetime.now(UTC))

    assert kept is False
    assert db.session.scalar(select(func.count()).select_from(BrowserSession)) == 0


def test_another_site_can_not_sign_you_in_or_out(window, ask, karin):
    pc = window()
    mail = ask(pc, karin)
    theirs = {"Sec-Fetch-Site": "cross-site", "Origin": "https://kwaad.example"}

    for path in (mail.path, "/sign-in", "/sign-in/code", "/sign-out"):
        assert pc.post(path, data={"code": mail.code}, headers=theirs).status_code == 403

    assert who(pc) is None
