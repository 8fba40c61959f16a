"""Rehearsing a meeting: everything can be tried, and nothing of it stays."""

from __future__ import annotations

from pytest import raises

from actionboard.boards import replay
from actionboard.meetings.errors import NotEmpty, NotRehearsing
from actionboard.meetings.notes import Note
from actionboard.wall import rehearsal
from actionboard.wall.publication import to_board


def test_a_rehearsal_leaves_nothing_behind(client_of, board, meeting, stick, wim):
    client = client_of(wim)
    client.send(f"{meeting.url}/rehearsal")
    note = stick("Proefje")
    with board.turn():
        to_board(meeting, [note.id], wim)

    client.send(f"{meeting.url}/rehearsal?_method=DELETE")

    assert Note.of(meeting) == []
    assert Note.cards_of([note]) == {}
    assert not meeting.rehearsing
    assert replay.differences(board) == []


def test_a_real_meeting_is_not_cleared_away(board, meeting, stick, wim):
    stick()

    with raises(NotRehearsing), board.turn():
        rehearsal.reset(meeting, wim)


def test_rehearsing_begins_with_empty_flaps(board, meeting, stick, wim):
    stick()

    with raises(NotEmpty), board.turn():
        rehearsal.begin(meeting, wim)
