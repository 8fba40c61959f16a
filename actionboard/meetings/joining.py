"""Joining a meeting with a phone: no account, a cookie, and from which side somebody comes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from actionboard.accounts.budgets import LONGEST, Purse, wait_for
from actionboard.accounts.models import Kind, User
from actionboard.db import db
from actionboard.errors import Rejected
from actionboard.meetings.models import Meeting
from actionboard.meetings.people import Participant
from actionboard.sentences import N_

NAME, PLACE = 60, 120
MOST = 600  # phones of one meeting
HERE, WINDOW = 400, timedelta(minutes=30)  # that one source may bring within so long


class FullHouse(Rejected):
    """More phones than a room holds."""

    message = N_("Er doen al heel veel telefoons mee. Vraag de facilitator om je idee te typen.")
    status = 429


def join(
    meeting: Meeting, key: str, form: Mapping[str, str], source: str, at: datetime,
    user: User | None = None,
) -> Participant:  # fmt: skip
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
