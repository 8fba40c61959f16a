"""The post-its and the flaps as a wall shows them, read past the ORM."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, select

from actionboard.boards.themes import Theme
from actionboard.cards.models import Card
from actionboard.core.database import db
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from actionboard.wall.bundles import leads, under
from actionboard.wall.photos import Photo


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


def rows(meeting: Meeting) -> Sequence[Any]:
    """The notes past the ORM: a wall reads all of them again for each that arrives."""
    return db.session.execute(_columns(), {"meeting": meeting.id}).all()


@lru_cache(maxsize=1)
def _columns() -> Any:
    wanted = (
        Note.id, Note.flap, Note.words, Note.who, Note.level_text, Note.side, Note.held,
        Note.theme_id, Note.answers_id, Note.holds, Note.tally, Note.hands, Note.votes,
    )  # fmt: skip
    mine = Note.meeting_id == bindparam("meeting")
    return select(*wanted).where(mine, ~Note.removed).order_by(Note.id)


def drawn(
    meeting: Meeting, notes: Sequence[Any], cards: Mapping[int, Card]
) -> tuple[NoteFace, ...]:
    """The notes that lie on top, each with what is under it and the card that it became."""
    by_id = {note.id: note for note in notes}
    themes = {
        theme.id: theme
        for theme in db.session.scalars(select(Theme).where(Theme.board_id == meeting.board_id))
    }
    return tuple(
        NoteFace(
            id=note.id, flap=note.flap, words=note.words, who=note.who, level=note.level_text,
            side=note.side.value if note.side else "", held=note.held,
            paint=theme.paint if (theme := themes.get(note.theme_id or 0)) else "",
            theme=theme.name if theme else "",
            others=tuple((one.id, one.words) for one in under(by_id, note)),
            card=cards[note.id].number if note.id in cards else None,
            wish=wish.words if (wish := by_id.get(note.answers_id or 0)) else "",
        )
        for note in leads(notes)
    )  # fmt: skip
