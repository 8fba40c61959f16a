"""Rolling windows: what was spent is free again when it is long enough ago."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from actionboard.accounts import rate_limits, sign_in_codes
from actionboard.accounts.errors import AskedTooOften, SourceTooBusy
from actionboard.accounts.rate_limits import Purse, Spending, source_of
from actionboard.core.database import db, writing

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def purse(app):
    return Purse("test", 3, timedelta(minutes=10))


def spend(purse, *minutes):
    with writing():
        for minute in minutes:
            purse.spend(NOON + minute * MINUTE)


def test_a_purse_is_empty_after_its_last_coin(purse):
    spend(purse, 0, 1)
    assert not purse.is_empty(NOON + 2 * MINUTE)

    spend(purse, 2)

    assert purse.is_empty(NOON + 3 * MINUTE)


def test_the_window_rolls_on(purse):
    spend(purse, 0, 1, 2)

    assert purse.opens_at(NOON + 3 * MINUTE) == NOON + 10 * MINUTE
    assert purse.is_empty(NOON + 9 * MINUTE)
    assert not purse.is_empty(NOON + 10 * MINUTE)
    assert purse.spent(NOON + 11 * MINUTE) == 1


def test_one_purse_knows_nothing_of_another(purse):
    spend(purse, 0, 1, 2)

    assert not Purse("other", 3, timedelta(minutes=10)).is_empty(NOON)


def test_nobodys_address_can_be_read_from_a_purse(app):
    spend(Purse("address:karin@voorbeeld.example", 3, MINUTE), 0)

    [stored] = db.session.scalars(select(Spending.purse))

    assert "karin" not in stored
    assert stored != rate_limits.hashlib.sha256(b"address:karin@voorbeeld.example").hexdigest()


def test_what_no_window_sees_is_thrown_away(purse):
    spend(purse, 0)

    with writing():
        rate_limits.forget(NOON + timedelta(days=2))

    assert db.session.scalars(select(Spending)).all() == []


@pytest.mark.parametrize(
    ("address", "source"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_one_customer_is_one_source(address, source):
    assert source_of(address) == source


def ask(address, source, at=NOON):
    with writing():
        return sign_in_codes.ask(address, browser=f"{address} {source} {at}", source=source, now=at)


def test_a_room_full_of_people_behind_one_address_all_get_a_mail(app):
    for number in range(100):
        assert ask(f"deelnemer{number}@voorbeeld.example", "the guest wifi").code


def test_one_place_can_not_ask_without_end(app):
    for number in range(150):
        ask(f"adres{number}@voorbeeld.example", "one place")

    with pytest.raises(SourceTooBusy):
        ask("nog-een@voorbeeld.example", "one place")
    assert ask("nog-een@voorbeeld.example", "another place").code


def test_when_everyone_is_busy_who_asks_little_still_gets_a_mail(app, karin, henk, monkeypatch):
    monkeypatch.setattr(sign_in_codes, "EVERYONE", Purse("everyone", 3, timedelta(minutes=10)))
    for minute in range(3):
        ask(karin.email, "a busy place", NOON + minute * MINUTE)

    with pytest.raises(SourceTooBusy):
        ask(henk.email, "a busy place", NOON + 3 * MINUTE)
    assert ask(henk.email, "a quiet place", NOON + 3 * MINUTE).code


def test_addresses_that_nobody_has_use_up_nothing_of_everyones(app, monkeypatch):
    monkeypatch.setattr(sign_in_codes, "EVERYONE", Purse("everyone", 3, timedelta(minutes=10)))

    for number in range(20):
        ask(f"niemand{number}@voorbeeld.example", "one place")


def test_who_asked_too_often_is_told_until_when(app):
    for minute in range(3):
        ask("karin@voorbeeld.example", "x", NOON + minute * MINUTE)

    with pytest.raises(AskedTooOften) as refused:
        ask("karin@voorbeeld.example", "x", NOON + 4 * MINUTE)

    assert "13:10" in refused.value.sentence  # in the Netherlands
