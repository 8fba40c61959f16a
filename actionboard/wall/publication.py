"""From flap 2B to the board: what hangs there becomes actions, in order of stickers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from actionboard.accounts.models import User
from actionboard.boards.verbs import Tells, Verb
from actionboard.core.messages import N_
from actionboard.imports import card_creation
from actionboard.imports.draft_lines import Line
from actionboard.imports.drafts import titles
from actionboard.list_reader.proposals import Proposal, propose
from actionboard.list_reader.similar_texts import find_similar
from actionboard.list_reader.table_rows import with_duplicates
from actionboard.meetings.errors import NothingChosen
from actionboard.meetings.flap_questions import ACTIONS, WISHES
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from actionboard.wall.note_bundles import leads, under

BOARDED = Verb("meeting.boarded", says=N_("%(who)s zette flap 2B op het bord"), tells=Tells.NOBODY)


def waiting(meeting: Meeting) -> list[Note]:
    """The actions on flap 2B that aren't on the board, those with most stickers first."""
    notes = [note for note in leads(Note.of(meeting, ACTIONS)) if not note.held]
    there = Note.cards_of(notes)
    coming = [note for note in notes if note.id not in there]
    return sorted(coming, key=lambda note: (-(note.votes or 0), note.id))


def to_board(meeting: Meeting, chosen: Sequence[int], by: User) -> Mapping[int, int]:
    """Put the chosen notes on the board as proposals; the numbers of their cards by note.

    They are read as a list is: what is unclear becomes a question on the card, and what a card
    says already is asked about. Raises NothingChosen.
    """
    board, notes = meeting.board, {note.id: note for note in waiting(meeting)}
    coming = {number: note for number, note in notes.items() if number in chosen}
    if not coming:
        raise NothingChosen()
    by_id = {note.id: note for note in Note.of(meeting, ACTIONS)}
    proposals = with_duplicates([_read(meeting, by_id, note) for note in coming.values()], None)
    texts = [(one.row, one.words) for one in proposals]
    alike = find_similar(texts, known=titles(board))
    known = {one.key: one.like for one in alike if one.known}
    lines = [Line(one, known=known.get(one.row)) for one in proposals]
    numbers = card_creation.put(board, lines, by, meeting.id, stuck=coming).numbers
    board.record(BOARDED, meeting, by)
    return numbers


def answered_by(meeting: Meeting) -> dict[int, int]:
    """Which note of 2A each action of 2B seems to answer, by likeness; a suggestion only."""
    wishes = [(note.id, note.words) for note in leads(Note.of(meeting, WISHES))]
    actions = [(note.id, note.words) for note in waiting(meeting)]
    return {one.key: one.like for one in find_similar(actions, known=wishes) if one.known}


def _read(meeting: Meeting, notes: Mapping[int, Note], note: Note) -> Proposal:
    others = "\n".join(one.words for one in under(notes, note))
    return propose(
        note.id,
        note.words,
        today=meeting.held_on,
        who=note.who,
        level=note.level_text,
        votes=str(note.votes or ""),
        due=note.due_text,
        remark=others,
    )
