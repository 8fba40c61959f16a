"""Who else looks at a board now: seen by who takes part, and by nobody else."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from actionboard.core.database import db
from actionboard.live import presence
from actionboard.live.presence import Looking, Others, Presence
from tests.live.test_event_stream import LIVE, SOON, Stream


@pytest.fixture(autouse=True)
def looks_around_often(monkeypatch):
    monkeypatch.setattr(presence, "LOOK_EVERY", 0.05)


@pytest.fixture
def look(client_of):
    """Opens the board as somebody; gives the stream."""
    return lambda person: Stream(client_of(person), LIVE)


def marks(stream):
    """What is told next about who else looks, as a screen reader says it; "" for nobody."""
    told = stream.marks.get(timeout=SOON)
    found = re.search(r'aria-label="Kijken nu mee: ([^"]+)"', told)
    return found[1] if found else ""


def test_two_who_look_see_each_other_and_not_themselves(card, look, karin, henk):
    karins, henks = look(karin), look(henk)

    assert marks(karins) == "Henk Flens"
    assert marks(henks) == "Karin Buis"


def test_who_leaves_is_seen_no_more(app, card, board, look, karin, henk):
    karins, _henks = look(karin), look(henk)
    assert marks(karins) == "Henk Flens"
    watchers = app.extensions["tail"].watchers[board.id]

    next(one for one in watchers if one.viewer.seat.id == henk.id).wire.end()

    assert marks(karins) == ""


def test_who_looks_in_two_windows_is_one_person(card, look, karin, henk):
    look(henk), look(henk)

    assert marks(look(karin)) == "Henk Flens"


def test_a_message_about_who_looks_is_no_version_of_the_board(card, look, karin, henk):
    karins, _henks = look(karin), look(henk)

    told = karins.marks.get(timeout=SOON)

    assert told.startswith("data: ")
    assert "id: " not in told.splitlines()[0]


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (2, "Karin Buis"),
        (3, "Karin Buis en Henk Flens"),
        (5, "Karin Buis, Henk Flens, Fatima El Idrissi en 1 ander"),
    ],
)
def test_the_first_few_are_named_and_the_others_counted(
    app, karin, henk, fatima, joris, wim, count, words
):
    people = [wim.id, karin.id, henk.id, fatima.id, joris.id][:count]

    with app.test_request_context():
        told = presence.message(Others.than(wim.id, people), "nl").decode()

    assert f'aria-label="Kijken nu mee: {words}"' in told


def test_another_process_knows_who_looks_here(app, board, karin, henk):
    here, there = Presence(), Presence()

    here.exchange({board.id: {karin.id}})

    assert there.exchange({board.id: {henk.id}}) == {board.id: {karin.id}}
    assert here.exchange({board.id: {karin.id}}) == {board.id: {henk.id}}


def test_a_process_in_which_nobody_comes_or_goes_hardly_writes(app, board, karin, monkeypatch):
    here = Presence()
    here.exchange({board.id: {karin.id}})
    before = until()

    here.exchange({board.id: {karin.id}})
    assert until() == before

    monkeypatch.setattr(presence, "WRITE_EVERY", 0)
    here.exchange({board.id: {karin.id}})
    assert until() > before


def test_a_process_that_fell_silent_is_counted_no_more(app, board, karin, henk, monkeypatch):
    monkeypatch.setattr(presence, "LOST_AFTER", -presence.LOST_AFTER)
    Presence().exchange({board.id: {karin.id}})

    assert Presence().exchange({board.id: {henk.id}}) == {}


def until():
    return db.session.scalar(select(Looking.until))
