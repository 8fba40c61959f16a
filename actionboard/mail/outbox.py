"""Putting a mail in the outbox, within the transaction of the change that causes it."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from actionboard.core.database import db, is_sqlite
from actionboard.mail.letter import Letter
from actionboard.mail.mime_message import host
from actionboard.mail.models import REMEMBERED, Mail

USEFUL = timedelta(days=3)  # how long we try when nothing else was said


class Reader(Protocol):
    """A person who gets a mail."""

    id: int
    email: str


def post(
    letter: Letter,
    to: Reader | str | None,
    *,
    kind: str,
    thing: str,
    at: datetime,
    ends_at: datetime | None = None,
) -> bool:
    """Send this letter, once, when the transaction is committed; says whether it was new.

    `thing` tells this mail from others of its kind to the same person: a day ("2026-11-27"), a
    card, a request. A mail that there is already is left as it is.
    `to` may be a person, an address (of somebody who was invited), or None: then a mail to nobody
    is written, and thrown away at delivery, so that asking takes as long as when it has a reader.
    """
    user = None if to is None or isinstance(to, str) else to
    address = to if to is None or isinstance(to, str) else to.email
    values = {
        "user_id": user.id if user else None,
        "to": address,
        "kind": kind,
        "key": f"{kind}:{user.id if user else address or ''}:{thing}",
        "subject": letter.subject,
        "text": letter.text,
        "html": letter.html,
        "calendar": letter.calendar,
        "pdf": letter.pdf,
        "unsubscribe": letter.unsubscribe,
        "message_id": f"<{secrets.token_hex(16)}@{host()}>",
        "created_at": at,
        "due_at": at,
        "ends_at": ends_at or at + USEFUL,
        "tries": 0,
    }
    insert: Any = sqlite.insert if is_sqlite(db.engine) else postgresql.insert
    statement = insert(Mail).values(**values).on_conflict_do_nothing().returning(Mail.id)
    return db.session.scalar(statement) is not None


def forget(now: datetime) -> None:
    """Throw away what is long done."""
    db.session.execute(delete(Mail).where(Mail.done_at < now - REMEMBERED))
