"""How Alembic reaches our database and our tables."""

from contextlib import nullcontext

from alembic import context
from flask import current_app

from actionboard.core.database import db

engine = db.engine


def include(thing: object, name: str | None, kind: str, reflected: bool, compared: object) -> bool:
    """Whether Alembic compares this; it can't see a collation, and `alembic_version` is its own."""
    return name != "alembic_version"


def run() -> None:
    """Migrate over the app's own connection, everything or nothing."""
    options = current_app.extensions["migrate"].configure_args
    given = context.config.attributes.get("connection")  # restoring does it in its own transaction
    with nullcontext(given) if given is not None else engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            include_object=include,
            **{**options, "render_as_batch": engine.dialect.name == "sqlite"},
        )
        with context.begin_transaction():
            context.run_migrations()


run()
