"""What people say again: themes and complaints beside those of earlier meetings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from actionboard.core.database import db
from actionboard.list_reader.similar_texts import find_similar
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note

FLAPS = ("1B", "2A")  # what goes well, what could be better
OFTEN = 3  # meetings: from here on it lights up


@dataclass(frozen=True, slots=True)
class Returning:
    """Something that this meeting says and an earlier one said too."""

    words: str
    flap: str
    days: tuple[date, ...]  # of the meetings at which it was said, this one's last
    earlier: str  # the words of last time

    @property
    def lights_up(self) -> bool:
        """Whether it returns for the third time, or more often."""
        return self.flap == "2A" and len(self.days) >= OFTEN


def returning(meeting: Meeting) -> list[Returning]:
    """What returns in this meeting, most often said first; nothing is merged by it."""
    notes = _notes(meeting)
    days = {one.id: one.meeting.held_on for one in notes if one.meeting}
    found: list[Returning] = []
    for flap in FLAPS:
        ours = [one for one in notes if one.flap == flap]
        group: dict[int, int] = {}  # note → the first that said the same
        for similar in find_similar([(one.id, one.words) for one in ours]):
            group[similar.key] = group.get(similar.like, similar.like)
        said: dict[int, list[Note]] = defaultdict(list)
        for one in ours:
            said[group.get(one.id, one.id)].append(one)
        for same in said.values():
            found += _told(meeting, flap, same, days)
    return sorted(found, key=lambda one: (not one.lights_up, -len(one.days), one.words))


def _told(
    meeting: Meeting, flap: str, same: Sequence[Note], days: dict[int, date]
) -> list[Returning]:
    now = [one for one in same if one.meeting_id == meeting.id]
    before = [one for one in same if one.meeting_id != meeting.id]
    if not now or not before:
        return []
    moments = tuple(sorted({days[one.id] for one in same}))
    return [Returning(now[0].words, flap, moments, before[-1].words)]


def _notes(meeting: Meeting) -> Sequence[Note]:
    """The notes on those flaps, of this meeting and those before it, in order of time."""
    mine = (
        select(Note)
        .join(Meeting, Meeting.id == Note.meeting_id)
        .where(
            Meeting.board_id == meeting.board_id,
            Meeting.held_on <= meeting.held_on,
            Note.flap.in_(FLAPS),
        )
        .order_by(Meeting.held_on, Note.id)
    )
    return db.session.scalars(mine).unique().all()
