"""Managing a board, one's own page and the doors: by ear, by keys, on a small phone, unscripted."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from actionboard.accounts.models import LinkedAccount, Role
from actionboard.accounts.passkeys import Passkey
from actionboard.accounts.sign_in_codes import link_for
from actionboard.boards import holidays
from actionboard.core.database import db, writing
from actionboard.membership import invitations, join_links, viewer_links
from actionboard.membership.guest_list import Guest
from tests.clients import sign_in
from tests.journeys.test_axe import finds_nothing

BOARD = "/boards/voorbeeldland"
SMALL = {"width": 320, "height": 640}


@pytest.fixture
def a_managed_board(app, board, card, marleen, karin, henk):
    """Something of everything that managing shows; the addresses of the doors that stand open."""
    now = datetime.now(UTC)
    with board.turn():
        card.claim(by=karin)
    with board.turn():
        holidays.add(
            board,
            {"name": "Kerstvakantie", "begins_on": "19-12-2026", "ends_on": "3-1-2027"},
            marleen,
        )
    with writing():
        _made, secret = invitations.prepare(
            board, Guest("nel@nieuw.example", "Nel Nieuw"), Role.MEMBER, marleen, now
        )
        door = join_links.open_door(board, "day", marleen, now)
        viewer_links.make(board, {"label": "Stuurgroep", "names": "1"}, marleen, now)
        link = link_for(henk, now)
        db.session.add_all(
            [
                Passkey(user_id=marleen.id, handle="h", credential="c", public_key=b"", count=0,
                        name="Telefoon", made_at=now, used_at=now),
                LinkedAccount(user_id=marleen.id, issuer="https://login.roc.example", subject="m",
                              linked_at=now, used_at=now),
            ]
        )  # fmt: skip
    sign_in(marleen)
    return [f"/invitations/{secret}", f"/join/{door.code}", link]


def test_managing_and_ones_own_page(a_managed_board, page_of, marleen, karin):
    paths = [
        f"{BOARD}/members", f"{BOARD}/members/{karin.id}/remove", f"{BOARD}/join-link",
        f"{BOARD}/settings", f"{BOARD}/audit", "/", "/me", "/me/erase", "/privacy",
        "/organisations", f"/organisations/{karin.organisation_id}",
        f"/organisations/{karin.organisation_id}/edit", f"/people/{karin.id}",
    ]  # fmt: skip
    wide = page_of(marleen, color_scheme="light")
    small = page_of(marleen, color_scheme="dark", viewport=SMALL)

    for path in paths:
        wide.goto(path)
        finds_nothing(wide, path)
        keys_reach_everything(wide, path)
        small.goto(path)
        fits(small, path)
        if path in ("/me", f"{BOARD}/members", f"{BOARD}/settings"):
            finds_nothing(small, f"{path}, small and dark")


def test_the_doors(a_managed_board, server, new_context):
    paths = ["/sign-in", "/sign-in/code", *a_managed_board, "/invitations/oud", "/join/OUD",
             "/sign-in/oud", "/privacy"]  # fmt: skip
    wide = new_context(base_url=server.address).new_page()
    small = new_context(base_url=server.address, viewport=SMALL, color_scheme="dark").new_page()
    for page in (wide, small):
        page.goto("/sign-in")
        page.get_by_label("E-mailadres").fill("niemand@nergens.example")
        page.get_by_role("button", name="Code versturen").click()
        expect(page.get_by_label("Code uit je mail")).to_be_visible()

    for path in paths:
        wide.goto(path)
        finds_nothing(wide, path)
        keys_reach_everything(wide, path)
        small.goto(path)
        fits(small, path)


def test_managing_without_javascript_on_a_small_phone(a_managed_board, page_of, marleen, karin):
    page = page_of(marleen, f"{BOARD}/members", java_script_enabled=False, viewport=SMALL)
    said = page.locator("#toasts")

    page.get_by_label("Mailadressen").fill("een@nieuw.example; twee@nieuw.example")
    page.get_by_role("button", name="Uitnodigen", exact=True).click()
    expect(said).to_contain_text("2 uitnodigingen verstuurd.")
    page.get_by_role("button", name="Uitnodiging aan een@nieuw.example intrekken").click()
    expect(said).to_contain_text("De uitnodiging is weg.")

    page.get_by_label("Rol van Henk Flens", exact=True).select_option("facilitator")
    page.get_by_role("button", name="Rol van Henk Flens opslaan").click()
    expect(said).to_contain_text("De rol van Henk Flens is gewijzigd.")

    page.get_by_role("link", name="Karin Buis van het bord halen").click()
    expect(page.get_by_text("Karin Buis trekt 1 actie.")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Van het bord")).click()
    expect(said).to_contain_text("Karin Buis doet niet meer mee.")

    page.get_by_label(re.compile("Voor wie")).fill("Bestuur")
    page.mouse.wheel(0, 99_999)  # what was said last covers nothing at the end of the page
    page.get_by_role("button", name="Link maken").click()
    expect(page.get_by_label(re.compile("Kopieer deze link"))).to_have_value(re.compile("/view/"))

    page.goto(f"/organisations/{marleen.organisation_id}/edit")
    page.get_by_label("Naam", exact=True).fill("Regio & Co")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", name="Regio & Co")).to_be_visible()

    page.goto(f"{BOARD}/settings")
    page.get_by_label("Hoe vaak komen jullie bij elkaar?").select_option("quarter")
    page.get_by_role("button", name="Opslaan").first.click()
    expect(said).to_contain_text("Opgeslagen.")
    page.get_by_text("Vakantie toevoegen").click()
    page.locator("#holiday-0-name").fill("Zomer")
    page.locator("#holiday-0-begins_on").fill("11-7-2027")
    page.locator("#holiday-0-ends_on").fill("wk 33")
    page.locator("form[action$=holidays]").get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_text("Zomer")).to_be_visible()


def keys_reach_everything(page, where):
    """Pressing Tab comes by every link, button and field that shows, and shows where it is."""
    wanted, met, unseen = set(page.evaluate(WANTED)), set(), []
    for _press in range(len(wanted) + 6):
        page.keyboard.press("Tab")
        here, is_seen = page.evaluate(FOCUSED)
        if here and not is_seen:
            unseen.append(here)
        met.add(here)

    assert sorted(wanted - met) == [], where
    assert unseen == [], where


# What Tab should come by; of radio buttons of one form and name, one.
WANTED = """() => {
  const groups = new Set();
  const isFirst = ({ name, form }) => {
    const group = `${name} ${form?.action}`;
    return !groups.has(group) && groups.add(group);
  };
  document.activeElement.blur();
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter((one) => one.checkVisibility() && !one.disabled)
    .filter((one) => one.type !== "radio" || isFirst(one))
    .map((one, at) => one.dataset.wanted = `${at}: ${one.outerHTML.slice(0, 90)}`);
}"""
FOCUSED = """() => {
  const here = document.activeElement;
  const group = `input[name="${here.name}"][data-wanted]`;
  const one = here.type === "radio" ? here.form.querySelector(group) : here;
  const around = [here, here.closest("label"), here.closest(".code-field")].filter(Boolean);
  const outlined = around.some((each) => getComputedStyle(each).outlineStyle !== "none");
  return [one?.dataset.wanted ?? null, outlined || here.type === "date"];  // inside it, its icon is
}"""


def fits(page, where):
    """Nothing stands wider than the screen."""
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"], where
