"""What stands beside the wall, read for all who look at it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from actionboard.accounts.models import Kind
from actionboard.core import join_codes
from actionboard.core.database import db
from actionboard.meetings.meeting_codes import in_qr
from actionboard.meetings.models import Meeting
from actionboard.meetings.participants import Participant
from actionboard.meetings.phases import Phase
from actionboard.wall.note_view import FlapFace, NoteFace
from actionboard.wall.similar_notes import SimilarNotes
from actionboard.wall.votes import Vote


@dataclass(frozen=True, slots=True)
class AsideFace:
    """Beside the wall: the way in, who joined, what is like what, what waits."""

    code: str
    scanned: str  # the code as the QR holds it
    phones: int
    here: int  # of those, how many are connected
    school: int
    company: int
    other: int
    alike: SimilarNotes | None
    flaps: tuple[FlapFace, ...]
    held: tuple[NoteFace, ...]
    open: bool
    placed: int  # stickers, while the vote is on
    sets: int  # phones that placed any
    ready: int  # phones that placed all of theirs
    late: int  # sets of phones that came when the vote was on
    counts_late: bool
    stickers: int
    voting: bool
    writing: bool


def read_aside(
    meeting: Meeting,
    flaps: tuple[FlapFace, ...],
    notes: Sequence[NoteFace],
    likes: SimilarNotes | None,
) -> AsideFace:
    """What stands beside these notes; `likes` is what is said to be alike."""
    sides = Counter[str]()
    for side, count in db.session.execute(
        select(Participant.side, func.count())
        .where(Participant.meeting_id == meeting.id)
        .group_by(Participant.side)
    ):
        sides[side.value if side else ""] += count
    sets = Vote.sets_of(meeting)
    dots = [sum(one.dots.values()) for one in sets]
    return AsideFace(
        code=join_codes.in_two(meeting.code) if meeting.code else "",
        scanned=in_qr(meeting.code) if meeting.code else "",
        phones=sides.total(),
        here=Participant.connected(meeting, meeting.board.moment),
        school=sides[Kind.SCHOOL],
        company=sides[Kind.COMPANY],
        other=sides[Kind.OTHER],
        alike=likes,
        flaps=flaps,
        held=tuple(note for note in notes if note.held),
        open=meeting.is_open,
        placed=sum(dots),
        stickers=meeting.stickers,
        sets=len(sets),
        late=sum(one.late for one in sets),
        counts_late=meeting.counts_late,
        ready=sum(count >= meeting.stickers for count in dots),
        voting=meeting.phase is Phase.VOTE,
        writing=meeting.phase in (Phase.WRITE, Phase.BUNDLE),
    )
