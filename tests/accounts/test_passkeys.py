"""Signing in by fingerprint, face or PIN: a passkey, and everything that must not pass for one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from actionboard.accounts.passkeys import MOST, Passkey
from actionboard.core.database import db
from tests.accounts.conftest import who
from tests.accounts.device import PRESENT, Device
from tests.clients import said

GUESSED = "Z3Vlc3NlZCBieSBzb21lYm9keSB3aG8gd2Fzbid0IGFza2Vk"  # a challenge that nobody gave
NO_ANSWERS = ("", "x", "[]", "{}", "1", '{"response": 1}', "[" * 9_999, "x" * 30_000)


@pytest.fixture
def phone(client_of, karin):
    """A device with a passkey of Karin."""
    device = Device()
    assert add(client_of(karin), device).status_code == 303
    return device


def add(client, device, name="Mijn telefoon", **lie):
    options = client.post("/me/passkeys/challenge").json
    return client.send("/me/passkeys", name=name, credential=device.make(options, **lie))


def use(client, device, **lie):
    options = client.post("/sign-in/passkey/challenge").json
    return client.send("/sign-in/passkey", credential=device.sign(options, **lie))


def kept():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Passkey))


def test_a_passkey_signs_in_and_goes_on_to_where_one_wanted(phone, window, karin):
    pc = window()
    options = pc.post("/sign-in/passkey/challenge").json

    reply = pc.send(
        "/sign-in/passkey", credential=phone.sign(options), next="/boards/voorbeeldland"
    )

    assert reply.headers["Location"] == "/boards/voorbeeldland"
    assert who(pc) == karin.name


def test_what_is_asked_of_a_device(client_of, visitor, karin):
    new = client_of(karin).post("/me/passkeys/challenge").json
    known = visitor.post("/sign-in/passkey/challenge").json

    assert new["rp"] == {"name": "Actiebord BPV", "id": "localhost"}
    assert new["authenticatorSelection"]["residentKey"] == "required"
    assert new["authenticatorSelection"]["userVerification"] == "required"
    assert karin.email not in new["user"]["id"]
    assert known["userVerification"] == "required"
    assert known.get("allowCredentials", []) == []  # it names nobody


def test_passkeys_are_listed_by_name_and_can_be_taken_off(phone, client_of, window, karin, henk):
    mine, theirs = client_of(karin), client_of(henk)
    number = db.session.scalar(select(Passkey.id))

    listed = said(mine.get("/me"))
    not_mine = theirs.post(f"/me/passkeys/{number}?_method=DELETE")
    mine.post(f"/me/passkeys/{number}?_method=DELETE")

    assert "Mijn telefoon" in listed
    assert "Mijn telefoon" not in said(theirs.get("/me"))
    assert not_mine.status_code == 404
    pc = window()
    assert use(pc, phone).status_code == 422
    assert who(pc) is None


def test_a_device_has_a_name(client_of, karin):
    reply = add(client_of(karin), Device(), name=" ")

    assert reply.status_code == 422
    assert "Geef het apparaat een naam" in said(reply)
    assert kept() == 0


def test_the_same_device_is_known_once_and_nobody_has_too_many(client_of, karin):
    pc, device = client_of(karin), Device()
    add(pc, device)

    again = add(pc, device)
    for _more in range(MOST - 1):
        add(pc, Device())

    assert again.status_code == 422
    assert kept() == MOST
    assert pc.post("/me/passkeys/challenge").status_code == 409


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "https://kwaad.example"},
        {"host": "kwaad.example"},
        {"challenge": GUESSED},
        {"type": "webauthn.get"},
        {"flags": PRESENT | 0x40},
    ],
    ids=str,
)
def test_passkey_that_lies_is_not_kept(client_of, karin, lie):
    reply = add(client_of(karin), Device(), **lie)

    assert reply.status_code == 422
    assert "Dat lukte niet" in said(reply)
    assert kept() == 0


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "https://kwaad.example"},
        {"host": "kwaad.example"},
        {"challenge": GUESSED},
        {"type": "webauthn.create"},
        {"flags": PRESENT},  # nobody's finger was looked at
        {"handle": "aGVuaw"},
        {"count": 0},
    ],
    ids=str,
)
def test_passkey_that_lies_signs_nobody_in(phone, window, lie):
    use(window(), phone)
    pc = window()

    reply = use(pc, phone, **lie)

    assert reply.status_code == 422
    assert "Dat lukte niet" in said(reply)
    assert who(pc) is None


def test_passkey_that_was_copied(phone, window, karin):
    """A device that counts gives itself away when an older count comes back."""
    use(window(), phone)
    copied, phone.count = phone.count, 40
    use(window(), phone)

    thief = window("203.0.113.9")
    use(thief, phone, count=copied + 1)

    assert who(thief) is None


def test_passkey_of_another_key(phone, window):
    stranger = Device()
    stranger.id, stranger.handle = phone.id, phone.handle
    pc = window()

    use(pc, stranger, count=9)

    assert who(pc) is None


def test_passkey_answer_used_twice(phone, window):
    pc = window()
    answer = phone.sign(pc.post("/sign-in/passkey/challenge").json)
    pc.send("/sign-in/passkey", credential=answer)
    pc.send("/sign-out")

    again = [pc.send("/sign-in/passkey", credential=answer).status_code,
             window().send("/sign-in/passkey", credential=answer).status_code]  # fmt: skip

    assert again == [422, 422]
    assert who(pc) is None


def test_passkey_answer_to_a_question_of_another_browser(phone, window):
    attacker, victim = window("203.0.113.9"), window()
    answer = phone.sign(attacker.post("/sign-in/passkey/challenge").json)
    victim.post("/sign-in/passkey/challenge")

    victim.send("/sign-in/passkey", credential=answer)

    assert who(victim) is None


def test_passkey_answer_that_comes_too_late(phone, window):
    pc = window()
    answer = phone.sign(pc.post("/sign-in/passkey/challenge").json)

    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=11), tick=True):
        pc.send("/sign-in/passkey", credential=answer)
        assert who(pc) is None


def test_passkey_made_for_somebody_else(client_of, karin, henk):
    """A question that Karin asked is no way to put a key on Henk's page."""
    pc = client_of(karin)
    options = pc.post("/me/passkeys/challenge").json
    pc.send("/sign-out")
    other = client_of(henk)

    other.send("/me/passkeys", name="Telefoon", credential=Device().make(options))

    assert kept() == 0


@pytest.mark.parametrize("answer", NO_ANSWERS, ids=range(len(NO_ANSWERS)))
def test_passkey_answer_that_is_none(window, answer):
    reply = window().send("/sign-in/passkey", credential=answer)

    assert reply.status_code == 422
