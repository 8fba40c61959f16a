"""What everybody's phone shows of the table: what was agreed today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Self

from sqlalchemy import select

from actionboard.agenda.conclusions import Conclusion
from actionboard.agenda.decisions import Decision
from actionboard.boards.texts import Words
from actionboard.cards.models import Card
from actionboard.core.database import db
from actionboard.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class Agreed:
    """One agreement or conclusion, in words."""

    body: str
    due_on: date | None = None
    card: int | None = None  # the number of the action that it is about


@dataclass(frozen=True, slots=True)
class AgreedToday:
    """The same for every phone of a meeting; equal as long as nothing was agreed or changed."""

    decisions: tuple[Agreed, ...]
    conclusions: tuple[Agreed, ...]

    @classmethod
    def of(cls, meeting: Meeting) -> Self:
        """As it is now, the latest first."""
        decisions = (
            select(Words.body, Decision.due_on, Card.number)
            .select_from(Decision)
            .join(Words, Words.id == Decision.body_id)
            .outerjoin(Card, Card.id == Decision.card_id)
            .where(Decision.meeting_id == meeting.id, ~Decision.removed)
            .order_by(Decision.id.desc())
        )
        conclusions = (
            select(Words.body)
            .select_from(Conclusion)
            .join(Words, Words.id == Conclusion.body_id)
            .where(Conclusion.meeting_id == meeting.id, ~Conclusion.removed)
            .order_by(Conclusion.id)
        )
        return cls(
            tuple(Agreed(*row) for row in db.session.execute(decisions)),
            tuple(Agreed(body) for body in db.session.scalars(conclusions)),
        )
