"""The board as it was: its moments, and what stood where."""

from __future__ import annotations

import pytest

from actionboard.agenda.timeline import stops
from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.cards.models import Card
from actionboard.figures.periods import Month
from actionboard.reviews.models import Review
from actionboard.reviews.phrases import month_name
from tests.clients import said
from tests.moment import moment_ago


@pytest.fixture
def lived(board, karin, marleen, earlier):
    """Proposed ten weeks ago, a meeting seven weeks ago, taken up and moved three weeks ago."""
    with board.turn(moment_ago(weeks=10)):
        card = Card.propose(board, "Gastlessen", by=marleen, level=Level.LOCAL)
    with board.turn(moment_ago(weeks=3)):
        card.claim(by=karin)
        card.edit(karin, title="Drie gastlessen", why="", level=card.level, theme=None, due_on=None)
        card.move(Stage.DOING, by=karin)
    with board.turn(moment_ago(weeks=2)):
        Card.propose(board, "Later bedacht", by=marleen, level=Level.REGIONAL)
    return card


def test_the_moments_are_meetings_and_weeks_and_now(board, lived, earlier, today):
    found = stops(board, today)

    assert [one.day for one in found] == sorted(one.day for one in found)
    assert earlier.held_on in [one.day for one in found if one.big]
    assert found[-1].is_now
    assert 10 <= len(found) <= 13


def test_a_board_on_which_nothing_happened_has_only_now(board, today):
    assert [one.is_now for one in stops(board, today)] == [True]


def at_the_meeting(board, today):
    return next(at for at, one in enumerate(stops(board, today)) if one.big)


def test_after_the_meeting_everything_stands_as_it_stood(
    client_of, zoë, board, lived, today, karin
):
    at = at_the_meeting(board, today)

    page = client_of(zoë).get(f"{board.url}/past?stop={at}")

    assert "Gastlessen" in said(page)
    assert "Drie gastlessen" not in said(page)
    assert "Later bedacht" not in said(page)
    assert 'data-into="cell-local-proposed"' in page.text
    assert karin.name not in page.text.split("<main", 1)[1]


def test_now_is_the_board_as_it_is(client_of, zoë, board, lived):
    page = client_of(zoë).get(f"{board.url}/past")

    assert "Het bord nu" in said(page)
    assert "Drie gastlessen" in said(page)
    assert "Later bedacht" in said(page)
    assert 'data-into="cell-local-doing"' in page.text


def test_a_review_that_was_frozen_is_a_moment_too(client_of, karin, marleen, board, lived, today):
    month = Month.of(today)
    with board.turn():
        review = Review.concept(board, month, marleen)
    with board.turn():
        review.freeze(marleen)

    page = client_of(karin).get(f"{board.url}/past")

    assert f"Na de maandreview van {month_name(month)}" in said(page)


@pytest.mark.parametrize("stop", ["999", "-4", "ooit", "99999999999999999999"])
def test_a_moment_that_does_not_exist_is_now(client_of, zoë, board, lived, stop):
    page = client_of(zoë).get(f"{board.url}/past?stop={stop}")

    assert "Het bord nu" in said(page)


def test_looking_back_changes_nothing(client_of, karin, board, lived, today):
    version = board.version

    client_of(karin).get(f"{board.url}/past?stop={at_the_meeting(board, today)}")

    assert board.version == version


def test_a_moment_that_was_seen_is_not_told_again_until_the_board_changes(
    client_of, zoë, board, lived, propose
):
    browser, address = client_of(zoë), f"{board.url}/past?stop=0"
    kept = {"If-None-Match": browser.get(address).headers["ETag"]}

    assert browser.get(address, headers=kept).status_code == 304
    propose("Iets nieuws")
    assert browser.get(address, headers=kept).status_code == 200
