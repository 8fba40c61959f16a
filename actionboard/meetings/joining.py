"""Joining a meeting with a phone: no account, a cookie, and from which side somebody comes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from actionboard.accounts.budgets import Purse, wait_for
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
    found = Participant.find(meeting, key)
    if found is None:
        found = _newcomer(meeting, key, source, at)
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


def _newcomer(meeting: Meeting, key: str, source: str, at: datetime) -> Participant:
    purse = Purse(f"phones:{source}", HERE, WINDOW)
    wait_for([purse])
    if purse.is_empty(at) or Participant.count(meeting) >= MOST:
        raise FullHouse()
    purse.spend(at)
    joined = Participant(meeting_id=meeting.id, key=key, name="", place="", joined_at=at)
    try:
        with db.session.begin_nested():
            db.session.add(joined)
            db.session.flush()
    except IntegrityError:  # the same phone, twice at once
        return Participant.find(meeting, key) or joined
    return joined
