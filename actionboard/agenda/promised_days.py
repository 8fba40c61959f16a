"""Promises as days in somebody's calendar (RFC 5545); each keeps its name, so that it can move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actionboard.agenda.decisions import Decision
from actionboard.cards.models import Card
from actionboard.cards.past_board import PastCard


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that one person promised: what, by when, and its own name in a calendar."""

    what: str
    due_on: date | None
    uid: str
    path: str

    @classmethod
    def of_card(cls, card: Card, was: PastCard | None = None) -> Promise:
        """To bring an action further, with the day that it has, or had."""
        board, due_on = card.board, (was or card).due_on
        uid, path = f"card-{board.slug}-{card.number}", f"{board.url}/cards/{card.number}"
        return cls(card.title, due_on, uid, path)

    @classmethod
    def of_decision(cls, one: Decision) -> Promise:
        """What an agreement names somebody for."""
        url = one.meeting.board.url
        path = f"{url}/cards/{one.card.number}" if one.card else f"{one.meeting.url}/minutes"
        return cls(one.body, one.due_on, f"decision-{one.id}", path)
