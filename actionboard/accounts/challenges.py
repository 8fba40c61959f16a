"""What was begun in one browser and is answered later: at a provider of accounts, or by a passkey.

A row is good once, for a few minutes, and only for the browser that began.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Index, String, delete
from sqlalchemy.orm import Mapped, mapped_column

from actionboard.accounts.errors import SourceTooBusy
from actionboard.accounts.rate_limits import Purse, wait_for
from actionboard.accounts.sessions import hashed
from actionboard.accounts.sign_in_codes import clock
from actionboard.core.database import Json, Model, Moment, db, writing
from actionboard.core.typed_text import MADE

LASTS = timedelta(minutes=10)
MOST = 300  # that one source may begin in ten minutes: a room full of people


class Attempt(Model):
    """One beginning. `facts` is what the answer is held against; the secret is kept as a hash."""

    __tablename__ = "attempts"
    __table_args__ = (Index("ix_attempts_ends_at", "ends_at"),)

    key: Mapped[str] = mapped_column(String(64), primary_key=True, info=MADE)
    browser_key: Mapped[str] = mapped_column(String(64), info=MADE)
    kind: Mapped[str] = mapped_column(String(40))
    facts: Mapped[dict[str, Any]] = mapped_column(Json, info=MADE)
    ends_at: Mapped[datetime] = mapped_column(Moment)


def begin(kind: str, *, browser: str, source: str, now: datetime, **facts: Any) -> str:
    """Begin something in a browser; returns the secret that comes back with the answer.

    Raises SourceTooBusy.
    """
    secret = secrets.token_urlsafe(32)
    purse = Purse(f"attempts:{source}", MOST, LASTS)
    with writing():
        wait_for([purse])
        if purse.is_empty(now):
            raise SourceTooBusy(time=clock(purse.opens_at(now)))
        purse.spend(now)
        forget(now)
        db.session.add(
            Attempt(
                key=hashed(secret), browser_key=hashed(browser), kind=kind, facts=facts,
                ends_at=now + LASTS,
            )
        )  # fmt: skip
    return secret


def end(kind: str, secret: str, *, browser: str, now: datetime) -> dict[str, Any] | None:
    """What was begun, for whoever comes first; None if it wasn't here, is over or was used."""
    mine = (Attempt.key == hashed(secret), Attempt.browser_key == hashed(browser))
    with writing():
        used = delete(Attempt).where(*mine, Attempt.kind == kind, Attempt.ends_at > now)
        facts: dict[str, Any] | None = db.session.scalar(used.returning(Attempt.facts))
    return facts


def forget(now: datetime) -> None:
    """Throw away what nobody came back for."""
    db.session.execute(delete(Attempt).where(Attempt.ends_at < now))
