"""Karin's first minute: a mail on her phone, one tap, a week, and the board knows; no password."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from actionboard.cards.models import Card
from actionboard.core import date_parser, date_words
from actionboard.core.database import db, writing
from actionboard.mail.models import Mail
from actionboard.notifications import digest_mail
from tests.journeys.test_axe import finds_nothing
from tests.moment import moment_ago

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def mailed(board, karin, henk):
    """The path of Karin's mail: an action that she leads, and one that Henk asks her to take."""
    now = datetime.now(UTC)
    with board.turn(at=moment_ago(days=60)):
        Card.propose(board, "Gastlessen plannen", by=karin, level="local").claim(by=karin)
        Card.propose(board, "Open dag", by=henk, level="local").nominate(karin, by=henk)
    with writing():
        first = digest_mail.send(karin, now).questions[0].id
        mail = db.session.scalar(select(Mail))
        root = mail.unsubscribe.removesuffix("/mail")
        db.session.delete(mail)  # she has it
    return root, first


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_from_the_mail_to_the_board(mailed, server, new_context, screen_of, henk, today, scheme):
    root, first = mailed
    board = screen_of(henk)
    phone = new_context(
        base_url=server.address, viewport=PHONE, color_scheme=scheme, has_touch=True,
        java_script_enabled=scheme == "light",
    ).new_page()  # fmt: skip
    week = date_parser.parse_day("wk 50", today=today).on

    def look(what):
        if scheme == "light":
            finds_nothing(phone, what)

    phone.goto(f"{root}/{first}?answer=going")
    look("a question")
    phone.get_by_label("Wil je er iets bij zeggen?").fill("Wacht op het rooster")
    phone.get_by_label("Wordt het een andere dag? (mag leeg)", exact=True).fill("wk 50")
    phone.get_by_role("button", name="Loopt nog").click()
    expect(phone.get_by_text("Vastgelegd: Loopt nog")).to_be_visible()
    look("what was recorded")
    expect(board.card(1)).to_contain_text(date_words.in_words(week))

    phone.get_by_role("link", name="Volgende actie (nog 1)").click()
    phone.get_by_role("link", name="Ik pak dit op").click()
    phone.get_by_label("Klaar vóór (mag leeg)", exact=True).fill("wk 50")
    phone.get_by_role("button", name="Ik pak dit op").click()
    expect(phone.get_by_text("Dat was alles. Dank je wel!")).to_be_visible()
    board.shows(2, "local", "planned")

    phone.get_by_role("button", name="Ongedaan maken").click()
    expect(phone.get_by_role("link", name="Niet voor mij")).to_be_visible()
    board.shows(2, "local", "proposed")
    for path in (root, f"{root}/mail", "/check-in/weg"):
        phone.goto(path)
        look(path)


def test_the_coordinator_looks_before_asking(mailed, screen_of, marleen, karin):
    screen = screen_of(marleen, "/boards/voorbeeldland/check-ins")

    finds_nothing(screen.page, "asking")

    expect(screen.page.get_by_text("1 mens gevraagd over 2 acties")).to_be_visible()
