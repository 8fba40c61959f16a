"""What the wall of a meeting shows, read in a few queries; the same for everybody who looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, func, select

from actionboard.core.database import db
from actionboard.meetings.flap_questions import WISHES
from actionboard.meetings.models import Meeting
from actionboard.meetings.participants import Participant
from actionboard.meetings.phases import STEPS, Phase
from actionboard.wall import publication
from actionboard.wall.claim_form import next_day, soon
from actionboard.wall.claim_round import NewAction, boarded, in_round
from actionboard.wall.note_view import FlapFace, NoteFace, drawn, rows
from actionboard.wall.pending_claims import Pledge
from actionboard.wall.sidebar import AsideFace, read_aside
from actionboard.wall.similar_notes import SimilarNotes, find_similar_notes, still_similar
from actionboard.wall.sticker_ranking import Row, ranked
from actionboard.wall.votes import Vote


@dataclass(frozen=True, slots=True)
class HeadFace:
    """The bar above the wall: what it is, at which step, and the clock."""

    title: str
    held_on: date
    place: str
    phase: Phase
    ends: int | None
    left: int | None
    rehearsing: bool
    polled: bool

    @property
    def steps(self) -> tuple[Phase, ...]:
        """The steps of the afternoon."""
        return STEPS


@dataclass(frozen=True, slots=True)
class WallFace:
    """All of it. `kind` says which screen is up: "flaps", "vote" or "board"."""

    url: str
    kind: str
    head: HeadFace
    aside: AsideFace
    flaps: tuple[FlapFace, ...]
    notes: tuple[NoteFace, ...]
    rows: tuple[Row, ...]
    cards: tuple[NewAction, ...]
    spot: int | None
    waiting: tuple[NoteFace, ...]  # actions that aren't on the board yet, by stickers
    wishes: tuple[tuple[int, str], ...]  # what hangs on 2A
    answers: Mapping[int, int]  # which of those each action seems to answer
    next_on: date | None  # the next meeting: a good day to promise something by
    soon: tuple[tuple[int, date], ...]  # in how many weeks, which day that is

    @property
    def screen(self) -> tuple[Any, ...]:
        """What the part in the middle shows while no flaps hang there."""
        shown = (self.rows, self.cards, self.spot, self.waiting, self.wishes, self.answers)
        return (*shown, self.next_on, self.soon, self.head.polled, self.aside.stickers)

    @property
    def shown(self) -> NewAction | None:
        """The action that is large on the wall."""
        return next((card for card in self.cards if card.number == self.spot), None)

    @property
    def earlier(self) -> int | None:
        """The action before it in the round."""
        return self._beside(-1)

    @property
    def later(self) -> int | None:
        """The one after it."""
        return self._beside(1)

    def _beside(self, step: int) -> int | None:
        numbers = [card.number for card in self.cards]
        at = numbers.index(self.spot) + step if self.spot in numbers else -1
        return numbers[at] if 0 <= at < len(numbers) else None


def read(meeting: Meeting, known: SimilarNotes | None = None, *, compares: bool = True) -> WallFace:
    """A meeting as its wall shows it now.

    Comparing all notes takes longest; without it, what is `known` to be alike stays.
    """
    notes, cards, flaps = rows(meeting), boarded(meeting), FlapFace.of(meeting)
    faces = drawn(meeting, notes, cards)
    likes = find_similar_notes(faces) if compares else still_similar(known, faces)
    shown = tuple(face for face in faces if not face.held)
    kind = {Phase.VOTE: "vote", Phase.BOARD: "board"}.get(meeting.phase, "flaps")
    by_id = {face.id: face for face in faces}
    coming = publication.waiting(meeting) if kind == "board" else []
    return WallFace(
        url=meeting.url,
        kind=kind,
        head=_head(meeting),
        flaps=flaps,
        notes=shown,
        aside=read_aside(meeting, flaps, faces, likes),
        spot=meeting.spot,
        rows=ranked(meeting, shown, notes) if kind != "flaps" else (),
        cards=in_round(meeting, notes, cards, faces) if kind == "board" else (),
        waiting=tuple(by_id[note.id] for note in coming if note.id in by_id),
        wishes=tuple((one.id, one.words) for one in shown if one.flap == WISHES) if coming else (),
        answers=publication.answered_by(meeting) if coming else {},
        next_on=next_day(meeting),
        soon=soon(meeting.board.today),
    )


def token(meeting_id: int, at: datetime) -> tuple[Any, ...]:
    """What changes when phones join or vote, which the board's version doesn't tell."""
    return tuple(db.session.execute(_token(), {"meeting": meeting_id, "now": at}).one())


@lru_cache(maxsize=1)
def _token() -> Any:
    mine: Any = bindparam("meeting")
    joined = select(func.count()).where(Participant.meeting_id == mine)
    sided = joined.where(Participant.side.is_not(None))
    here = joined.where(Participant.seen_until > bindparam("now"))
    voted = select(func.max(Vote.at)).where(Vote.meeting_id == mine)
    pledged = select(func.count()).where(Pledge.meeting_id == mine)
    return select(*(one.scalar_subquery() for one in (joined, sided, here, voted, pledged)))


def _head(meeting: Meeting) -> HeadFace:
    return HeadFace(
        title=meeting.title,
        held_on=meeting.held_on,
        place=meeting.place,
        phase=meeting.phase,
        ends=meeting.timer_ends,
        left=meeting.timer_left,
        rehearsing=meeting.rehearsing,
        polled=meeting.polled,
    )
