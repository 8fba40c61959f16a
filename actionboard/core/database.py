"""The engine, what every connection needs, and the base of all tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Enum,
    MetaData,
    String,
    event,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

from actionboard.core import package_files

WRITING = "actiebord_writing"
BEGUN = "actiebord_begun"  # under this name a session keeps the connection of its transaction


class Base(DeclarativeBase):
    """Base of all tables; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


SESSION = {
    # Verbs read after they change; a flush in between would hide from the log what changed.
    "autoflush": False,
    # What a turn just wrote is true when it is answered; the next turn reads everything anew.
    "expire_on_commit": False,
}
db = SQLAlchemy(model_class=Base, session_options=SESSION)
migrations = Migrate()

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model

# Order is compared in Python, in the browser and in both databases: plain code points everywhere.
Rank = String(200).with_variant(String(200, collation="C"), "postgresql")
Json = JSON().with_variant(JSONB(), "postgresql")


def stored(kind: type[StrEnum]) -> Enum:
    """A column type for an enum: its value in the database, its member in Python."""
    return Enum(
        kind,
        values_callable=lambda members: [one.value for one in members],
        native_enum=False,
        create_constraint=False,
        length=12,
    )


class Moment(TypeDecorator[datetime]):
    """An aware moment in UTC; SQLite keeps no time zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


def init_app(app: Flask) -> None:
    """Bind the database to the app and prepare each of its connections."""
    db.init_app(app)
    migrations.init_app(app, db, directory=str(package_files.home("migrations")), compare_type=True)
    with app.app_context():
        engine = db.engine
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)


@event.listens_for(db.session, "after_begin")
def _keep_connection(session: Any, transaction: Any, connection: Connection) -> None:
    session.info[BEGUN] = connection


@event.listens_for(db.session, "after_transaction_end")
def _drop_connection(session: Any, transaction: Any) -> None:
    if transaction.parent is None:
        session.info.pop(BEGUN, None)


def begun() -> Connection | None:
    """The connection on which this request's transaction has begun; None before and after it."""
    found: Connection | None = db.session().info.get(BEGUN)
    return found


def begin_writing() -> None:
    """Start a fresh transaction that will write; on SQLite it takes the write lock at once.

    A plain BEGIN that turns into a write later fails with "database is locked" under load.
    What was read before is read again, so that a change is judged on what is true now.
    """
    db.session.rollback()
    db.session.expire_all()  # right after a commit there is nothing to roll back
    db.session.connection(execution_options={WRITING: True})


def is_writing() -> bool:
    """Whether a transaction that writes has begun and not ended."""
    connection = begun()
    return connection is not None and WRITING in connection.get_execution_options()


@contextmanager
def writing() -> Iterator[None]:
    """One write transaction: committed at the end, rolled back when anything goes wrong.

    Goes on in the one that has begun, if any.
    """
    if not is_writing():
        begin_writing()
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


def new_ids(kind: type[Base], count: int) -> list[int]:
    """Ids for so many new rows, to write them in bulk; within a transaction that writes."""
    column: Any = kind.__table__.c.id
    if is_sqlite(db.engine):  # the write lock keeps them free
        last = db.session.scalar(select(func.max(column))) or 0
        return list(range(last + 1, last + count + 1))
    sequence = func.pg_get_serial_sequence(kind.__tablename__, "id")
    series = func.generate_series(1, count).table_valued("n")
    return list(db.session.scalars(select(func.nextval(sequence)).select_from(series)))


def migrate(app: Flask) -> None:
    """Bring the database to the newest schema; quick when it is there already."""
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory.from_config(alembic_config())
    with app.app_context(), db.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_heads()
    if set(current) == set(script.get_heads()):
        return
    from flask_migrate import upgrade

    with app.app_context(), db.engine.connect() as connection:
        if not is_sqlite(db.engine):  # of several hosts that start at once, one migrates
            connection.exec_driver_sql("SELECT pg_advisory_lock(20260929)")
        upgrade()


def alembic_config() -> Any:
    """Where the migrations are, for Alembic's own commands."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(package_files.home("migrations")))
    return config


def _prepare_sqlite(connection: Any, record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # BEGIN is ours, see _begin_sqlite
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",  # an acknowledged change survives a power cut too
        "busy_timeout = 15000",
        "foreign_keys = ON",
        "cache_size = -32000",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def is_sqlite(engine: Engine) -> bool:
    """Whether wake-ups and locks go the embedded way."""
    return engine.dialect.name == "sqlite"
