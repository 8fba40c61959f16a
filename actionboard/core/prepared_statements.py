"""The few statements that every request needs, past what SQLAlchemy does for each statement.

It takes ten times as long over such a statement as the database does. Here it puts the statement
together once, and the driver runs it.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable
from typing import Any

from sqlalchemy import JSON, Dialect, Engine
from sqlalchemy.sql.base import Executable

from actionboard.core.database import begun, db, is_sqlite


class Quick:
    """A statement with bound parameters; `make` puts it together when it is first needed.

    Rows are named tuples, their values of the types that SQLAlchemy would give them.
    """

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._prepared: dict[str, Prepared] = {}  # by the kind of database

    def all(self, **values: Any) -> list[Any]:
        """Every row, read (or written) in the transaction that this request is in.

        What is read after its commit, to answer it, begins no other one on SQLite, where that
        takes longer than the reading.
        """
        connection = begun()
        if connection is None and is_sqlite(db.engine):
            return self._apart(db.engine, values)
        connection = connection or db.session.connection()
        driver: Any = connection.connection.driver_connection
        return self._for(connection.dialect).run(driver, values)

    def first(self, **values: Any) -> Any:
        """The first row, None when there is none."""
        return next(iter(self.all(**values)), None)

    def alone(self, engine: Engine, **values: Any) -> Any:
        """The first row, read in a moment of its own, outside of any request."""
        return next(iter(self._apart(engine, values)), None)

    def _apart(self, engine: Engine, values: dict[str, Any]) -> list[Any]:
        connection = engine.raw_connection()
        try:
            return self._for(engine.dialect).run(connection.driver_connection, values)
        finally:
            connection.close()

    def _for(self, dialect: Dialect) -> Prepared:
        if dialect.name not in self._prepared:
            self._prepared[dialect.name] = Prepared(self._make(), dialect)
        return self._prepared[dialect.name]


class Prepared:
    """A statement as the driver of one kind of database takes it."""

    def __init__(self, statement: Executable, dialect: Dialect) -> None:
        compiled: Any = statement.compile(dialect=dialect)  # type: ignore[attr-defined]
        self.sql: str = compiled.string
        self.fixed: dict[str, Any] = {name: bound.value for name, bound in compiled.binds.items()}
        self.order: list[str] | None = compiled.positiontup  # None: the driver goes by name
        self.writers = [
            (name, write)
            for name, bound in compiled.binds.items()
            if (write := bound.type.dialect_impl(dialect).bind_processor(dialect))
        ]
        columns: Any = statement.exported_columns  # type: ignore[attr-defined]
        self.gives_rows = bool(columns)
        self.name_row = namedtuple("Row", columns.keys())._make  # type: ignore[attr-defined]
        self.readers = [
            (place, _sparing(read) if isinstance(column.type, JSON) else read)
            for place, column in enumerate(columns)
            if (read := column.type.dialect_impl(dialect).result_processor(dialect, None))
        ]

    def run(self, driver: Any, values: dict[str, Any]) -> list[Any]:
        """The rows for these values, on a connection as the driver gave it."""
        bound = {**self.fixed, **values}
        for name, write in self.writers:
            bound[name] = write(bound[name])
        given = bound if self.order is None else [bound[name] for name in self.order]
        found = driver.execute(self.sql, given)
        if not self.gives_rows:
            return []
        return list(map(self._typed if self.readers else self.name_row, found))

    def _typed(self, row: tuple[Any, ...]) -> Any:
        typed = list(row)
        for place, read in self.readers:
            typed[place] = read(typed[place])
        return self.name_row(typed)


def _sparing(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A reader of JSON that doesn't read an empty list: most lists on a card are."""
    return lambda text: [] if text == "[]" else read(text)
