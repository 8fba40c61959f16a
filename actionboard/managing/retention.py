"""Throwing away what has been kept long enough; templates/privacy/about.html tells how long."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete

from actionboard.db import db
from actionboard.managing.models import Invitation, JoinLink

UNANSWERED = timedelta(days=30)  # after it ended, an invitation that nobody used is forgotten


def forget(now: datetime) -> None:
    """Forget who never came and doors that closed; within a transaction that writes."""
    unanswered = (Invitation.used_at.is_(None), Invitation.ends_at < now - UNANSWERED)
    db.session.execute(delete(Invitation).where(*unanswered))
    db.session.execute(delete(JoinLink).where(JoinLink.ends_at < now))
