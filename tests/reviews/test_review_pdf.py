"""A month's review to keep: one A4, and lists for Excel."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from actionboard.boards.levels import Level
from actionboard.cards.escalation import Raising
from actionboard.core.database import writing
from actionboard.figures.periods import Month
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from actionboard.membership import viewer_links
from actionboard.reviews.models import Review
from tests.documents.pdfs import is_accessible, pdf, size, words


@pytest.fixture
def month(today):
    return Month.of(today)


@pytest.fixture
def url(month):
    return f"/boards/voorbeeldland/reviews/{month}"


@pytest.fixture
def work(board, propose, karin, today):
    """A late action of Karin's, and one that is done."""
    late, done = propose("Rooster maken", level=Level.LOCAL), propose("Open dag houden")
    with board.turn():
        late.plan(today - timedelta(days=5), by=karin, lead=karin)
        done.claim(by=karin)
        done.finish("212 bezoekers", by=karin)


@pytest.fixture
def frozen(board, month, work, marleen):
    with board.turn():
        review = Review.concept(board, month, by=marleen)
        review.decide("We vragen Van Pijp.", by=marleen, who=marleen)
        review.remark("De eerste drie prioriteiten lopen.", by=marleen)
        review.freeze(by=marleen)
    return review


def test_a_concept_is_one_a4_that_says_so(client_of, marleen, work, url):
    reader = pdf(client_of(marleen).get(f"{url}/review.pdf"))

    page = words(reader)
    assert is_accessible(reader)
    assert [size(one) for one in reader.pages] == [(210, 297)]
    for said in ("Concept", "Maandreview", "Rooster maken", "5 dagen te laat", "212 bezoekers"):
        assert said in page
    assert "Vastgesteld op" not in page


def test_what_was_frozen_is_closed_by_whoever_froze_it(client_of, karin, frozen, url):
    page = words(pdf(client_of(karin).get(f"{url}/review.pdf")))

    for said in ("Vastgesteld op", "Marleen Brug", "We vragen Van Pijp.", "De eerste drie"):
        assert said in page


def test_who_only_looks_gets_no_concept(client_of, zoë, work, url):
    reply = client_of(zoë).get(f"{url}/review.pdf")

    assert (reply.status_code, reply.location) == (303, url)


def test_who_only_looks_gets_what_was_frozen(client_of, zoë, frozen, url):
    assert "Rooster maken" in words(pdf(client_of(zoë).get(f"{url}/review.pdf")))


def test_a_link_without_names_prints_the_review_without_names(
    visitor, board, frozen, month, marleen
):
    with writing():
        secret = viewer_links.make(board, {"label": "Stuurgroep"}, marleen, datetime.now(UTC))

    page = words(pdf(visitor.get(f"/view/{secret}/reviews/{month}/review.pdf")))

    assert "Rooster maken" in page
    assert "Karin" not in page
    assert "Marleen" not in page


def test_a_link_shows_no_concept(visitor, board, work, month, marleen):
    with writing():
        secret = viewer_links.make(board, {"label": "Stuurgroep"}, marleen, datetime.now(UTC))

    reply = visitor.get(f"/view/{secret}/reviews/{month}/review.pdf")

    assert reply.status_code == 404


def test_the_figures_go_to_excel_with_the_actions_behind_them(client_of, marleen, work, url, today):
    reply = client_of(marleen).get(f"{url}/figures.xlsx")

    book = load_workbook(BytesIO(reply.data))
    assert book.sheetnames == ["Cijfers", "Per week", "Toezeggingen", "Naar landelijk", "Acties"]
    figures = {row[0]: row[1] for row in book["Cijfers"].iter_rows(values_only=True)}
    assert (figures["Open"], figures["Klaar"], figures["Te laat"]) == (1, 1, 1)
    head, first, second = book["Acties"].iter_rows(values_only=True)
    late, done = (dict(zip(head, row, strict=True)) for row in (first, second))
    assert late["Klaar vóór"].date() == today - timedelta(days=5)
    assert (late["Titel"], done["Opbrengst"]) == ("Rooster maken", "212 bezoekers")


def test_what_is_asked_nationally_goes_to_excel_with_of_whom(
    client_of, marleen, propose, board, work, url
):
    card = propose("Digitaal tekenen", level=Level.NATIONAL)
    with board.turn():
        Raising.ask(card, "Mag dit?", "SBB", by=marleen)

    book = load_workbook(BytesIO(client_of(marleen).get(f"{url}/figures.xlsx").data))

    _head, row = book["Naar landelijk"].iter_rows(values_only=True)
    assert row[1:5] == ("Digitaal tekenen", "Mag dit?", "SBB", "Nog niet aangekaart")


def test_the_actions_go_to_csv(client_of, marleen, work, url):
    reply = client_of(marleen).get(f"{url}/figures.csv")

    assert "Rooster maken" in reply.text
    assert reply.headers["Content-Disposition"].endswith('.csv"')


def test_the_page_leads_to_both(client_of, marleen, zoë, frozen, url):
    assert f'href="{url}/review.pdf"' in client_of(marleen).get(url).text
    assert f'href="{url}/figures.xlsx"' in client_of(marleen).get(url).text
    assert "figures.xlsx" not in client_of(zoë).get(url).text


def test_a_meetings_flaps_hang_as_they_were_written(board, client_of, karin, wim, marleen, today):
    with board.turn():
        meeting = Meeting.plan(board, today, by=wim, place="kantine")
        Note.stick(meeting, "2B", "eerder bellen bij verzuim!!", by=wim, who="mentor?")
        held = Note.stick(meeting, "2B", "nog even wachten", by=wim)
        held.hold(by=wim)

    reader = pdf(client_of(karin).get(f"{meeting.url}/flaps.pdf"))

    page = words(reader)
    assert len(reader.pages) == 4
    assert "eerder bellen bij verzuim!!" in page
    assert "Wat geeft je energie" in page
    assert "nog even wachten" not in page
