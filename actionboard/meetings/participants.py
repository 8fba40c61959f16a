"""Who joined a meeting by its code: a phone, from one side or the other, without an account."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache

from sqlalchemy import ForeignKey, Select, String, UniqueConstraint, bindparam, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actionboard.accounts.models import Kind, User
from actionboard.accounts.rate_limits import LONGEST, Purse, wait_for
from actionboard.core.database import Model, Moment, db, stored
from actionboard.core.errors import Rejected
from actionboard.core.messages import N_
from actionboard.core.prepared_statements import Quick
from actionboard.core.typed_text import MADE, Reader, Wipe, holds
from actionboard.meetings.models import Meeting

NAME, PLACE = 60, 120  # characters
MOST = 600  # phones of one meeting
HERE, WINDOW = 400, timedelta(minutes=30)  # that one source may bring within so long


class FullHouse(Rejected):
    """More phones than a room holds."""

    message = N_("Er doen al heel veel telefoons mee. Vraag de facilitator om je idee te typen.")
    status = 429


AFTERWARDS = timedelta(days=30)  # after a meeting, whose phone was whose is forgotten
ABOUT_ITSELF = holds("user_id", read=Reader.LEADERS, wiped=Wipe.EMPTY, kept=AFTERWARDS)


class Participant(Model):
    """One phone in a meeting. `key` is the hash of what its cookie holds.

    A name and an organisation are given if somebody likes; no note shows them.
    """

    __tablename__ = "participants"
    __table_args__ = (UniqueConstraint("meeting_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    key: Mapped[str] = mapped_column(String(64), index=True, info=MADE)
    name: Mapped[str] = mapped_column(String(NAME), default="", info=ABOUT_ITSELF)
    place: Mapped[str] = mapped_column(String(PLACE), default="", info=ABOUT_ITSELF)
    side: Mapped[Kind | None] = mapped_column(stored(Kind))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    joined_at: Mapped[datetime] = mapped_column(Moment)
    seen_until: Mapped[datetime | None] = mapped_column(Moment)  # worth nothing after it

    meeting: Mapped[Meeting] = relationship()
    user: Mapped[User | None] = relationship()

    @classmethod
    def find(cls, meeting: Meeting, key: str) -> Participant | None:
        """Whoever holds this cookie, if they joined this meeting."""
        return db.session.scalar(_by_key(), {"meeting": meeting.id, "key": key})

    @classmethod
    def connected(cls, meeting: Meeting, at: datetime) -> int:
        """How many have their page open then, as far as phones/connected_phones knows."""
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
def _by_key() -> Select[Participant]:
    return select(Participant).where(
        Participant.meeting_id == bindparam("meeting"), Participant.key == bindparam("key")
    )


# The keys of all phones that joined a meeting of :board.
PHONE_KEYS = (
    select(Participant.key)
    .join(Meeting)
    .where(Meeting.board_id == bindparam("board"), ~Meeting.removed)
)


def join(
    meeting: Meeting,
    key: str,
    form: Mapping[str, str],
    source: str,
    at: datetime,
    user: User | None = None,
) -> Participant:
    """Whoever holds this cookie, as a participant; new ones cost something, to stop a flood.

    What the form says about side, name or place is kept. Raises FullHouse.
    """
    found = Participant.find(meeting, key) or _newcomer(meeting, key, source, at)
    if user is not None and found.user_id is None:
        found.user_id, found.name = user.id, user.name[:NAME]
        found.side, found.place = user.organisation.kind, user.organisation.name
    if form.get("side") in list(Kind):
        found.side = Kind(form["side"])
    for field, most in (("name", NAME), ("place", PLACE)):
        if typed := " ".join(form.get(field, "").replace("\0", "").split())[:most]:
            setattr(found, field, typed)
    db.session.flush()
    return found


def has_joined_from(source: str, meeting: Meeting, at: datetime) -> bool:
    """Whether somebody joined this meeting from here today: then this is its room."""
    return Purse(_door(meeting, source), 1, LONGEST).is_empty(at)


def _newcomer(meeting: Meeting, key: str, source: str, at: datetime) -> Participant:
    purse = Purse(_door(meeting, source), HERE, WINDOW)
    wait_for([purse, Purse(f"phone:{key}", 1, WINDOW)])
    if found := Participant.find(meeting, key):
        return found  # the same phone, twice at once
    if purse.is_empty(at) or Participant.count(meeting) >= MOST:
        raise FullHouse()
    purse.spend(at)
    joined = Participant(meeting_id=meeting.id, key=key, name="", place="", joined_at=at)
    db.session.add(joined)
    return joined


def _door(meeting: Meeting, source: str) -> str:
    return f"phones:{meeting.id}:{source}"
