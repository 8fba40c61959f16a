"""Putting notes together: by people, all words kept, and taken back in one step."""

from __future__ import annotations

from pytest import raises

from actionboard.boards import replay, undo
from actionboard.meetings.errors import NeedsTwo, OtherFlaps
from actionboard.meetings.notes import Note
from actionboard.wall.note_bundles import leads, put_together, take_apart, under
from tests.documents.pdfs import pdf, words


def test_the_first_note_lies_on_top_of_the_others(board, meeting, stick, wim):
    first, second, third = stick("vaste contactpersoon"), stick("contactpersoon"), stick("wie?")

    with board.turn():
        put_together(meeting, [first, second, third], wim)

    notes = Note.of(meeting)
    assert leads(notes) == [first]
    assert under({note.id: note for note in notes}, first) == [second, third]
    assert replay.differences(board) == []


def test_a_bundle_under_a_bundle_keeps_all_its_words(board, meeting, stick, wim):
    first, second, third = stick("een"), stick("twee"), stick("drie")
    with board.turn():
        put_together(meeting, [second, third], wim)

    with board.turn():
        put_together(meeting, [first, second], wim)

    assert under({note.id: note for note in Note.of(meeting)}, first) == [second, third]


def test_a_bundle_is_taken_back_in_one_step(board, meeting, stick, wim):
    first, second = stick("een"), stick("twee")
    with board.turn():
        put_together(meeting, [first, second], wim)
    version = board.recorded[-1]

    with board.turn():
        undo.undo_turn(board, version, by=wim)

    assert leads(Note.of(meeting)) == [first, second]


def test_a_bundle_comes_apart_again(board, meeting, stick, wim):
    first, second = stick("een"), stick("twee")
    with board.turn():
        put_together(meeting, [first, second], wim)

    with board.turn():
        take_apart(meeting, first, wim)

    assert leads(Note.of(meeting)) == [first, second]


def test_one_note_is_no_bundle(board, meeting, stick, wim):
    note = stick()

    with raises(NeedsTwo), board.turn():
        put_together(meeting, [note], wim)


def test_notes_of_different_flaps_stay_apart(board, meeting, stick, wim):
    first, second = stick("een", flap="1A"), stick("een", flap="1B")

    with raises(OtherFlaps), board.turn():
        put_together(meeting, [first, second], wim)


def test_a_note_whose_bundle_is_taken_off_is_seen_again(board, meeting, stick, wim):
    first, second = stick("een"), stick("twee")
    with board.turn():
        put_together(meeting, [first, second], wim)

    with board.turn():
        first.take_off(wim)

    assert leads(Note.of(meeting)) == [second]


def test_on_paper_a_pile_under_a_pile_keeps_every_word(board, meeting, stick, wim, client_of):
    one, two, three = stick("Bellen"), stick("Vaker bellen"), stick("Elkaar spreken")
    with board.turn():
        put_together(meeting, [two, three], wim)
    with board.turn():
        put_together(meeting, [one, two], wim)

    printed = words(pdf(client_of(wim).get(f"{meeting.url}/flaps.pdf")))

    assert "Vaker bellen" in printed
    assert "Elkaar spreken" in printed
