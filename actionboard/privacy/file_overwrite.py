"""Overwriting what the files of a database still hold of somebody who was erased."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from actionboard.core.database import db, is_sqlite
from actionboard.core.typed_text import Wipe
from actionboard.privacy.declared import declared, kinds

PATIENCE = "2s"  # that we wait for a table; others wait behind us


def scrub() -> None:
    """Overwrite what is left of rows that changed; after the commit."""
    db.session.rollback()
    if is_sqlite(db.engine):
        with db.engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute("VACUUM")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    else:
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            _rewrite(connection)


def _rewrite(connection: Connection) -> None:
    """Write each table anew that held something of a person.

    Where others keep a table busy it is only cleared for reuse (docs/operations.md says so).
    """
    tables = [
        kind.__tablename__
        for kind in kinds()
        if any(typed.wiped is not Wipe.NEVER for typed in declared(kind).values())
    ]
    connection.exec_driver_sql(f"SET lock_timeout = '{PATIENCE}'")
    for table in tables:
        try:
            connection.exec_driver_sql(f"VACUUM FULL {table}")
        except OperationalError:
            connection.exec_driver_sql(f"VACUUM (SKIP_LOCKED) {table}")
    connection.exec_driver_sql("RESET lock_timeout")
