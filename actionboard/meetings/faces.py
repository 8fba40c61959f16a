"""What the wall of a meeting shows, read in a few queries; the same for everybody who looks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, func, select

from actionboard import codes
from actionboard.accounts.models import Kind
from actionboard.boards.models import Theme
from actionboard.cards.models import Card
from actionboard.db import db
from actionboard.meetings import boarding
from actionboard.meetings.bundling import alike, leads, under
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from actionboard.meetings.people import Participant
from actionboard.meetings.photos import Photo
from actionboard.meetings.pledging import Pledge
from actionboard.meetings.programme import STEPS, WISHES, Phase
from actionboard.meetings.ranking import Row, ranked
from actionboard.meetings.voting import Vote

SHOWN = 40  # characters of a note in a suggestion


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
class Alike:
    """A suggestion: these notes may say the same."""

    flap: str
    words: str
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AsideFace:
    """Beside the wall: the way in, who joined, what is like what, what waits."""

    code: str
    phones: int
    school: int
    company: int
    other: int
    alike: Alike | None
    flaps: tuple[FlapFace, ...]
    held: tuple[NoteFace, ...]
    open: bool
    placed: int  # stickers, while the vote is on
    ready: int  # participants who placed all of theirs
    stickers: int
    voting: bool
    writing: bool


@dataclass(frozen=True, slots=True)
class CardFace:
    """One new action, as the round of promises shows it."""

    number: int
    title: str
    words: str
    level: str
    paint: str
    theme: str
    lead: str
    place: str
    side: str
    waits: int  # for how many it waits to confirm
    votes: int | None
    wish: str


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
    cards: tuple[CardFace, ...]
    spot: int | None
    waiting: tuple[NoteFace, ...]  # actions that aren't on the board yet, by stickers
    wishes: tuple[tuple[int, str], ...]  # what hangs on 2A
    answers: Mapping[int, int]  # which of those each action seems to answer

    @property
    def shown(self) -> CardFace | None:
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


def read(meeting: Meeting, known: Alike | None = None, *, compares: bool = True) -> WallFace:
    """A meeting as its wall shows it now.

    Comparing all notes takes longest; without it, what is `known` to be alike stays.
    """
    notes = _rows(meeting)
    cards = _boarded(meeting)
    faces = _notes(meeting, notes, cards)
    photos = Photo.counts(meeting)
    flaps = tuple(
        FlapFace(flap.code, flap.label, flap.question, flap.closed, photos.get(flap.code, 0))
        for flap in meeting.flaps
    )
    shown = tuple(face for face in faces if not face.held)
    kind = {Phase.VOTE: "vote", Phase.BOARD: "board"}.get(meeting.phase, "flaps")
    by_id = {face.id: face for face in faces}
    coming = boarding.waiting(meeting) if kind == "board" else []
    return WallFace(
        url=meeting.url, kind=kind, head=_head(meeting), flaps=flaps, notes=shown,
        aside=_aside(meeting, flaps, faces, _alike(faces) if compares else _still(known, faces)),
        spot=meeting.spot,
        rows=ranked(meeting, shown, notes) if kind != "flaps" else (),
        cards=_cards(meeting, notes, cards, faces) if kind == "board" else (),
        waiting=tuple(by_id[note.id] for note in coming if note.id in by_id),
        wishes=tuple((one.id, one.words) for one in shown if one.flap == WISHES) if coming else (),
        answers=boarding.answered_by(meeting) if coming else {},
    )  # fmt: skip


def token(meeting_id: int) -> tuple[Any, ...]:
    """What changes when phones join or vote, which the board's version doesn't tell."""
    return tuple(db.session.execute(_token(), {"meeting": meeting_id}).one())


@lru_cache(maxsize=1)
def _token() -> Any:
    mine: Any = bindparam("meeting")
    joined = select(func.count()).where(Participant.meeting_id == mine)
    sided = joined.where(Participant.side.is_not(None))
    voted = select(func.max(Vote.at)).where(Vote.meeting_id == mine)
    pledged = select(func.count()).where(Pledge.meeting_id == mine)
    return select(*(one.scalar_subquery() for one in (joined, sided, voted, pledged)))


def _rows(meeting: Meeting) -> Sequence[Any]:
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


def _boarded(meeting: Meeting) -> dict[int, Card]:
    """The actions that its notes became, by the note's id."""
    mine = select(Card).join(Note, Note.id == Card.note_id)
    found = db.session.scalars(mine.where(Note.meeting_id == meeting.id, ~Card.removed))
    return {card.note_id or 0: card for card in found}


def _notes(
    meeting: Meeting, notes: Sequence[Any], cards: Mapping[int, Card]
) -> tuple[NoteFace, ...]:
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


def _head(meeting: Meeting) -> HeadFace:
    return HeadFace(
        title=meeting.title, held_on=meeting.held_on, place=meeting.place, phase=meeting.phase,
        ends=meeting.timer_ends, left=meeting.timer_left, rehearsing=meeting.rehearsing,
        polled=meeting.polled,
    )  # fmt: skip


def _aside(
    meeting: Meeting, flaps: tuple[FlapFace, ...], notes: Sequence[NoteFace],
    likes: Alike | None,
) -> AsideFace:  # fmt: skip
    sides = Counter[str]()
    for side, count in db.session.execute(
        select(Participant.side, func.count())
        .where(Participant.meeting_id == meeting.id)
        .group_by(Participant.side)
    ):
        sides[side.value if side else ""] += count
    dots = [sum(one.values()) for one in Vote.dots_of(meeting)]
    return AsideFace(
        code=codes.in_two(meeting.code) if meeting.code else "", phones=sides.total(),
        school=sides[Kind.SCHOOL], company=sides[Kind.COMPANY], other=sides[Kind.OTHER],
        alike=likes, flaps=flaps, held=tuple(note for note in notes if note.held),
        open=meeting.is_open, placed=sum(dots), stickers=meeting.stickers,
        ready=sum(count >= meeting.stickers for count in dots),
        voting=meeting.phase is Phase.VOTE, writing=meeting.phase in (Phase.WRITE, Phase.BUNDLE),
    )  # fmt: skip


def _alike(notes: Sequence[NoteFace]) -> Alike | None:
    """The largest group of notes on one flap that may say the same."""
    found = []
    for flap in sorted({note.flap for note in notes}):
        words = {one.id: one.words for one in notes if one.flap == flap and not one.held}
        for group in alike(words.items()):
            said = min((words[number] for number in group), key=len)
            found.append(Alike(flap, said[:SHOWN], tuple(group)))
    return max(found, key=lambda one: (one.flap == "2B", len(one.ids)), default=None)


def _still(known: Alike | None, notes: Sequence[NoteFace]) -> Alike | None:
    """What was found alike, unless some of it was bundled or taken away since."""
    hanging = {note.id for note in notes}
    return known if known and hanging.issuperset(known.ids) else None


def _cards(
    meeting: Meeting, notes: Sequence[Any], cards: Mapping[int, Card], faces: Sequence[NoteFace]
) -> tuple[CardFace, ...]:
    by_id, shown = {note.id: note for note in notes}, {face.id: face for face in faces}
    made, pledged = [], Pledge.counts(meeting)
    for number, card in sorted(cards.items(), key=lambda one: one[1].number):
        note, lead = by_id[number], card.lead
        if not card.is_on_board:
            continue
        made.append(
            CardFace(
                number=card.number, title=card.title, words=note.words, level=card.level.label,
                paint=card.theme.paint if card.theme else "grey",
                theme=card.theme.name if card.theme else "",
                lead=lead.name if lead else "", place=lead.organisation.name if lead else "",
                side=lead.organisation.kind.value if lead else "", waits=pledged.get(card.id, 0),
                votes=note.votes, wish=shown[number].wish if number in shown else "",
            )
        )  # fmt: skip
    return tuple(made)
