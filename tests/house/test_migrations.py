"""Migrations: up and down and up again with data in the tables, and no drift from the models."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade
from sqlalchemy.exc import DBAPIError

from actionboard.boards import replay
from actionboard.boards.activity_log import Activity
from actionboard.boards.stages import Stage
from actionboard.boards.texts import Words
from actionboard.cards.comments import Comment
from actionboard.cards.models import Card
from actionboard.cards.steps import Step
from actionboard.core import package_files
from actionboard.core.database import db, migrate
from actionboard.imports.card_creation import put
from actionboard.imports.draft_lines import Line
from actionboard.list_reader import proposals

SCRIPTS = ScriptDirectory(str(package_files.home("migrations")))
# What is promised must survive; a session or a mail on its way is no promise.
KEPT = {"boards", "cards", "activities", "words", "steps", "comments", "themes", "memberships"}
WISH = "na de kerst"
VERSIONS = [one.revision for one in reversed(list(SCRIPTS.walk_revisions()))]


def tables():
    with db.engine.connect() as connection:
        return set(sa.inspect(connection).get_table_names())


def content():
    """All rows of all tables, in an order that does not depend on the database."""
    with db.engine.connect() as connection:
        return {
            name: sorted(map(repr, connection.execute(table.select()).all()))
            for name, table in db.metadata.tables.items()
        }


@pytest.fixture
def lived_in(board, propose, karin, henk):
    """A board with something in each of its tables."""
    card = propose(why="Het helpt")
    wishes = [proposals.propose(row, "Gastlessen", today=board.today, due=WISH) for row in (1, 2)]
    with board.turn():
        card.claim(by=karin)
        card.move(Stage.DOING, by=henk)
        Step.add(card, "Bellen", by=karin).tick(by=karin)
        Comment.make(card, "Mooi", by=henk)
        put(board, list(map(Line, wishes)), henk, None)
    with board.turn():
        Card.find(board, 2).postpone(board.today, by=henk)
    db.session.rollback()
    return board


@pytest.fixture(autouse=True)
def at_the_newest_schema_afterwards(app):
    """The database serves the next test too."""
    yield
    db.session.remove()
    db.engine.dispose()
    upgrade()


def test_a_database_that_is_made_by_migrations_is_what_the_models_say(app):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        drift = compare_metadata(context, db.metadata)

    assert drift == []


def test_there_is_one_newest_schema(app):
    assert len(SCRIPTS.get_heads()) == 1


@pytest.mark.parametrize("revision", VERSIONS[1:])
def test_a_migration_goes_down_and_up_with_data(lived_in, revision):
    kept = {name: rows for name, rows in content().items() if name in KEPT}
    slug = lived_in.slug
    db.session.remove()

    downgrade(revision=SCRIPTS.get_revision(revision).down_revision)
    upgrade()

    assert {name: rows for name, rows in content().items() if name in KEPT} == kept
    board = db.session.scalar(sa.select(type(lived_in)).where(type(lived_in).slug == slug))
    assert replay.differences(board) == []


def test_what_was_wished_about_a_day_leaves_the_log_and_keeps_its_words(lived_in):
    db.session.remove()
    downgrade(revision="0018")
    before = facts()

    upgrade()

    assert any(WISH in one for one in before)
    assert not any(WISH in one for one in facts())
    dated, open_ = db.session.scalars(sa.select(Card).where(Card.number > 1).order_by(Card.number))
    assert (dated.due_text, open_.due_text) == ("", WISH)
    imported = db.session.scalars(sa.select(Activity).where(Activity.verb == "card.imported"))
    ids = {entry.facts["now"]["due_id"] for entry in imported}
    assert {db.session.get(Words, one).body for one in ids} == {WISH}


def facts():
    with db.engine.connect() as connection:
        log = connection.execute(sa.text("SELECT facts FROM activities WHERE subject = 'card'"))
        return [str(row.facts) for row in log]


def test_all_the_way_down_leaves_nothing_behind(lived_in):
    db.session.remove()

    downgrade(revision="base")

    assert tables() <= {"alembic_version"}


def test_all_the_way_down_and_up_works_as_new(lived_in):
    db.session.remove()
    downgrade(revision="base")

    upgrade()

    assert tables() - {"alembic_version"} == set(db.metadata.tables)
    with db.engine.begin() as connection:
        for statement in FIRST_ENTRY:
            connection.execute(sa.text(statement))
    with db.engine.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
        connection.execute(sa.text("DELETE FROM activities"))


FIRST_ENTRY = (
    "INSERT INTO boards (id, slug, name, version, still_after, done_for, created_at) "
    "VALUES (1, 'x', 'X', 1, 30, 60, '2026-01-01 00:00:00')",
    "INSERT INTO activities (board_id, version, verb, subject, subject_id, at, facts) "
    "VALUES (1, 1, 'x', 'card', 1, '2026-01-01 00:00:00', '{}')",
)


def test_a_start_migrates_once(app):
    migrate(app)
    before = content()

    migrate(app)

    assert content() == before
