"""What people say again, beside earlier meetings."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actionboard.agenda.returning_themes import returning
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note


@pytest.fixture
def met(board, wim, today):
    """A meeting so many weeks ago, at which this was said: `met(7, "…")`."""

    def met(weeks, *notes, flap="2A"):
        with board.turn():
            meeting = Meeting.plan(board, today - timedelta(weeks=weeks), by=wim)
            for words in notes:
                Note.stick(meeting, flap, words, by=wim)
        return meeting

    return met


COMPLAINTS = (
    "Stagebegeleider moeilijk bereikbaar",
    "de stagebegeleider is moeilijk bereikbaar per telefoon",
    "Nog steeds: stagebegeleider moeilijk bereikbaar",
)


def test_a_complaint_that_returns_for_the_third_time_lights_up(met, today):
    for weeks, words in zip((20, 10, 0), COMPLAINTS, strict=True):
        last = met(weeks, words, "iets anders over de planning van toetsen")

    found = {one.words: one for one in returning(last)}

    assert found[COMPLAINTS[2]].lights_up
    assert found[COMPLAINTS[2]].days == tuple(today - timedelta(weeks=w) for w in (20, 10, 0))
    assert found[COMPLAINTS[2]].earlier == COMPLAINTS[1]


def test_twice_is_told_and_does_not_light_up(met):
    met(10, COMPLAINTS[0])

    (one,) = returning(met(0, COMPLAINTS[1]))

    assert not one.lights_up


def test_what_goes_well_for_the_third_time_is_no_complaint(met):
    for weeks, words in zip((20, 10, 0), COMPLAINTS, strict=True):
        last = met(weeks, words, flap="1B")

    assert [one.lights_up for one in returning(last)] == [False]


def test_what_is_said_twice_at_one_meeting_does_not_return(met):
    assert returning(met(0, *COMPLAINTS)) == []


def test_what_came_later_is_not_seen_earlier(met):
    first = met(10, COMPLAINTS[0])
    met(0, COMPLAINTS[1])

    assert returning(first) == []
