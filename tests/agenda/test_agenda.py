"""Going along the cards: today's list, the card that is shown, and the clock."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actionboard.agenda.agenda import Clock, Walk
from actionboard.boards import replay


@pytest.fixture
def three(propose):
    return [propose(title) for title in ("Gastlessen", "Open dag", "Docentstage")]


@pytest.fixture
def at(board):
    """A moment of the afternoon: `at(minutes=5)` after it began."""
    began = board.moment
    return lambda **after: began + timedelta(**after)


@pytest.fixture
def walk(board, meeting, three, wim, at):
    with board.turn(at()):
        return Walk.begin(meeting, three[:2], wim, minutes=5)


def test_it_begins_at_the_first_card(walk, three):
    assert walk.card is three[0]
    assert walk.cards() == three[:2]


def test_a_card_takes_the_time_between_two_steps(walk, board, three, wim, at):
    with board.turn(at(minutes=4)):
        walk.go(three[1], wim)

    clock = Clock.of(walk, at(minutes=6))

    assert clock.spent == {three[0].id: 240, three[1].id: 120}
    assert (clock.left, clock.runs) == (180, True)


def test_a_pause_is_no_time(walk, board, wim, three, at):
    with board.turn(at(minutes=1)):
        walk.pause(wim, on=True)
    assert not Clock.of(walk, at(minutes=9)).runs
    with board.turn(at(minutes=9)):
        walk.pause(wim, on=False)

    assert Clock.of(walk, at(minutes=10)).spent == {three[0].id: 120}


def test_two_minutes_more_are_for_the_card_that_is_shown(walk, board, three, wim, at):
    with board.turn(at(minutes=1)):
        walk.give_time(wim)
    assert Clock.of(walk, at(minutes=1)).left == 360

    with board.turn(at(minutes=2)):
        walk.go(three[1], wim)

    assert Clock.of(walk, at(minutes=2)).left == 300


def test_what_takes_longer_counts_on_below_zero(walk, at):
    assert Clock.of(walk, at(minutes=7)).left == -120


def test_a_card_that_is_added_comes_next(walk, board, three, wim):
    with board.turn():
        walk.add(three[2], wim)

    assert walk.cards() == [three[0], three[2], three[1]]


def test_going_to_a_card_that_is_not_listed_lists_it(walk, board, three, wim):
    with board.turn():
        walk.go(three[2], wim)

    assert walk.card is three[2]
    assert walk.cards() == [three[0], three[2], three[1]]


def test_the_card_that_is_shown_stays_on_the_list(walk, board, three, wim):
    with board.turn():
        walk.skip(three[0], wim)
        walk.skip(three[1], wim)

    assert walk.cards() == three[:1]


def test_when_it_ends_no_clock_runs(walk, board, three, wim, at):
    with board.turn(at(minutes=2)):
        walk.end(wim)

    clock = Clock.of(walk, at(hours=20))

    assert (clock.spent, clock.runs) == ({three[0].id: 120}, False)
    assert replay.differences(board) == []


def test_being_shown_is_no_sign_of_life(walk, board, three, wim):
    before = three[1].touched_at

    with board.turn():
        walk.go(three[1], wim)

    assert three[1].touched_at == before
