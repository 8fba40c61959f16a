"""Who joined a meeting by its code: a phone, from one side or the other, without an account."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any, Self

from sqlalchemy import ForeignKey, String, UniqueConstraint, bindparam, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actionboard.accounts.models import Kind, User
from actionboard.db import Model, Moment, db, stored
from actionboard.meetings.models import Meeting
from actionboard.quick import Quick


class Participant(Model):
    """One phone in a meeting. `key` is the hash of what its cookie holds.

    A name and an organisation are given if somebody likes; no note shows them.
    """

    __tablename__ = "participants"
    __table_args__ = (UniqueConstraint("meeting_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    key: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(60), default="")
    place: Mapped[str] = mapped_column(String(120), default="")
    side: Mapped[Kind | None] = mapped_column(stored(Kind))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    joined_at: Mapped[datetime] = mapped_column(Moment)
    seen_until: Mapped[datetime | None] = mapped_column(Moment)  # worth nothing after it

    meeting: Mapped[Meeting] = relationship()
    user: Mapped[User | None] = relationship()

    @classmethod
    def find(cls, meeting: Meeting, key: str) -> Self | None:
        """Whoever holds this cookie, if they joined this meeting."""
        found: Self | None = db.session.scalar(_mine(cls), {"meeting": meeting.id, "key": key})
        return found

    @classmethod
    def connected(cls, meeting: Meeting, at: datetime) -> int:
        """How many have their page open then, as far as is known; see live/connected.py."""
        mine = (cls.meeting_id == meeting.id, cls.seen_until > at)
        return db.session.scalar(select(func.count()).where(*mine)) or 0

    @classmethod
    def count(cls, meeting: Meeting) -> int:
        """How many joined."""
        return int(JOINED.first(meeting=meeting.id).count)

    @classmethod
    def is_one(cls, meeting: Meeting, key: str) -> bool:
        """Whether whoever holds this cookie joined this meeting."""
        return KNOWN.first(meeting=meeting.id, key=key) is not None


# Every request of a phone asks for these: each is put together once.
JOINED = Quick(
    lambda: select(func.count().label("count")).where(
        Participant.meeting_id == bindparam("meeting")
    )
)
KNOWN = Quick(
    lambda: select(Participant.id).where(
        Participant.meeting_id == bindparam("meeting"), Participant.key == bindparam("key")
    )
)


@lru_cache(maxsize=1)
def _mine(kind: Any) -> Any:
    return select(kind).where(kind.meeting_id == bindparam("meeting"), kind.key == bindparam("key"))
