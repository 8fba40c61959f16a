"""What a phone in a meeting has to know: which screen is up, so that it asks for its own.

What all phones of a meeting show alike is kept in the process: two hundred of them ask for it in
the same second.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Self

from flask import current_app
from sqlalchemy import bindparam, or_, select

from actionboard.boards.activity_log import Activity
from actionboard.boards.models import Board
from actionboard.core.prepared_statements import Quick
from actionboard.meetings.models import Meeting
from actionboard.phones.phone_view import PhoneFace

SHOWN = ("meeting", "flap", "card", "decision", "conclusion")  # what a phone's screen is made of
KEPT = 100  # meetings of which one process keeps what phones show


@dataclass(frozen=True, slots=True)
class Phone:
    """What phones show, at a version of the board."""

    version: int
    face: PhoneFace

    @classmethod
    def of(cls, meeting: Meeting) -> Self:
        """As it is now; read again only when something happened that phones show."""
        kept: OrderedDict[int, Self]
        kept = current_app.extensions.setdefault("phones", OrderedDict())
        version: int = VERSION.first(board=meeting.board_id).version
        known = kept.get(meeting.id)
        if known is not None and not _has_news(meeting, known.version, version):
            face = known.face
        else:
            face = PhoneFace.of(meeting)  # as new as that version, at least
        phone = kept[meeting.id] = cls(version, face)
        kept.move_to_end(meeting.id)
        if len(kept) > KEPT:
            kept.popitem(last=False)
        return phone

    @property
    def mark(self) -> str:
        """Changes with everything that is to be seen."""
        return self.face.mark


def _has_news(meeting: Meeting, since: int, version: int) -> bool:
    """Whether anything happened that a phone may show; a note on the wall is nothing of that.

    A version that is older than what is known comes from a backup that was put back.
    """
    if since >= version:
        return since > version
    return NEWS.first(board=meeting.board_id, since=since) is not None


VERSION = Quick(lambda: select(Board.version).where(Board.id == bindparam("board")))
NEWS = Quick(
    lambda: (
        select(Activity.version)
        .where(
            Activity.board_id == bindparam("board"),
            Activity.version > bindparam("since"),
            or_(*(Activity.subject == one for one in SHOWN)),
        )
        .limit(1)
    )
)


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
        meeting = Meeting.find(board, self.meeting_id)
        return Phone.of(meeting) if meeting else None

    def for_news(self, sight: Any, version: int) -> PhoneView:
        """The same for all."""
        return self

    def paint(self, phone: Phone, version: int) -> str:
        """The mark of the screen that is up."""
        return phone.mark
