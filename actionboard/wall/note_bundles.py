"""Bundles: post-its that people put together because they say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from actionboard.accounts.models import User
from actionboard.boards.verbs import on_a_wall
from actionboard.core.messages import N_
from actionboard.meetings.errors import NeedsTwo, OnTheBoardNow, OtherFlaps
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note

BUNDLED = on_a_wall("note.bundled", N_("Post-its zijn samengevoegd"))
UNBUNDLED = on_a_wall("note.unbundled", N_("Post-its zijn weer los"))


class Stacked(Protocol):
    """A note, or what is read of one, that may have others under it."""

    @property
    def id(self) -> int: ...
    @property
    def holds(self) -> list[int]: ...


AnyNote = TypeVar("AnyNote", bound=Stacked)


def under(notes: Mapping[int, AnyNote], lead: AnyNote) -> list[AnyNote]:
    """All that is under a note, also under what is under it, in the order it was put there."""
    found: list[AnyNote] = []
    waiting = list(lead.holds)
    while waiting:
        note = notes.get(waiting.pop(0))
        if note is not None and note not in found and note is not lead:
            found.append(note)
            waiting = [*note.holds, *waiting]
    return found


def leads(notes: Sequence[AnyNote]) -> list[AnyNote]:
    """The notes that lie on top, in their order."""
    there = {note.id for note in notes}
    held = {number for note in notes for number in note.holds if number in there}
    return [note for note in notes if note.id not in held]


def put_together(meeting: Meeting, chosen: Sequence[Note], by: User) -> Note:
    """Put the chosen notes of one flap under the first of them; all keep their own words.

    Raises NeedsTwo, OtherFlaps, OnTheBoardNow.
    """
    tops = {note.id for note in leads(Note.of(meeting))}
    on_top = [note for note in chosen if note.id in tops]
    if len(on_top) < 2:
        raise NeedsTwo()
    lead, *others = on_top
    if any(note.flap != lead.flap for note in others):
        raise OtherFlaps()
    for note in others:
        if Note.cards_of([note]):
            raise OnTheBoardNow(words=note.words[:60])
    lead.holds = [*lead.holds, *(note.id for note in others)]
    meeting.board.record(BUNDLED, lead, by)
    return lead


def take_apart(meeting: Meeting, lead: Note, by: User) -> None:
    """Put what is under a note back beside it."""
    if lead.holds:
        lead.holds = []
        meeting.board.record(UNBUNDLED, lead, by)
