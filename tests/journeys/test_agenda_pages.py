"""Every page and state around a meeting's table: for who reads by ear, on a phone, on paper."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from actionboard.agenda import meeting_closure
from actionboard.agenda.agenda import Walk
from actionboard.agenda.conclusions import Conclusion
from actionboard.agenda.decisions import Decision
from actionboard.boards.levels import Level
from actionboard.cards.comments import Comment
from actionboard.cards.models import Card
from actionboard.cards.steps import Step
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from tests.journeys.test_axe import finds_nothing
from tests.moment import moment_ago

WIDE, NARROW = {"width": 1024, "height": 768}, {"width": 320, "height": 640}
BOARD = "/boards/voorbeeldland"
FITS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def afternoons(board, propose, planned, marleen, karin, henk, wim, today):
    """Two that are over, the first one with fixed minutes; and today's, along its cards."""
    held = []
    for weeks in (20, 10):
        with board.turn(moment_ago(weeks=weeks)):
            past = Meeting.plan(board, today - timedelta(weeks=weeks), by=wim, place="kantine")
            Note.stick(past, "2A", "BPV-docent slecht bereikbaar", by=wim)
            Note.stick(past, "1A", "als het kwartje valt", by=wim)
        held.append(past)
    with board.turn(moment_ago(weeks=9)):
        late = Card.propose(board, "Toegang tot Trajectplanner", by=marleen, level=Level.REGIONAL)
        Step.add(late, "Nagaan wat de licentie kost", karin)
    with board.turn(moment_ago(weeks=4)):
        late.plan(today - timedelta(days=9), by=henk, lead=henk)
        late.join(karin)
        Comment.make(late, "ICT vraagt twee weken extra", henk)
    done, stuck = planned("Open dag"), planned("Docentstage")
    with board.turn():
        done.finish("212 bezoekers", karin)
        stuck.ask_help("Wie kent iemand?", karin)
    with board.turn():
        fixed = meeting_closure.close(held[0], wim)
    with board.turn():
        fixed.fix(wim)
    with board.turn():
        this = Meeting.plan(board, today, by=wim, place="OBM Voorbeeldland")
        Note.stick(this, "2A", "BPV-docent nog steeds slecht bereikbaar", by=wim)
        Walk.begin(this, [late, stuck, done], wim)
        Decision.make(this, "Henk regelt de inlogs, 12-02-2027", wim, card=late)
        Conclusion.draw(this, "Samen komen we verder", wim)
    return held[0], held[1], this


@pytest.mark.parametrize(
    ("size", "scheme"), [(WIDE, "light"), (NARROW, "dark")], ids=["beamer", "narrow and dark"]
)
def test_every_page(afternoons, screen_of, wim, board, size, scheme):
    fixed, _over, this = afternoons
    screen = screen_of(wim, viewport=size, color_scheme=scheme)
    paths = [
        this.url, f"{this.url}/since", f"{this.url}/walk", f"{this.url}/walk/presenter",
        f"{this.url}/agreed", f"{this.url}/cards/1/going", f"{this.url}/minutes",
        f"{fixed.url}/walk", f"{fixed.url}/minutes", f"{BOARD}/past", f"{BOARD}/past?stop=0",
    ]  # fmt: skip

    for path in paths:
        screen.page.goto(path)
        finds_nothing(screen.page, path)
        assert screen.page.evaluate(FITS) <= 0, path
        assert "@" not in screen.page.locator("main").inner_text(), path


def test_from_closing_to_sent(afternoons, screen_of, wim):
    _fixed, _over, this = afternoons
    screen = screen_of(wim, viewport=NARROW)

    screen.page.goto(f"{this.url}/minutes")
    screen.button("Afsluiten en verslag nalezen").click()
    finds_nothing(screen.page, "minutes, read over")
    screen.button("Verder naar versturen").click()
    finds_nothing(screen.page, "minutes, before they go")
    assert screen.page.evaluate(FITS) <= 0
    screen.button("Vaststellen en versturen").click()
    screen.says("Vastgesteld, en onderweg")
    finds_nothing(screen.page, "minutes, fixed")
    screen.page.emulate_media(media="print")
    expect(screen.link("Als pdf")).to_be_hidden()


def test_who_does_not_lead_sees_it_all_and_is_offered_nothing(afternoons, screen_of, karin):
    _fixed, _over, this = afternoons
    screen = screen_of(karin, viewport=WIDE)

    for part in ("since", "walk", "agreed", "minutes"):
        screen.page.goto(f"{this.url}/{part}")
        finds_nothing(screen.page, part)
        assert screen.page.locator("main").get_by_role("textbox").count() == 0


def test_without_a_script_the_whole_way_is_there(afternoons, screen_of, wim):
    _fixed, _over, this = afternoons
    screen = screen_of(wim, f"{this.url}/since", viewport=WIDE, java_script_enabled=False)
    page = screen.page

    page.locator(".beamer-bar").get_by_role("link", name="bespreken").click()
    expect(page.locator("#talk-1")).to_contain_text("Wie helpt?")
    page.locator("#talk-1").get_by_role("textbox").fill("Karin belt, wk 48")
    page.locator("#talk-1 .add-agreed").get_by_role("button", name="Toevoegen").click()
    expect(page.locator("#talk-1")).to_contain_text("Karin belt")
    screen.link("Loopt nog", page.locator("#talk-1")).click()
    page.get_by_role("textbox").fill("Komt goed")
    screen.button("Loopt nog").click()
    expect(page.locator("#talk-1")).to_be_visible()
    page.get_by_role("button", name="Volgende: actie").click()
    expect(page.locator(".talk").nth(1)).to_be_visible()
    page.goto(f"{BOARD}/past")
    page.get_by_role("link", name="Na de bijeenkomst").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Het bord op")
