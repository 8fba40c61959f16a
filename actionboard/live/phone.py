"""What a phone in a meeting has to know: which screen is up, so that it asks for its own."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Self

from flask import current_app
from sqlalchemy import exists, select

from actionboard.boards.activity import Activity
from actionboard.boards.models import Board
from actionboard.cards.models import Card
from actionboard.db import db
from actionboard.meetings.models import Meeting
from actionboard.meetings.table.faces import TableFace

SHOWN = ("meeting", "flap", "card", "decision", "conclusion")  # what a phone's screen is made of


@dataclass(frozen=True, slots=True)
class Phone:
    """The screen that all phones of a meeting show; `mark` is short and says when it differs."""

    version: int
    mark: str

    @classmethod
    def of(cls, meeting: Meeting) -> Self:
        """As it is now."""
        version = db.session.scalar(select(Board.version).where(Board.id == meeting.board_id)) or 0
        flaps = [(flap.code, flap.closed, flap.question_id) for flap in meeting.flaps]
        shown: Hashable = None
        if meeting.spot is not None:
            card = Card.find(meeting.board, meeting.spot)
            shown = card and (card.number, card.version)
        agreed = TableFace.of(meeting)
        all_of_it = (meeting.phase, meeting.polled, meeting.stickers, flaps, shown, agreed)
        return cls(version, sha256(repr(all_of_it).encode()).hexdigest()[:12])


def _concerns(board: Board, since: int) -> bool:
    """Whether anything happened that a phone may show; a note on the wall is nothing of that."""
    later = (Activity.board_id == board.id) & (Activity.version > since)
    told = Activity.subject.in_(SHOWN)
    return bool(db.session.scalar(select(exists().where(later, told))))


@dataclass(frozen=True, slots=True)
class PhoneView:
    """A phone that looks at a meeting."""

    meeting_id: int

    @property
    def source(self) -> tuple[str, int]:
        """All phones of one meeting are told the same."""
        return "phone", self.meeting_id

    def look(self, board: Board) -> Phone | None:
        """The screen now; None when the meeting was removed."""
        kept: dict[int, tuple[int, Phone | None]]
        kept = current_app.extensions.setdefault("phones", {})
        since, phone = kept.get(self.meeting_id, (-1, None))
        if phone is None or since > board.version or _concerns(board, since):
            meeting = Meeting.find(board, self.meeting_id)
            phone = Phone.of(meeting) if meeting else None
        kept[self.meeting_id] = board.version, phone
        return phone

    def for_news(self, sight: Any, version: int) -> PhoneView:
        """The same for all."""
        return self

    def paint(self, phone: Phone, version: int) -> str:
        """The mark of the screen that is up."""
        return phone.mark
