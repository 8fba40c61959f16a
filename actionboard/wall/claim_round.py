"""The new actions of a meeting, as the round of promises shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from actionboard.boards.levels import Level
from actionboard.cards.models import Card
from actionboard.core.database import db
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from actionboard.wall.note_view import NoteFace, NoteRow
from actionboard.wall.pending_claims import Pledge


@dataclass(frozen=True, slots=True)
class NewAction:
    """One new action, as the round of promises shows it."""

    number: int
    title: str
    words: str
    level: str
    levelled: bool  # whether anybody said which
    due_on: date | None
    paint: str
    theme: str
    lead: str
    place: str
    side: str
    waits: int  # for how many it waits to confirm
    votes: int | None
    wish: str


def boarded(meeting: Meeting) -> dict[int, Card]:
    """The actions that its notes became, by the note's id."""
    mine = select(Card).join(Note, Note.id == Card.note_id)
    found = db.session.scalars(mine.where(Note.meeting_id == meeting.id, ~Card.removed))
    return {card.note_id or 0: card for card in found}


def in_round(
    meeting: Meeting, notes: Sequence[NoteRow], cards: Mapping[int, Card], faces: Sequence[NoteFace]
) -> tuple[NewAction, ...]:
    """Those that are on the board, in the order of their numbers."""
    by_id, shown = {note.id: note for note in notes}, {face.id: face for face in faces}
    made, pledged = [], Pledge.counts(meeting)
    for number, card in sorted(cards.items(), key=lambda one: one[1].number):
        note, lead = by_id[number], card.lead
        if not card.is_on_board:
            continue
        made.append(
            NewAction(
                number=card.number,
                title=card.title,
                words=note.words,
                level=card.level.label,
                levelled=card.level is not Level.OPEN,
                due_on=card.due_on,
                paint=card.theme.paint if card.theme else "grey",
                theme=card.theme.name if card.theme else "",
                lead=lead.name if lead else "",
                place=lead.organisation.name if lead else "",
                side=lead.organisation.kind.value if lead else "",
                waits=pledged.get(card.id, 0),
                votes=note.votes,
                wish=shown[number].wish if number in shown else "",
            )
        )
    return tuple(made)
