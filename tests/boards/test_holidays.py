"""A board's rhythm and its holidays: kept, refused, and part of the log."""

from __future__ import annotations

from datetime import date

import pytest

from actionboard.boards import holidays, replay
from actionboard.boards.meeting_rhythm import Rhythm
from actionboard.core.database import db
from tests.clients import said

SETTINGS = "/boards/voorbeeldland/settings"
HOLIDAYS = "/boards/voorbeeldland/holidays"
GIVEN = {"name": "BPV Voorbeeldland", "still_after": "30", "done_for": "60"}
AUTUMN = {"name": "Herfstvakantie", "begins_on": "17-10-2026", "ends_on": "25-10-2026"}


def test_a_rhythm_and_the_next_time_are_kept(board, client_of, marleen, karin):
    reply = client_of(marleen).send(SETTINGS, **GIVEN, rhythm="quarter", meets_on="14-1-2099")

    assert reply.status_code == 303
    db.session.expire_all()
    assert (board.rhythm, board.meets_on) == (Rhythm.QUARTER, date(2099, 1, 14))
    assert "Volgende bijeenkomst: wo 14 jan" in said(client_of(karin).get("/"))
    assert replay.differences(board) == []


def test_no_next_time_is_fine(board, client_of, marleen):
    client_of(marleen).send(SETTINGS, **GIVEN, rhythm="month", meets_on=" ")

    db.session.expire_all()
    assert (board.rhythm, board.meets_on) == (Rhythm.MONTH, None)


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("rhythm", "elke dag", "Kies hoe vaak jullie bij elkaar komen."),
        ("meets_on", "ooit", "Schrijf een datum als 26-11"),
    ],
)
def test_a_rhythm_that_cant_be_is_asked_again(board, client_of, marleen, field, typed, sentence):
    reply = client_of(marleen).send(SETTINGS, **{**GIVEN, field: typed})

    assert reply.status_code == 422
    assert sentence in said(reply)
    assert board.version == 0


def test_a_holiday_is_added_changed_and_taken_away(board, client_of, marleen):
    pc = client_of(marleen)

    pc.send(HOLIDAYS, **AUTUMN)
    added = [(one.name, one.begins_on, one.ends_on) for one in holidays.holidays_of(board)]
    number = holidays.holidays_of(board)[0].id
    pc.send(f"{HOLIDAYS}/{number}", **{**AUTUMN, "name": "Herfst", "ends_on": "26-10-2026"})
    changed = said(pc.get(SETTINGS))
    pc.post(f"{HOLIDAYS}/{number}?_method=DELETE")

    assert added == [("Herfstvakantie", date(2026, 10, 17), date(2026, 10, 25))]
    assert "Herfst za 17 okt" in changed
    assert list(holidays.holidays_of(board)) == []
    assert replay.differences(board) == []
    assert "Marleen veranderde de vakanties" in said(pc.get("/boards/voorbeeldland/history"))


def test_a_holiday_that_did_not_change_leaves_no_entry(board, client_of, marleen):
    pc = client_of(marleen)
    pc.send(HOLIDAYS, **AUTUMN)
    number, before = holidays.holidays_of(board)[0].id, board.version

    pc.send(f"{HOLIDAYS}/{number}", **AUTUMN)

    db.session.expire_all()
    assert board.version == before


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Vul een naam in."),
        ({"begins_on": "in de herfst"}, "Schrijf een datum als 26-11"),
        ({"ends_on": "16-10-2026"}, "De laatste dag valt vóór de eerste."),
        ({"ends_on": "17-10-2027"}, "hooguit 100 dagen"),
        ({"name": "x" * 61}, "te lang"),
    ],
)
def test_a_holiday_that_cant_be_is_asked_again(board, client_of, marleen, change, sentence):
    reply = client_of(marleen).send(HOLIDAYS, **{**AUTUMN, **change})

    assert reply.status_code == 422
    assert sentence in said(reply)
    assert 'value="25-10-2026"' in reply.text or "ends_on" in change
    assert list(holidays.holidays_of(board)) == []


def test_there_is_an_end_to_holidays(board, client_of, marleen, monkeypatch):
    monkeypatch.setattr(holidays, "MOST", 1)
    pc = client_of(marleen)
    pc.send(HOLIDAYS, **AUTUMN)

    reply = pc.send(HOLIDAYS, **AUTUMN)

    assert reply.status_code == 409
    assert "Haal er eerst een weg." in said(reply)


def test_a_holiday_comes_back_by_the_message_that_it_is_gone(board, client_of, marleen):
    pc = client_of(marleen)
    pc.send(HOLIDAYS, **AUTUMN)
    pc.post(f"{HOLIDAYS}/{holidays.holidays_of(board)[0].id}?_method=DELETE")
    undo = f"/boards/voorbeeldland/activities/{board.version}/undo"
    assert undo in pc.get(SETTINGS).text

    pc.send(undo)

    assert [one.name for one in holidays.holidays_of(board)] == ["Herfstvakantie"]
    assert replay.differences(board) == []
