"""Signing in by mail, as a facilitator and as a practice trainer do it."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.mailserver import mail_of
from tests.servers import Server

AXE = (Path(__file__).parent.parent / "vendor" / "axe.min.js").read_text()
BOARD = re.compile(r"^[^?]+/boards/voorbeeldland$")


@pytest.fixture
def server(nursery, app, postbus):
    """A running server that mails to our mail server."""
    server = Server(app, nursery, ACTIONBOARD_MAIL_URL=postbus.url)
    yield server
    server.end()


@pytest.fixture
def visit(server, new_context):
    """Opens a window in which nobody has signed in: `visit(viewport=…)`."""

    def visit(path="/boards/voorbeeldland", **options):
        page = new_context(base_url=server.address, **options).new_page()
        page.goto(path)
        return page

    return visit


@pytest.fixture
def read_mail(postbus):
    """Waits for the next mail, which must come soon, and reads it."""

    def read():
        before, began = len(postbus.taken), time.monotonic()
        while len(postbus.taken) == before and time.monotonic() - began < 10:
            time.sleep(0.02)
        return mail_of(postbus)

    return read


def ask(page, person):
    page.get_by_label("E-mailadres").fill(person.email)
    page.get_by_role("button", name="Code versturen").click()


def read_after(deed, read_mail, postbus):
    postbus.taken.clear()
    deed()
    if postbus.taken:
        return mail_of(postbus)
    return read_mail()


def test_a_facilitator_opens_the_board_on_a_borrowed_pc_by_six_digits_from_a_phone(
    visit, postbus, read_mail, wim
):
    pc = visit(viewport={"width": 1024, "height": 768})
    pc.keyboard.type(wim.email)  # the field has the focus
    mail = read_after(lambda: pc.keyboard.press("Enter"), read_mail, postbus)

    expect(pc.get_by_label("Code uit je mail")).to_be_focused()
    pc.keyboard.type(mail.code)
    pc.get_by_label("Dit is een gedeelde computer").check()
    pc.keyboard.press("Enter")

    expect(pc).to_have_url(BOARD)
    assert [one["expires"] for one in pc.context.cookies()] == [-1]


def test_karin_signs_in_from_the_mail_on_her_phone_with_one_thumb(visit, postbus, read_mail, karin):
    phone = visit(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    mail = read_after(lambda: ask(phone, karin), read_mail, postbus)

    phone.goto(mail.link)
    button = phone.get_by_role("button", name="Inloggen op dit apparaat")
    box = button.bounding_box()
    button.tap()

    expect(phone).to_have_url(BOARD)
    assert box["height"] >= 44
    assert box["width"] > 250


def test_signing_in_needs_no_javascript_and_fits_320_pixels(visit, postbus, read_mail, karin):
    small = {"viewport": {"width": 320, "height": 640}, "java_script_enabled": False}
    page, link = visit(**small), visit(**small)
    mail = read_after(lambda: ask(page, karin), read_mail, postbus)

    page.get_by_label("Code uit je mail").fill(mail.code)
    page.get_by_role("button", name="Inloggen", exact=True).click()

    expect(page).to_have_url(BOARD)
    link.goto(mail.link)
    expect(link.get_by_role("heading", name="Deze link werkt niet meer")).to_be_visible()


def test_a_pasted_code_loses_its_spaces_and_fills_the_boxes(visit, read_mail, postbus, wim):
    pc = visit()
    mail = read_after(lambda: ask(pc, wim), read_mail, postbus)
    field = pc.get_by_label("Code uit je mail")

    field.fill(mail.code)

    expect(field).to_have_value(mail.code.replace(" ", ""))


def test_a_wrong_code_is_told_at_the_field(visit, wim):
    pc = visit()
    ask(pc, wim)
    pc.get_by_label("Code uit je mail").fill("12")
    pc.get_by_role("button", name="Inloggen", exact=True).click()

    field = pc.get_by_label("Code uit je mail")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("Die code klopt niet"))
    expect(pc.get_by_role("button", name=re.compile("Nieuwe mail over"))).to_be_disabled()


def test_a_scanner_that_runs_scripts_signs_nobody_in(visit, postbus, read_mail, karin):
    phone, scanner = visit(), visit()
    mail = read_after(lambda: ask(phone, karin), read_mail, postbus)

    scanner.goto(mail.link)
    scanner.wait_for_load_state("networkidle")
    scanner.reload()
    phone.goto(mail.link)
    phone.get_by_role("button", name="Inloggen op dit apparaat").click()

    expect(phone).to_have_url(BOARD)


def test_a_browser_that_is_ended_elsewhere_leaves_the_board_within_a_second(page_of, karin):
    lost, here = page_of(karin), page_of(karin, "/me")
    expect(lost.locator("#live")).to_have_attribute("data-state", "live")
    lost.wait_for_function("() => performance.now() > 5500")  # a page never reloads sooner

    here.get_by_role("button", name="Overal anders uitloggen").click()
    expect(here.get_by_text("Alle andere browsers zijn uitgelogd.")).to_be_visible()
    ended = time.monotonic()
    lost.wait_for_url(re.compile("/sign-in"))

    assert time.monotonic() - ended < 2  # one second, and one for a busy machine


def test_signing_in_and_ones_own_page_leave_nothing_for_axe(
    visit, page_of, postbus, read_mail, wim
):
    pages = [visit("/sign-in"), visit("/sign-in"), visit("/sign-in/nothing"), page_of(wim, "/me")]
    mail = read_after(lambda: ask(pages[1], wim), read_mail, postbus)
    pages.append(visit(mail.path))

    found = {page.url: page.evaluate(f"{AXE}; axe.run()")["violations"] for page in pages}

    assert {url: [one["id"] for one in them] for url, them in found.items() if them} == {}
