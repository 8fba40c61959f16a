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

from flask import Flask, Request, Response, request
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from actionboard.accounts import devices
from actionboard.accounts.models import IDLE, BrowserSession
from actionboard.core.database import WRITING, db
from actionboard.core.prepared_statements import Quick

SHARED = timedelta(hours=6)  # on a computer that others use too; a long afternoon
VISIT = timedelta(hours=1)  # of a browser in which nobody has signed in yet
ON_SHARED = "shared"
NOTED_EVERY = timedelta(hours=1)  # no row is written per request


def hashed(secret: str) -> str:
    """A secret as it is stored; the secret itself exists only in the browser or the mail."""
    return hashlib.sha256(secret.encode()).hexdigest()


class ServerSession(SessionMixin):
    """The facts of one browser; read from the database when somebody first asks for one."""

    def __init__(self, secret: str | None) -> None:
        self.secret = secret
        self.old_key: str | None = None  # the id that this one replaces
        self.is_new = False
        self.modified = False
        self.accessed = False
        self._facts: dict[str, Any] | None = None

    @property
    def key(self) -> str | None:
        """The stored hash of the id, None for a browser that is not known."""
        return hashed(self.secret) if self.secret else None

    @property
    def is_shared(self) -> bool:
        """Whether the computer is one that others use too: then it is forgotten the same day."""
        return bool(self.get(ON_SHARED))

    def renew(self) -> str:
        """Go on under a new id, and return it: who knew the old one knows nothing any more."""
        self._load()
        self.old_key = self.key
        return self._begin()

    def known(self) -> str:
        """The id, a new one for a browser that had none."""
        self._load()
        return self.secret or self._begin()

    def _begin(self) -> str:
        self.secret = secrets.token_urlsafe(32)
        self.is_new = self.modified = True
        return self.secret

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
            row = FACTS.first(key=self.key, now=now)
            if row is None:
                self.secret = None
            else:
                self.learn(row.facts, row.seen_at, now)
        return self._facts

    def learn(self, facts: dict[str, Any], seen_at: datetime, now: datetime) -> None:
        """Take what a query found on its way to something else, so that nothing reads it again."""
        if self._facts:
            return  # what this request has changed since is newer
        self._facts = dict(facts)
        self.modified = is_news(seen_at, now)


def is_news(seen_at: datetime, now: datetime) -> bool:
    """Whether it is time to note once more that a browser was here."""
    return now - seen_at > NOTED_EVERY


FACTS = Quick(
    lambda: select(BrowserSession.facts, BrowserSession.seen_at).where(
        BrowserSession.key == bindparam("key"), BrowserSession.ends_at > bindparam("now")
    )
)


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
        secret = session.known()
        if not _write(session, datetime.now(UTC), request.user_agent.string):
            response.delete_cookie(name, path="/", secure=self.get_cookie_secure(app))
            return
        response.set_cookie(
            name, secret, max_age=None if session.is_shared else IDLE, path="/", httponly=True,
            samesite="Lax", secure=self.get_cookie_secure(app),
        )  # fmt: skip
        response.vary.add("Cookie")


def forget(now: datetime) -> None:
    """Throw away the sessions that have ended."""
    db.session.execute(delete(BrowserSession).where(BrowserSession.ends_at < now))


def _write(session: ServerSession, now: datetime | None, agent: str = "") -> bool:
    """Keep the session, or without a moment end it. False if it was ended elsewhere meanwhile."""
    db.session.rollback()
    with db.engine.connect().execution_options(**{WRITING: True}) as connection:
        for key in filter(None, {session.old_key, None if now else session.key}):
            connection.execute(delete(BrowserSession).where(BrowserSession.key == key))
        kept = now is None or _keep(connection, session, now, agent)
        connection.commit()
    return kept


def _keep(connection: Connection, session: ServerSession, now: datetime, agent: str) -> bool:
    user_id = session.get("_user_id")
    values: dict[str, Any] = {
        "user_id": int(user_id) if user_id else None,
        "facts": dict(session),
        "device": devices.recognise(agent),
        "seen_at": now,
    }
    if session.is_new:
        lasts = (SHARED if session.is_shared else IDLE) if user_id else VISIT
        values |= {"key": session.key, "began_at": now, "ends_at": now + lasts}
        connection.execute(insert(BrowserSession).values(**values))
        return True
    if user_id and not session.is_shared:
        values["ends_at"] = now + IDLE
    mine = BrowserSession.key == session.key
    return bool(connection.execute(update(BrowserSession).where(mine).values(**values)).rowcount)
