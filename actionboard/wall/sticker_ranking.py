"""The order of stickers: equal totals share a rank, and a line stands below the first few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actionboard.meetings.flap_questions import ACTIONS
from actionboard.meetings.models import Meeting
from actionboard.wall.note_view import NoteFace, NoteRow

PRIORITY = 3  # the rank down to which it has priority


@dataclass(frozen=True, slots=True)
class Row:
    """An action of 2B with what it got: dots by side, and hands that were raised."""

    rank: int
    note: NoteFace
    total: int
    school: int
    company: int
    other: int
    hands: int
    last_first: bool  # whether the line "above: priority" stands below it

    @property
    def fives(self) -> list[list[str]]:
        """The dots in groups of five: first the school's, then the companies', others, hands."""
        dots = [
            *["school"] * self.school,
            *["company"] * self.company,
            *["other"] * self.other,
            *["hand"] * self.hands,
        ]
        return [dots[start : start + 5] for start in range(0, len(dots), 5)]


def ranked(
    meeting: Meeting, faces: Sequence[NoteFace], notes: Sequence[NoteRow]
) -> tuple[Row, ...]:
    """The actions in order of stickers once they are counted; before that as they were stuck."""
    by_id = {note.id: note for note in notes}
    actions = [face for face in faces if face.flap == ACTIONS]
    totals = {face.id: total_of(by_id[face.id]) if meeting.polled else 0 for face in actions}
    actions.sort(key=lambda face: (-totals[face.id], face.id))
    ranks = [1 + sum(totals[other.id] > totals[face.id] for other in actions) for face in actions]
    last = max((i for i, rank in enumerate(ranks) if rank <= PRIORITY), default=-1)
    rows = []
    for index, (face, rank) in enumerate(zip(actions, ranks, strict=True)):
        tally = (by_id[face.id].tally or {}) if meeting.polled else {}
        rows.append(
            Row(
                rank=rank,
                note=face,
                total=totals[face.id],
                hands=by_id[face.id].hands,
                school=tally.get("school", 0),
                company=tally.get("company", 0),
                other=tally.get("other", 0),
                last_first=meeting.polled
                and index == last
                and 0 < last + 1 < len(actions)
                and totals[face.id] > 0,
            )
        )
    return tuple(rows)


def total_of(note: NoteRow) -> int:
    """All the stickers of a note, those for raised hands too."""
    return sum((note.tally or {}).values()) + note.hands
