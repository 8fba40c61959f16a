"""What was done on a wall can be taken back from the history, by who did it and seen by nobody."""

from __future__ import annotations

from actionboard.cards.board_history import Show, page
from actionboard.meetings.flap_questions import ACTIONS
from actionboard.meetings.notes import Note


def told(board, reader, show):
    return [(one.said.text, one.can) for _day, some in page(board, reader, show=show).days
            for one in some]  # fmt: skip


def test_a_note_that_was_taken_off_stands_in_ones_own_history_alone(meeting, board, wim, karin):
    with board.turn():
        note = Note.stick(meeting, ACTIONS, "bellen", by=wim)
    with board.turn():
        note.take_off(wim)

    assert told(board, wim, Show.MINE)[0] == ("Een post-it ging van de wand", True)
    assert "post-it" not in str(told(board, wim, Show.ALL))
    assert "post-it" not in str(told(board, karin, Show.MINE))
