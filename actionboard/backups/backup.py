"""Taking a backup: one moment of the whole database, while others read and write."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, MetaData, Table, func, select

from actionboard.backups.archive import Contents, Progress, Row, Writer
from actionboard.core.database import is_sqlite

AT_ONCE = 500  # rows read from the database in one go
# What nobody misses, and what would let a finder of the file in: browsers that are signed in, codes
# and links to sign in, how often something was asked, who looks.
LEFT_HERE = ("browser_sessions", "sign_in_links", "attempts", "spendings", "lookers")


class NothingHere(Exception):
    """The database was never started."""


def take(engine: Engine, path: Path, at: datetime, progress: Progress) -> Contents:
    """Write a backup; the file is there when it is whole, and readable by its owner only.

    All tables are read as they were at one moment: in one transaction that sees no other's commits.
    The schema stays as old as it is. Mails that wait are left out: whoever restores the file
    elsewhere must not send them again. Raises NothingHere, OSError.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        part.unlink(missing_ok=True)  # of a run that was killed; with rights of its own
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with (
            os.fdopen(descriptor, "wb") as raw,
            zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as file,
            _one_moment(engine) as connection,
        ):
            contents = _copy(connection, Writer(file), at, progress)
        with part.open("rb") as whole:
            os.fsync(whole.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return contents


def size_of(engine: Engine) -> int:
    """How many rows there are to copy, for who watches."""
    with _one_moment(engine) as connection:
        return sum(connection.scalar(_count(one)) or 0 for one in _tables(connection))


def _one_moment(engine: Engine) -> Connection:
    connection = engine.connect()
    if not is_sqlite(engine):
        connection = connection.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
    return connection


def _copy(connection: Connection, writer: Writer, at: datetime, progress: Progress) -> Contents:
    schema = MigrationContext.configure(connection).get_current_revision()
    if schema is None:
        raise NothingHere
    for table in _tables(connection):
        writer.add(
            table.name, [one.name for one in table.columns], _rows(connection, table, progress)
        )
    return writer.finish(schema, at)


def _tables(connection: Connection) -> list[Table]:
    """The tables as the database has them, whatever the code thinks: they fit its own revision."""
    found = MetaData()
    found.reflect(connection)
    left = (*LEFT_HERE, "alembic_version")
    return [table for name, table in sorted(found.tables.items()) if name not in left]


def _rows(connection: Connection, table: Table, progress: Progress) -> Iterator[Row]:
    wanted = _wanted(table).order_by(*table.primary_key.columns)
    streamed = connection.execution_options(yield_per=AT_ONCE).execute(wanted)
    for row in streamed:
        yield list(row)
        progress(1)


def _wanted(table: Table) -> Any:
    wanted = select(table)
    return wanted.where(table.c.done_at.is_not(None)) if table.name == "mails" else wanted


def _count(table: Table) -> Any:
    return select(func.count()).select_from(_wanted(table).subquery())
