"""The post-its and the flaps as a wall shows them, read past the ORM."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, select

from actionboard.accounts.models import Kind
from actionboard.boards.themes import Theme
from actionboard.cards.models import Card
from actionboard.core.database import db
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from actionboard.wall.note_bundles import leads, under
from actionboard.wall.photos import Photo


class NoteRow(NamedTuple):
    """What a wall reads of a note."""

    id: int
    flap: str
    words: str
    who: str
    level_text: str
    side: Kind | None
    held: bool
    theme_id: int | None
    answers_id: int | None
    holds: list[int]
    tally: dict[str, int] | None
    hands: int
    votes: int | None


@dataclass(frozen=True, slots=True)
class NoteFace:
    """One post-it as `_note.html` draws it; `others` are the words under it."""

    id: int
    flap: str
    words: str
    who: str
    level: str
    side: str
    paint: str
    theme: str
    others: tuple[tuple[int, str], ...]
    card: int | None
    held: bool
    wish: str  # the words of the note of 2A that it answers


@dataclass(frozen=True, slots=True)
class FlapFace:
    """The head of a flap."""

    code: str
    label: str
    question: str
    closed: bool
    photos: int

    @classmethod
    def of(cls, meeting: Meeting) -> tuple[FlapFace, ...]:
        """The flaps of a meeting, each with how many photos it has."""
        photos = Photo.counts(meeting)
        return tuple(
            cls(flap.code, flap.label, flap.question, flap.closed, photos.get(flap.code, 0))
            for flap in meeting.flaps
        )


def rows(meeting: Meeting) -> Sequence[NoteRow]:
    """The notes past the ORM: a wall reads all of them again for each that arrives."""
    found = db.session.execute(_columns(), {"meeting": meeting.id})
    return [NoteRow(*row) for row in found]


@lru_cache(maxsize=1)
def _columns() -> Select[*tuple[Any, ...]]:
    wanted = [getattr(Note, name) for name in NoteRow._fields]
    mine = Note.meeting_id == bindparam("meeting")
    return select(*wanted).where(mine, ~Note.removed).order_by(Note.id)


def drawn(
    meeting: Meeting, notes: Sequence[NoteRow], cards: Mapping[int, Card]
) -> tuple[NoteFace, ...]:
    """The notes that lie on top, each with what is under it and the card that it became."""
    by_id = {note.id: note for note in notes}
    themes = {
        theme.id: theme
        for theme in db.session.scalars(select(Theme).where(Theme.board_id == meeting.board_id))
    }
    return tuple(
        NoteFace(
            id=note.id,
            flap=note.flap,
            words=note.words,
            who=note.who,
            level=note.level_text,
            side=note.side.value if note.side else "",
            held=note.held,
            paint=theme.paint if (theme := themes.get(note.theme_id or 0)) else "",
            theme=theme.name if theme else "",
            others=tuple((one.id, one.words) for one in under(by_id, note)),
            card=cards[note.id].number if note.id in cards else None,
            wish=wish.words if (wish := by_id.get(note.answers_id or 0)) else "",
        )
        for note in leads(notes)
    )
