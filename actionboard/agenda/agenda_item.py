"""A card as a meeting talks about it: large, with its steps, its post-it and what is agreed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from actionboard.accounts.person_badge import Seat, nameless
from actionboard.agenda.agenda import Clock, Walk
from actionboard.agenda.decisions import Decision
from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.boards.texts import Words
from actionboard.cards import card_view
from actionboard.cards.card_view import CardFace, Painter
from actionboard.cards.comments import Comment
from actionboard.cards.models import Card
from actionboard.cards.steps import Step
from actionboard.core.database import db
from actionboard.core.i18n import language
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One card on the beamer; `said` and `why` are for the presenter's own screen alone."""

    card: Card
    face: CardFace
    level: Level
    stage: Stage
    steps: list[Step]
    decisions: list[Decision]
    note: Note | None
    said: list[Comment]

    @property
    def calls_for_help(self) -> bool:
        """Late or stuck: then organisations stand there, no names, and who can help?"""
        return self.face.late or self.face.stuck

    @property
    def shown(self) -> CardFace:
        """The card as the room sees it: nobody is late by name."""
        if not self.calls_for_help:
            return self.face
        lead, partner = nameless(self.face.lead), nameless(self.face.partner)
        return replace(self.face, lead=lead, partner=partner)


@dataclass(frozen=True, slots=True)
class ListedCard:
    """A card on today's list: where we are, and how many minutes it took or may take."""

    number: int
    title: str
    state: str  # "past", "now", "ahead"
    minutes: int


@dataclass(frozen=True, slots=True)
class AgendaView:
    """The whole way along the cards, as a page shows it."""

    walk: Walk
    clock: Clock
    stops: list[ListedCard]
    talks: list[AgendaItem]
    given: int  # seconds for the card that is shown

    @classmethod
    def of(cls, meeting: Meeting, walk: Walk, now: datetime) -> AgendaView:
        """The way along the cards at a moment."""
        clock, cards = Clock.of(walk, now), walk.cards()
        talks = talks_about(meeting, cards)
        stops = [
            ListedCard(
                talk.face.number,
                talk.face.title,
                _state(walk, clock, talk.card),
                _minutes(walk, clock, talk.card),
            )
            for talk in talks
        ]
        given = 60 * (walk.minutes + walk.extra.get(str(walk.card_id), 0))
        return cls(walk, clock, stops, talks, given)

    @property
    def now(self) -> AgendaItem | None:
        """The card that is shown."""
        return next((one for one in self.talks if one.card is self.walk.card), None)

    @property
    def previous(self) -> ListedCard | None:
        """The stop before this one."""
        return self._beside(-1)

    @property
    def next(self) -> ListedCard | None:
        """The stop after this one."""
        return self._beside(1)

    def _beside(self, step: int) -> ListedCard | None:
        at = next((place for place, one in enumerate(self.stops) if one.state == "now"), None)
        if at is None or not 0 <= at + step < len(self.stops):
            return None
        return self.stops[at + step]


def talks_about(meeting: Meeting, cards: Sequence[Card]) -> list[AgendaItem]:
    """Those cards as a meeting talks about them; a handful of queries, however many they are."""
    board, ids = meeting.board, [card.id for card in cards]
    painter = Painter(
        board.slug, card_view.people(), card_view.themes(board.id), board.today, board.stillness
    )
    rows = db.session.execute(
        card_view.rows().where(Card.id.in_(ids)), {"board": board.id, "since": 0}
    ).all()
    faced = {row.id: painter.face(row, language()) for row in rows}
    steps = _by_card(select(Step).where(~Step.removed).options(joinedload(Step.ticked_by)), ids)
    said = _by_card(select(Comment).where(~Comment.removed), ids)
    decisions = _by_card(
        select(Decision).where(~Decision.removed, Decision.meeting_id == meeting.id), ids
    )
    notes = {
        one.id: one
        for one in db.session.scalars(
            select(Note).where(Note.id.in_([card.note_id for card in cards if card.note_id]))
        ).unique()
    }
    return [
        AgendaItem(
            card,
            faced[card.id],
            card.level,
            card.stage,
            steps[card.id],
            decisions[card.id],
            notes.get(card.note_id or 0),
            said[card.id],
        )
        for card in cards
        if card.id in faced
    ]


def seats(decision: Decision, people: dict[int, Seat]) -> list[Seat]:
    """The marks of who an agreement names."""
    return [people[one] for one in decision.who_ids if one in people]


def _by_card(wanted: Any, ids: Sequence[int]) -> dict[int, list[Any]]:
    kind = wanted.column_descriptions[0]["entity"]
    found: dict[int, list[Any]] = defaultdict(list)
    words = joinedload(kind.body_words).joinedload(Words.by)
    query = wanted.where(kind.card_id.in_(ids)).options(words)
    for one in db.session.scalars(query.order_by(kind.id)):
        found[one.card_id].append(one)
    return found


def _state(walk: Walk, clock: Clock, card: Card) -> str:
    if card is walk.card:
        return "now"
    return "past" if clock.spent.get(card.id) else "ahead"


def _minutes(walk: Walk, clock: Clock, card: Card) -> int:
    if spent := clock.spent.get(card.id):
        return max(1, round(spent / 60))
    return walk.minutes
