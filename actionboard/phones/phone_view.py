"""What all phones of a meeting show alike: its flaps, what was agreed, and a mark of it all."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from sqlalchemy import bindparam, select

from actionboard.agenda.agreed_today import AgreedToday
from actionboard.boards.texts import Words
from actionboard.cards.models import Card
from actionboard.core.database import db
from actionboard.core.prepared_statements import Quick
from actionboard.meetings.flaps import Flap
from actionboard.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class PhoneFlap:
    """A flap as a phone offers it."""

    code: str
    label: str
    question: str
    closed: bool


@dataclass(frozen=True, slots=True)
class PhoneFace:
    """The screen that all phones of a meeting show; `mark` is short and says when it differs."""

    mark: str
    flaps: tuple[PhoneFlap, ...]
    agreed: AgreedToday

    @classmethod
    def of(cls, meeting: Meeting) -> Self:
        """As it is now, past what was read before."""
        db.session.refresh(meeting)
        flaps = tuple(PhoneFlap(*row) for row in FLAPS.all(meeting=meeting.id))
        spot = SPOT.first(board=meeting.board_id, number=meeting.spot)
        agreed = AgreedToday.of(meeting)
        all_of_it = (meeting.phase, meeting.polled, meeting.stickers, flaps, spot, agreed)
        return cls(sha256(repr(all_of_it).encode()).hexdigest()[:12], flaps, agreed)

    def flap(self, code: str) -> PhoneFlap | None:
        """One of the flaps."""
        return next((flap for flap in self.flaps if flap.code == code), None)


FLAPS = Quick(
    lambda: (
        select(Flap.code, Flap.label, Words.body, Flap.closed)
        .join(Words, Words.id == Flap.question_id)
        .where(Flap.meeting_id == bindparam("meeting"))
        .order_by(Flap.code)
    )
)
SPOT = Quick(
    lambda: select(Card.number, Card.version).where(
        Card.board_id == bindparam("board"), Card.number == bindparam("number")
    )
)
