"""Putting a backup back: all of it or nothing, on SQLite or PostgreSQL, brought to this schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Engine,
    MetaData,
    Table,
    bindparam,
    func,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError

from actionboard.backups.archive import BadBackup, Progress, Reader, typed
from actionboard.core.database import WRITING, alembic_config, is_sqlite

AT_ONCE = 500  # rows written in one go


class NotEmpty(Exception):
    """There is something in this database already."""


def is_empty(engine: Engine) -> bool:
    """Whether nobody and no board is in it."""
    with engine.connect() as connection:
        known = set(inspect(connection).get_table_names())
        return not any(
            connection.scalar(text(f"SELECT 1 FROM {name} LIMIT 1"))  # noqa: S608 - our own names
            for name in ("users", "boards", "organisations")
            if name in known
        )


def restore(engine: Engine, backup: Reader, progress: Progress, *, replace: bool = False) -> None:
    """Make the database what it was, in one transaction. Raises BadBackup, NotEmpty.

    The tables are made as they were when the backup was taken, filled, and then brought to the
    schema of today, as any database of that age is.
    """
    _must_know(backup.contents.schema)
    if not replace and not is_empty(engine):
        raise NotEmpty
    with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        if is_sqlite(engine):
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        config = alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        command.upgrade(config, backup.contents.schema)
        try:
            _fill(connection, backup, progress)
        except (ValueError, TypeError, LookupError, DBAPIError):  # made by other hands
            raise BadBackup("Wat in deze reservekopie staat, past niet in de database.") from None
        command.upgrade(config, "head")


def _must_know(schema: str) -> None:
    known = {one.revision for one in ScriptDirectory.from_config(alembic_config()).walk_revisions()}
    if schema not in known:
        raise BadBackup("Deze reservekopie is van een nieuwere versie van Actiebord.")


def _fill(connection: Connection, backup: Reader, progress: Progress) -> None:
    schema = MetaData()
    schema.reflect(connection)
    named = backup.contents.tables
    unknown = [name for name in named if name not in schema.tables]
    if unknown:
        raise BadBackup(f"Deze reservekopie heeft een tabel die er niet hoort: {unknown[0]}.")
    later: list[tuple[Table, Column[Any]]] = []
    for table, late in _in_order(schema, set(named)):
        _insert(connection, backup, table, {one.name for one in late}, progress)
        later += [(table, one) for one in late]
    for table, column in later:
        _link(connection, backup, table, column)
    if not is_sqlite(connection.engine):
        _go_on_counting(connection, schema)


def _in_order(schema: MetaData, names: set[str]) -> Iterator[tuple[Table, list[Column[Any]]]]:
    """Each table after those it points at, with the columns that point at what comes later.

    Organisations point at their contact, and people at their organisation: one of the two waits.
    """
    done: set[str] = set()
    while left := [schema.tables[name] for name in sorted(names - done)]:
        table = min(left, key=lambda one: (_waits(one, done, must=True), _waits(one, done)))
        yield table, [one for one in table.columns if one.nullable and _ahead(one, done)]
        done.add(table.name)


def _waits(table: Table, done: set[str], *, must: bool = False) -> int:
    return sum(
        _ahead(one, done | {table.name}) for one in table.columns if not (must and one.nullable)
    )


def _ahead(column: Column[Any], done: set[str]) -> bool:
    return any(key.column.table.name not in done for key in column.foreign_keys)


def _insert(
    connection: Connection, backup: Reader, table: Table, late: set[str], progress: Progress
) -> None:
    columns = _columns(backup, table)
    names = [one.name for one in columns]
    kinds = [_kind(one) for one in columns]
    batch: list[dict[str, Any]] = []
    for row in backup.rows(table.name):
        values = zip(names, kinds, row, strict=True)
        batch.append({n: None if n in late else typed(kind, one) for n, kind, one in values})
        progress(1)
        if len(batch) == AT_ONCE:
            connection.execute(table.insert(), batch)
            batch = []
    if batch:
        connection.execute(table.insert(), batch)


def _link(connection: Connection, backup: Reader, table: Table, column: Column[Any]) -> None:
    """Fill in a column that pointed at rows that weren't there yet."""
    columns = _columns(backup, table)
    at = columns.index(column)
    keys = [(one, columns.index(one)) for one in table.primary_key.columns]
    found = [
        {"linked_row": row[at], **{f"key_{one.name}": row[place] for one, place in keys}}
        for row in backup.rows(table.name)
        if row[at] is not None
    ]
    if found:
        same = [one == bindparam(f"key_{one.name}") for one, _place in keys]
        connection.execute(
            table.update().where(*same).values({column.name: bindparam("linked_row")}), found
        )


def _columns(backup: Reader, table: Table) -> list[Column[Any]]:
    try:
        return [table.c[name] for name in backup.contents.tables[table.name].columns]
    except KeyError as error:
        raise BadBackup(
            f"Deze reservekopie heeft een kolom die er niet hoort: {error.args[0]}."
        ) from None


def _kind(column: Column[Any]) -> type:
    if isinstance(column.type, JSON):
        column.type.none_as_null = True  # nothing is nothing, and no JSON "null"
        return object
    try:
        return column.type.python_type
    except NotImplementedError:
        return object


def _go_on_counting(connection: Connection, schema: MetaData) -> None:
    """The next row gets a number that no row has."""
    for table in schema.tables.values():
        sequence = "id" in table.c and connection.scalar(
            select(func.pg_get_serial_sequence(table.name, "id"))
        )
        if sequence:
            last = connection.scalar(select(func.max(table.c.id)))
            connection.execute(select(func.setval(sequence, last or 1, last is not None)))
