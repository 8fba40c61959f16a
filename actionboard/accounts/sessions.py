"""Who is signed in: a random id in the cookie, everything else on the server.

Flask-Login writes into `flask.session` as always; this keeps what it writes in the database, so
that signing out, removal and erasure end a session at once, wherever its cookie is.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy import Connection, delete, insert, select, update

from actionboard.accounts.models import BrowserSession
from actionboard.db import WRITING, db

LASTS = timedelta(days=30)
NOTED_EVERY = timedelta(hours=1)  # no row is written per request


def hashed(secret: str) -> str:
    """A secret as it is stored; the secret itself exists only in the browser or the mail."""
    return hashlib.sha256(secret.encode()).hexdigest()


class ServerSession(SessionMixin):
    """The facts of one browser; read from the database when somebody first asks for one."""

    def __init__(self, secret: str | None) -> None:
        self.secret = secret
        self.old_key: str | None = None  # the id that this one replaces
        self.modified = False
        self.accessed = False
        self._facts: dict[str, Any] | None = None

    @property
    def key(self) -> str | None:
        """The stored hash of the id, None for a browser that is not known."""
        return hashed(self.secret) if self.secret else None

    def renew(self) -> None:
        """Go on under a new id: who knew the old one knows nothing any more."""
        self._load()
        self.old_key, self.secret = self.key, secrets.token_urlsafe(32)
        self.modified = True

    def __getitem__(self, name: str) -> Any:
        return self._load()[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self._load()[name] = value
        self.modified = True

    def __delitem__(self, name: str) -> None:
        del self._load()[name]
        self.modified = True

    def __iter__(self) -> Iterator[str]:
        return iter(self._load())

    def __len__(self) -> int:
        return len(self._load())

    def _load(self) -> dict[str, Any]:
        if self._facts is None:
            self._facts, now = {}, datetime.now(UTC)
            row = db.session.execute(
                select(BrowserSession.facts, BrowserSession.seen_at).where(
                    BrowserSession.key == self.key, BrowserSession.seen_at > now - LASTS
                )
            ).one_or_none()
            if row is None:
                self.secret = None
            else:
                self._facts = dict(row.facts)
                self.modified = now - row.seen_at > NOTED_EVERY
        return self._facts


class BrowserSessions(SessionInterface):
    """Keeps sessions in the database; the cookie is `__Host-` wherever there is https."""

    def get_cookie_name(self, app: Flask) -> str:
        """`__Host-actiebord`, or `actiebord` over plain http on this machine itself."""
        return "__Host-actiebord" if app.config["SESSION_COOKIE_SECURE"] else "actiebord"

    def open_session(self, app: Flask, request: Request) -> ServerSession:
        """The session of this browser; nothing is read yet."""
        return ServerSession(request.cookies.get(self.get_cookie_name(app)) or None)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write what changed, and hand out the cookie when its id is new."""
        name = self.get_cookie_name(app)
        if not isinstance(session, ServerSession) or not session.modified:
            return
        if not session:
            _write(session, None)
            response.delete_cookie(name, path="/", secure=self.get_cookie_secure(app))
            return
        session.secret = session.secret or secrets.token_urlsafe(32)
        _write(session, datetime.now(UTC))
        response.set_cookie(
            name, session.secret, max_age=LASTS, path="/", httponly=True, samesite="Lax",
            secure=self.get_cookie_secure(app),
        )  # fmt: skip
        response.vary.add("Cookie")


def _write(session: ServerSession, now: datetime | None) -> None:
    db.session.rollback()
    with db.engine.connect().execution_options(**{WRITING: True}) as connection:
        for key in filter(None, {session.old_key, None if now else session.key}):
            connection.execute(delete(BrowserSession).where(BrowserSession.key == key))
        if now is not None:
            _upsert(connection, session, now)
        connection.commit()


def _upsert(connection: Connection, session: ServerSession, now: datetime) -> None:
    user_id = session.get("_user_id")
    values = {
        "user_id": int(user_id) if user_id else None,
        "facts": dict(session),
        "seen_at": now,
    }
    changed = connection.execute(
        update(BrowserSession).where(BrowserSession.key == session.key).values(**values)
    )
    if not changed.rowcount:
        connection.execute(insert(BrowserSession).values(key=session.key, **values))
