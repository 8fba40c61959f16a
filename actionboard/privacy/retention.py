"""Throwing away what has been kept long enough; templates/privacy/about.html tells how long."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from actionboard.boards.activity_log import Activity
from actionboard.core.database import db
from actionboard.core.local_time import day_of
from actionboard.imports.models import Import
from actionboard.meetings.models import Meeting
from actionboard.meetings.participants import Participant
from actionboard.membership.models import Invitation, JoinLink

UNANSWERED = timedelta(days=30)  # after it ended, an invitation that nobody used is forgotten
AFTERWARDS = timedelta(days=30)  # after a meeting, whose phone was whose is forgotten
THROWN_AWAY = timedelta(days=30)  # after which undo brings a list back no longer
FORGOTTEN = "…"


def forget(now: datetime) -> None:
    """Forget who never came and doors that closed; within a transaction that writes."""
    unanswered = (Invitation.used_at.is_(None), Invitation.ends_at < now - UNANSWERED)
    db.session.execute(delete(Invitation).where(*unanswered))
    db.session.execute(delete(JoinLink).where(JoinLink.ends_at < now))
    thrown_away = select(Activity.subject_id).where(
        Activity.verb == "import.discarded", Activity.at < now - THROWN_AWAY
    )
    db.session.execute(
        update(Import)
        .where(Import.id.in_(thrown_away), Import.removed, Import.name != FORGOTTEN)
        .values(name=FORGOTTEN, rows=[], skipped=[])
    )
    past = select(Meeting.id).where(Meeting.held_on < day_of(now) - AFTERWARDS)
    db.session.execute(
        update(Participant)
        .where(Participant.meeting_id.in_(past), Participant.name + Participant.place != "")
        .values(name="", place="")
        .execution_options(synchronize_session=False)
    )
