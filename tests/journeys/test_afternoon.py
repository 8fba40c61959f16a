"""A whole afternoon: from the empty wall to mailed minutes; the next meeting opens on it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from actionboard.boards import replay
from actionboard.core.database import db
from actionboard.mail.models import Mail
from tests.clients import sign_in

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
WROTE = (  # flap, words: one for each phone
    ("1A", "als het kwartje valt"),
    ("1A", "leerlingen die terugkomen als collega"),
    ("1B", "korte lijnen met de docent"),
    ("2A", "drie keer bellen voor je de goede hebt"),
    ("2A", "jaarplanning komt te laat"),
    ("2B", "vaste contactpersoon per bedrijf"),
    ("2B", "open dag samen organiseren"),
    ("2B", "gastlessen door monteurs"),
)


@pytest.fixture
def phone(server, new_context):
    """Opens a phone on an address; `person` is signed in on it, if anybody."""

    def phone(path, person=None):
        context = new_context(base_url=server.address, **PHONE)
        if person is not None:
            cookie = {"name": "actiebord", "value": sign_in(person), "url": server.address}
            context.add_cookies([cookie])
        page = context.new_page()
        page.goto(path)
        return page

    return phone


def stick(page, flap, words, side):
    """Write a note on a flap and stick it."""
    page.locator(".flap-choice label", has_text=flap).click()
    page.locator("#words").fill(words)
    page.locator(".sides label", has_text=side).first.click()
    page.locator("#write .send button").click()
    expect(page.locator("#mine")).to_contain_text(words)


def test_from_the_empty_wall_to_mailed_minutes_and_back(
    screen_of, phone, wim, karin, board, today, server
):
    # The facilitator plans it and puts the wall on the beamer.
    wims = screen_of(wim, f"{board.url}/meetings")
    wims.page.get_by_label("Welke dag?", exact=True).fill(f"{today:%d-%m-%Y}")
    wims.page.get_by_label("Waar?").fill("kantine ROC")
    wims.button("Bijeenkomst maken").click()
    expect(wims.page.get_by_role("heading", name="De kracht van de BPV")).to_be_visible()
    url = wims.page.url.removeprefix(server.address)
    wall = screen_of(wim, f"{url}/wall", viewport={"width": 1920, "height": 1080})
    code = wall.page.locator(".join-code").inner_text().replace(" ", "")

    # Eight phones join by its code and stick; each note is on the wall.
    phones = [phone(f"/m/{code}", karin if at == 0 else None) for at in range(8)]
    for at, (page, (flap, words)) in enumerate(zip(phones, WROTE, strict=True)):
        stick(page, flap, words, "bedrijf" if at % 2 else "school")
    for flap, words in WROTE:
        expect(wall.page.locator(f"#notes-{flap}")).to_contain_text(words)

    # They vote; the count is the room's.
    wall.button("Verder: Bundelen").click()
    wall.button("Verder: Stemmen").click()
    for page in phones[:4]:
        page.locator(".vote-list .add", has_text="vaste contactpersoon").click()
    phones[4].locator(".vote-list .add", has_text="open dag").click()
    wall.page.wait_for_timeout(500)  # a sticker is sent when the finger rests
    wall.button("Stemming sluiten").click()
    expect(wall.page.locator("#wall-screen")).to_contain_text("vaste contactpersoon")

    # What hangs on 2B becomes actions, and Karin takes the first one up on her own phone.
    wall.button("Verder: Naar het bord").click()
    wall.button("Op het bord zetten").click()
    wall.button("Wie pakt wat op?").click()
    phones[0].get_by_role("button", name="Ik pak dit op").click()
    expect(wall.page.locator(".promise")).to_contain_text(karin.name)
    expect(wall.page.locator(".promise h1")).to_contain_text("ontactpersoon")
    wall.page.get_by_role("button", name="Over 2 weken").click()
    expect(phones[0].locator("#claim")).to_contain_text("Klaar vóór")

    # What is agreed is typed, and everybody reads it.
    wall.page.goto(f"{url}/agreed")
    typed = wall.page.get_by_label("Typ een afspraak: wie, wat, wanneer")
    typed.fill("Karin belt alle bedrijven, 12-02-2027")
    typed.press("Enter")
    for page in phones[:3]:
        expect(page.locator("#screen")).to_contain_text("Karin belt alle bedrijven")
    conclusion = wall.page.get_by_label("Typ een conclusie")
    conclusion.fill("Bellen helpt meer dan mailen")
    conclusion.press("Enter")
    expect(phones[7].locator("#screen")).to_contain_text("Bellen helpt meer dan mailen")

    # Minutes: read over, fixed, mailed, each with their own promises.
    wall.link("Verslag").click()
    next_on = today + timedelta(weeks=12)
    wall.page.get_by_label("Wanneer zien we elkaar weer?", exact=True).fill(f"{next_on:%d-%m-%Y}")
    wall.button("Afsluiten en verslag nalezen").click()
    energy = wall.page.get_by_label("Wat ons energie geeft")
    expect(energy).to_have_value("als het kwartje valt\nleerlingen die terugkomen als collega")
    wall.button("Verder naar versturen").click()
    wall.button("Vaststellen en versturen").click()
    expect(wall.page.locator("#minutes")).to_contain_text("Vastgesteld op")
    expect(phones[3].locator("#screen")).to_contain_text("afgesloten")
    db.session.rollback()
    karins = db.session.scalar(select(Mail).where(Mail.to == karin.email, Mail.kind == "minutes"))
    assert karins is not None

    # Something came of it; the next meeting opens on that.
    karins_board = screen_of(karin, f"{board.url}/cards/1/result")
    karins_board.page.get_by_label("Opbrengst van actie 1").fill("Ieder bedrijf weet wie het belt")
    karins_board.button("Op Klaar zetten").click()
    wall.page.goto(f"{board.url}/meetings")
    wall.page.locator(".board-list a.box").first.click()
    wall.page.get_by_role("link", name="Sinds vorige keer").click()
    done = wall.page.locator(".since-list").nth(2)
    expect(done).to_contain_text("Ieder bedrijf weet wie het belt")
    expect(wall.page.get_by_role("link", name="1 actie bespreken")).to_be_visible()
    db.session.rollback()
    assert replay.differences(board) == []
