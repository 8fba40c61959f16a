"""Post-its on the flaps: in their own words, exactly once, and never lost."""

from __future__ import annotations

import pytest
from pytest import raises

from actionboard.accounts.models import Kind
from actionboard.boards import replay
from actionboard.boards.texts import NeedsWords, TooLong
from actionboard.boards.verbs import named
from actionboard.meetings.errors import EnoughNotes, MeetingClosed, NoFlap
from actionboard.meetings.notes import EACH, EVER, WORDS, Note
from actionboard.meetings.phases import Phase


def test_a_note_keeps_its_own_words_and_its_side(stick, phone):
    note = stick("BPV-docent beter bereikbaar!!", participant=phone(side=Kind.COMPANY))

    assert note.words == "BPV-docent beter bereikbaar!!"
    assert note.side is Kind.COMPANY
    assert not note.held


def test_a_note_that_is_sent_twice_is_stuck_once(meeting, stick, phone):
    karin = phone()
    first = stick("Eerder bellen", participant=karin, key="k1")

    again = stick("Eerder bellen", participant=karin, key="k1")

    assert again is first
    assert Note.of(meeting) == [first]


def test_a_withdrawn_note_that_is_sent_again_stays_withdrawn(board, meeting, stick, phone):
    karin = phone()
    note = stick("Eerder bellen", participant=karin, key="k1")
    with board.turn():
        note.take_off(None)

    stick("Eerder bellen", participant=karin, key="k1")

    assert Note.of(meeting) == []


def test_with_the_inbox_on_a_note_waits_for_the_facilitator(board, meeting, stick, phone, wim):
    with board.turn():
        meeting.inbox = True
        board.record(named("meeting.changed"), meeting, wim)
    note = stick(participant=phone())
    assert note.held

    with board.turn():
        note.accept(by=wim)

    assert not note.held
    assert replay.differences(board) == []


@pytest.mark.parametrize("late", ["flap closed", "next step"])
def test_a_note_that_comes_late_is_kept_in_the_inbox(late, board, meeting, stick, phone, wim):
    with board.turn():
        if late == "flap closed":
            meeting.flap("2B").close(by=wim)
        else:
            meeting.enter(Phase.VOTE, by=wim)

    assert stick(participant=phone()).held


def test_the_facilitator_may_type_on_a_closed_flap(board, meeting, stick, wim):
    with board.turn():
        meeting.flap("2B").close(by=wim)

    assert not stick(by=wim).held


def test_nothing_is_written_after_the_end(board, meeting, stick, wim):
    with board.turn():
        meeting.enter(Phase.CLOSED, by=wim)

    with raises(MeetingClosed):
        stick()


def test_a_note_belongs_on_a_flap(stick):
    with raises(NoFlap):
        stick(flap="9Z")


def test_an_empty_note_is_refused(stick):
    with raises(NeedsWords):
        stick("  \n ")


def test_a_long_note_is_refused_with_how_long_it_may_be(stick):
    with raises(TooLong) as refusal:
        stick("x" * (WORDS + 1))

    assert str(WORDS) in refusal.value.sentence


def test_one_phone_cannot_fill_the_wall(stick, phone):
    karin = phone()
    for number in range(EACH):
        stick(f"Nummer {number}", participant=karin)

    with raises(EnoughNotes):
        stick("Nog een", participant=karin)


def test_sticking_and_taking_back_ends_too(board, meeting, phone, stick):
    participant = phone()
    with board.turn():
        for number in range(EVER):
            Note.stick(meeting, "2B", f"idee {number}", participant=participant).take_off(None)

    with raises(EnoughNotes):
        stick("nog een", participant=participant)
