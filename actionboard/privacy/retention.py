"""Throwing away what has been kept long enough; templates/privacy/about.html tells how long."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update

from actionboard.boards.activity_log import Activity
from actionboard.boards.texts import BLANK
from actionboard.core.database import db
from actionboard.core.local_time import day_of
from actionboard.imports.drafts import DISCARDED
from actionboard.imports.models import Import
from actionboard.meetings.models import Meeting
from actionboard.meetings.participants import Participant
from actionboard.membership.models import Invitation, JoinLink
from actionboard.privacy.declared import emptied, kept_for


def forget(now: datetime) -> None:
    """Forget who never came and doors that closed; within a transaction that writes."""
    unanswered = (
        Invitation.used_at.is_(None),
        Invitation.ends_at < now - kept_for(Invitation.email),
    )
    db.session.execute(delete(Invitation).where(*unanswered))
    db.session.execute(delete(JoinLink).where(JoinLink.ends_at < now))
    thrown_away = select(Activity.subject_id).where(
        Activity.verb == DISCARDED.name, Activity.at < now - kept_for(Import.rows)
    )
    db.session.execute(
        update(Import)
        .where(Import.id.in_(thrown_away), Import.removed, Import.name != BLANK)
        .values(name=BLANK, rows=[], skipped=[])
    )
    past = select(Meeting.id).where(Meeting.held_on < day_of(now) - kept_for(Participant.name))
    db.session.execute(
        update(Participant)
        .where(Participant.meeting_id.in_(past), Participant.name + Participant.place != "")
        .values(emptied(Participant))
        .execution_options(synchronize_session=False)
    )
