"""Trying it out before the room is full, and beginning again with empty flaps."""

from __future__ import annotations

from actionboard.accounts.models import User
from actionboard.boards.verbs import Tells, Verb
from actionboard.core.messages import N_
from actionboard.imports.models import WITHDRAWN
from actionboard.meetings.errors import NotEmpty, NotRehearsing
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import REMOVED, Note
from actionboard.meetings.phases import Phase
from actionboard.wall import votes

REHEARSED = Verb("meeting.rehearsed", says=N_("%(who)s begon te oefenen"), tells=Tells.NOBODY)
RESET = Verb(
    "meeting.reset", says=N_("%(who)s maakte de flappen leeg na het oefenen"), tells=Tells.NOBODY
)


def begin(meeting: Meeting, by: User) -> None:
    """Say that what follows is a rehearsal. Raises NotEmpty when notes hang there already."""
    if Note.of(meeting):
        raise NotEmpty()
    if not meeting.rehearsing:
        meeting.rehearsing = True
        meeting.board.record(REHEARSED, meeting, by)


def reset(meeting: Meeting, by: User) -> None:
    """Take everything off the wall, and off the board what came from it; phones stay in.

    Raises NotRehearsing: a real meeting is not thrown away by one press.
    """
    if not meeting.rehearsing:
        raise NotRehearsing()
    board, notes = meeting.board, Note.of(meeting)
    cards = list(Note.cards_of(notes).values())
    for card in cards:
        card.removed = True
    board.record_all(WITHDRAWN, cards, by)
    for note in notes:
        note.removed = True
    board.record_all(REMOVED, notes, by)
    for flap in meeting.flaps:
        flap.reopen(by)
    votes.forget(meeting)
    meeting.rehearsing = meeting.polled = False
    meeting.poll_began, meeting.counts_late = None, True
    meeting.phase, meeting.spot = Phase.WRITE, None
    meeting.timer_ends = meeting.timer_left = None
    board.record(RESET, meeting, by)
