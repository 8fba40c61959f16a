"""Signing in by mail: a link, or a code in the browser that asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from actionboard.accounts import sign_in_codes
from actionboard.accounts.models import BrowserSession
from actionboard.accounts.sign_in_codes import SignIn
from actionboard.core.database import db, writing
from tests.accounts.conftest import waiting, who
from tests.clients import said


def after(**time):
    return time_machine.travel(datetime.now(UTC) + timedelta(**time), tick=True)


def test_a_code_signs_in_the_browser_that_asked(window, ask, wim):
    pc = window()
    mail = ask(pc, wim)

    answer = pc.send("/sign-in/code", code=mail.code)

    assert answer.status_code == 303
    assert who(pc) == wim.name


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}\n", "code: {}"])
def test_a_code_may_be_pasted_with_what_stands_around_it(window, ask, wim, typed):
    pc = window()
    mail = ask(pc, wim)

    pc.send("/sign-in/code", code=typed.format(mail.code))

    assert who(pc) == wim.name


def test_a_link_signs_in_the_browser_where_its_button_is_pressed(window, ask, karin):
    van, phone = window(), window("198.51.100.7")
    mail = ask(van, karin)

    phone.send(mail.path)

    assert who(phone) == karin.name
    assert who(van) is None


def test_opening_a_link_changes_nothing_however_often_a_scanner_does(window, ask, karin):
    phone, scanner = window(), window("203.0.113.9")
    mail = ask(phone, karin)

    for _ in range(3):
        assert scanner.get(mail.path).status_code == 200
        assert scanner.head(mail.path).status_code == 200

    assert who(scanner) is None
    phone.send(mail.path)
    assert who(phone) == karin.name


def test_a_link_works_once(window, ask, karin):
    phone, thief = window(), window()
    mail = ask(phone, karin)
    phone.send(mail.path)

    assert thief.send(mail.path).status_code == 410
    assert "werkt niet meer" in said(thief.get(mail.path))
    assert who(thief) is None


def test_the_code_is_used_up_by_the_link_and_the_link_by_the_code(window, ask, karin, henk):
    phone, pc = window(), window()
    mail, other = ask(phone, karin), ask(pc, henk)

    phone.send(mail.path)
    pc.send("/sign-in/code", code=other.code)

    assert phone.send("/sign-in/code", code=mail.code).status_code == 303
    assert window().send(other.path).status_code == 410


def test_a_code_is_worth_nothing_in_another_browser(window, ask, karin):
    pc, thief = window(), window("203.0.113.9")
    mail = ask(pc, karin)
    thief.send("/sign-in", email=karin.email)

    thief.send("/sign-in/code", code=mail.code)

    assert who(thief) is None
    pc.send("/sign-in/code", code=mail.code)
    assert who(pc) == karin.name


def test_after_ten_minutes_neither_works(window, ask, karin):
    pc = window()
    mail = ask(pc, karin)

    with after(minutes=10, seconds=1):
        code = pc.send("/sign-in/code", code=mail.code)
        link = pc.send(mail.path)

    assert (code.status_code, link.status_code) == (410, 410)
    assert who(pc) is None


def test_a_wrong_code_says_what_to_do(window, ask, karin):
    pc = window()
    mail = ask(pc, karin)
    wrong = "000000" if mail.code != "000 000" else "111111"

    answer = pc.send("/sign-in/code", code=wrong)

    assert answer.status_code == 422
    assert "Die code klopt niet" in said(answer)
    pc.send("/sign-in/code", code=mail.code)
    assert who(pc) == karin.name


def test_after_five_wrong_codes_the_right_one_does_not_help(window, ask, karin):
    pc = window()
    mail = ask(pc, karin)
    wrong = [code for code in map(str, range(6)) if code != mail.code][:5]

    answers = [pc.send("/sign-in/code", code=code).status_code for code in wrong]

    assert answers == [422, 422, 422, 422, 410]
    assert pc.send("/sign-in/code", code=mail.code).status_code == 410
    assert who(pc) is None


def test_after_five_wrong_codes_a_new_mail_helps(window, ask, karin):
    pc = window()
    ask(pc, karin)
    for _ in range(6):
        pc.send("/sign-in/code", code="1")

    with after(minutes=1, seconds=1):
        mail = ask(pc, karin)
        pc.send("/sign-in/code", code=mail.code)

        assert who(pc) == karin.name


def test_an_earlier_mail_that_arrives_late_still_works(window, ask, karin):
    pc = window()
    first = ask(pc, karin)

    with after(minutes=1, seconds=1):
        ask(pc, karin)
        pc.send("/sign-in/code", code=first.code)

        assert who(pc) == karin.name


def test_a_new_mail_comes_after_a_minute_and_the_page_says_so(window, ask, karin):
    pc = window()
    ask(pc, karin)

    again = pc.send("/sign-in", email=karin.email)

    assert again.status_code == 429
    assert "Er is net een mail gestuurd" in said(again)
    assert "Vul de code in" in said(again)
    assert waiting() == 0


def test_what_is_no_address_is_said_at_the_field_and_kept(window):
    answer = window().send("/sign-in", email="karin bij buis")

    assert answer.status_code == 422
    assert "Dit is geen mailadres" in said(answer)
    assert 'value="karin bij buis"' in answer.text


def test_signing_in_leads_on_to_where_one_was_going(window, ask, karin, henk):
    pc, phone = window(), window()
    assert "next=/boards/voorbeeldland" in pc.get("/boards/voorbeeldland").headers["Location"]
    typed, pressed = (
        ask(one, person, next="/boards/voorbeeldland")
        for one, person in ((pc, karin), (phone, henk))
    )

    by_code = pc.send("/sign-in/code", code=typed.code)
    by_link = window().send(pressed.path)

    assert by_code.headers["Location"] == "/boards/voorbeeldland"
    assert by_link.headers["Location"] == "/boards/voorbeeldland"


def test_a_shared_computer_is_forgotten_when_the_browser_closes(window, ask, wim):
    pc = window()
    mail = ask(pc, wim)

    answer = pc.send("/sign-in/code", code=mail.code, shared="1")

    cookie = answer.headers["Set-Cookie"]
    assert "Expires" not in cookie
    assert "Max-Age" not in cookie


def test_a_shared_computer_is_forgotten_within_the_day_in_any_case(window, ask, wim):
    pc = window()
    mail = ask(pc, wim)
    pc.send("/sign-in/code", code=mail.code, shared="1")

    with after(hours=5):
        assert who(pc) == wim.name
    with after(hours=7):
        assert who(pc) is None


def test_ones_own_browser_is_remembered_for_as_long_as_it_is_used(window, ask, karin):
    phone = window()
    mail = ask(phone, karin)
    phone.send(mail.path)

    with after(days=29):
        assert who(phone) == karin.name
    with after(days=58):
        assert who(phone) == karin.name
    with after(days=89):
        assert who(phone) is None


def test_the_command_line_signs_in_without_mail(app, window, admin):
    with writing():
        path = sign_in_codes.link_for(admin, datetime.now(UTC))
    pc = window()

    pc.send(path)

    assert who(pc) == admin.name


def test_neither_code_nor_link_can_be_read_from_the_database(window, ask, karin):
    pc = window()
    mail = ask(pc, karin)

    everything = str(
        [
            [getattr(row, column.key) for column in row.__table__.columns]
            for kind in (SignIn, BrowserSession)
            for row in db.session.scalars(select(kind))
        ]
    )

    assert mail.code.replace(" ", "") not in everything
    assert mail.path.rpartition("/")[2] not in everything
    assert pc.get_cookie("actiebord").value not in everything


def test_what_has_ended_is_thrown_away(window, ask, karin, henk):
    ask(window(), karin)

    with after(days=31):
        ask(window(), henk)

    assert db.session.scalar(select(func.count()).select_from(SignIn)) == 1
    assert db.session.scalar(select(func.count()).select_from(BrowserSession)) == 1
