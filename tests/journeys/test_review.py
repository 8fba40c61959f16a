"""The monthly review, as a coordinator does it: from opening the page to a frozen one, mailed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from actionboard.boards.levels import Level
from actionboard.cards.models import Card
from actionboard.core.database import db, writing
from actionboard.figures.periods import Month
from actionboard.mail.models import Mail
from actionboard.membership import viewer_links
from actionboard.reviews import corrections
from actionboard.reviews.agenda import Wish
from actionboard.reviews.agenda_items import Outcome
from actionboard.reviews.models import Review
from tests.journeys.test_axe import finds_nothing

BOARD = "/boards/voorbeeldland"
PHONE, NARROW = {"width": 390, "height": 844}, {"width": 320, "height": 700}


@pytest.fixture
def three_stuck(propose, board, karin, henk, marleen, today):
    """One action that asks for help, one that is late, one of both; and one that is done."""
    helped, late, both, done = (
        propose(f"Actie van de flap {n}", level=Level.LOCAL) for n in range(1, 5)
    )
    with board.turn():
        for card in (helped, late, both, done):
            card.claim(karin)
        late.plan(today - timedelta(days=5), by=karin)
        both.plan(today - timedelta(days=3), by=karin)
        helped.ask_help("Wie kent de roostermaker?", by=karin)
        both.ask_help("Het ligt bij ICT.", by=karin)
        done.finish("Twaalf leerlingen kregen een plek.", by=karin)


def test_from_opening_the_page_to_a_review_that_is_frozen_mailed_and_printed(
    three_stuck, screen_of, marleen, zoë, tmp_path
):
    screen = screen_of(marleen)
    page = screen.page

    # From the board to this month's page, which says how things stand.
    screen.link("Maandreview", page.get_by_role("navigation", name="Dit bord")).click()
    page.get_by_role("heading", level=2).get_by_role("link").first.click()
    expect(page.locator("#aloud")).to_contain_text("Van de 4 acties is er 1 klaar")
    expect(page.get_by_text("0 van 3 besproken")).to_be_visible()
    finds_nothing(page, "review")

    # Going through what is stuck, by keys alone.
    screen.link("Doornemen").click()
    expect(page.get_by_role("radio", name="Laten lopen")).to_be_focused()
    finds_nothing(page, "agenda")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("1 van 3 besproken")).to_be_visible()
    page.keyboard.press("2")
    page.get_by_label("Klaar vóór", exact=True).fill("ooit")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[name=due]")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Klaar vóór", exact=True).fill("wk 50")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("2 van 3 besproken")).to_be_visible()
    page.keyboard.press("6")
    page.get_by_label("Reden of opmerking").fill("Dit lost de school zelf op.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Alles is besproken.")).to_be_visible()
    screen.link("Naar de maandreview").click()

    # A decision and a remark; half a remark survives a reload.
    page.get_by_text("Besluit toevoegen", exact=True).first.click()
    page.get_by_label("Wat is er besloten?").fill("De roostermaker schuift aan.")
    screen.button("Besluit toevoegen").click()
    expect(page.locator(".decisions")).to_contain_text("B1")
    page.get_by_label("Wat wil je erbij zeggen?").fill("Een goede ma")
    page.wait_for_timeout(400)  # a draft is kept after a short rest
    page.reload()
    expect(page.get_by_label("Wat wil je erbij zeggen?")).to_have_value("Een goede ma")
    page.get_by_label("Wat wil je erbij zeggen?").fill("Een goede maand.")
    screen.button("Bewaren").click()
    expect(page.locator(".remarks")).to_contain_text("Een goede maand.")

    # Frozen for good, then mailed and printed.
    screen.link("Vaststellen").first.click()
    finds_nothing(page, "freeze")
    screen.button("Vaststellen").click()
    expect(page.get_by_text("Vastgesteld", exact=True)).to_be_visible()
    finds_nothing(page, "frozen")
    printed = tmp_path / "review.pdf"
    page.pdf(path=printed, prefer_css_page_size=True)
    assert printed.read_bytes().startswith(b"%PDF")
    screen.link("Mailen").click()
    expect(page.get_by_label(zoë.name)).to_be_checked()
    screen.button("Versturen").click()
    screen.says("onderweg naar 1 persoon")
    db.session.rollback()
    mail = db.session.scalars(db.select(Mail).where(Mail.kind == "review")).one()
    assert mail.to == zoë.email


def test_the_steering_group_reads_it_on_a_phone_in_the_dark(
    three_stuck, board, screen_of, marleen, zoë
):
    month = Month.of(board.today)
    with board.turn():
        Review.concept(board, month, by=marleen).freeze(by=marleen)
    page = screen_of(zoë, f"{BOARD}/reviews/{month}", viewport=PHONE, color_scheme="dark").page

    expect(page.get_by_text("Vastgesteld", exact=True)).to_be_visible()
    finds_nothing(page, "a frozen review on a phone")
    page.get_by_role("heading", name="Meer cijfers").click()
    page.get_by_text("Als tabel tonen").last.click()
    finds_nothing(page, "a drawing as a table")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture
def corrected(three_stuck, board, propose, marleen, karin, zoë):
    """A frozen review with a question for the national level, and a correction of it begun."""
    month = Month.of(board.today)
    asked = propose("Digitaal tekenen", level=Level.NATIONAL)
    with board.turn():
        asked.claim(karin)
        review = Review.concept(board, month, by=marleen)
        Wish(Outcome.RAISE, question="Mag dit?", to="SBB").carry_out(review, asked, marleen)
        review.decide("Van Pijp wordt gevraagd.", by=marleen)
        review.freeze(by=marleen)
    with board.turn():
        asked.finish("Ja, vanaf februari.", by=karin)
        corrections.begin(review, "Het antwoord ontbrak.", by=marleen)
    return month


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_a_review_can_be_read_by_everybody(
    corrected, screen_of, marleen, board, scheme
):
    url = f"{BOARD}/reviews/{corrected}"
    page = screen_of(marleen, url, viewport=NARROW, color_scheme=scheme).page
    paths = [url, f"{url}?version=1", f"{url}/figures/open", f"{url}/mail?version=1"]
    paths += [f"{BOARD}/reviews", f"{BOARD}/reviews/period?since=school-year", f"{url}/agenda"]
    paths += ["/overview"]
    if scheme == "dark":
        paths = [url, f"{BOARD}/reviews/period?since=school-year", f"{url}/agenda"]

    for path in paths:
        page.goto(path)
        page.evaluate(
            "document.querySelectorAll('main details').forEach((one) => (one.open = true))"
        )
        finds_nothing(page, path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_who_looks_by_a_link_reads_what_was_frozen(corrected, new_context, server, board, marleen):
    with writing():
        secret = viewer_links.make(board, {"label": "Stuurgroep"}, marleen, datetime.now(UTC))
    page = new_context(base_url=server.address, viewport=NARROW).new_page()
    page.goto(f"/view/{secret}/reviews")

    expect(page.get_by_text("Vastgesteld", exact=True)).to_be_visible()
    expect(page.get_by_text("Mag dit?")).to_be_visible()
    expect(page.get_by_text("Karin")).to_have_count(0)
    finds_nothing(page, "a review by a link")


def test_two_who_go_through_it_see_what_the_other_settles_while_they_type(
    three_stuck, board, screen_of, marleen, wim
):
    url = f"{BOARD}/reviews/{Month.of(board.today)}/agenda"
    hers, his = screen_of(marleen, url).page, screen_of(wim, f"{url}/2").page
    hers.get_by_label("Reden of opmerking").fill("Dit ben ik nog aan het")
    expect(his.get_by_text("0 van 3 besproken")).to_be_visible()

    other = screen_of(marleen, f"{url}/2").page
    other.get_by_role("button", name="Besproken, volgende").click()

    expect(hers.get_by_text("1 van 3 besproken")).to_be_visible()
    expect(hers.get_by_label("Reden of opmerking")).to_have_value("Dit ben ik nog aan het")
    expect(his.locator("#agenda-state").get_by_text("Loopt door")).to_be_visible()

    with board.turn():
        three = Card.find(board, 3)
        three.carry_on(three.lead)
    expect(his.locator("#agenda-list")).not_to_contain_text("Vraagt om hulp, 3 dagen te laat")


def test_a_correction_is_made_without_a_script(corrected, screen_of, marleen):
    url = f"{BOARD}/reviews/{corrected}"
    page = screen_of(marleen, url, java_script_enabled=False).page

    page.get_by_text("Wat zou er nu staan?").click()
    page.get_by_role("button", name="Opnieuw tellen").click()
    expect(page.get_by_text("De cijfers tellen mee met het bord")).to_be_visible()
    page.get_by_role("link", name="Vaststellen").first.click()
    page.get_by_role("button", name="Vaststellen").click()

    expect(page.get_by_role("heading", name="Anders dan versie 1")).to_be_visible()
    expect(page.get_by_text("Ja, vanaf februari.").first).to_be_visible()
