"""Noticing that somebody committed a change, in this process or in another one."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from actionboard.core.database import db

LOOK_EVERY = 0.004  # seconds between two looks at an embedded database
RIGHTS_EVERY = 0.5  # seconds within which whoever was removed is cut off
CHANNEL = "actiebord"  # what PostgreSQL notifies on, with the board's id


def sqlite_changes() -> Iterator[set[int]]:
    """The boards that changed, each time somebody committed anything; every board otherwise."""
    with db.engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        known: dict[int, int] = {}
        last = None
        while True:
            now = raw.execute("PRAGMA data_version").fetchone()[0]
            changed: set[int] = set()
            if now != last:
                last = now
                versions = dict(raw.execute("SELECT id, version FROM boards"))
                changed = {one for one, version in versions.items() if known.get(one) != version}
                known = versions
            yield changed
            time.sleep(LOOK_EVERY)


def postgres_changes() -> Iterator[set[int]]:
    """The boards that PostgreSQL says changed."""
    import psycopg

    url = db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"LISTEN {CHANNEL}")
        yield set()
        while True:
            heard = connection.notifies(timeout=RIGHTS_EVERY, stop_after=1)
            yield {int(notice.payload) for notice in heard}
