"""What a post-it wished about a day is a text like any other: it can be erased, the log points at it.

The one time that the log is written anew: it says the same, with an id where the text stood.
"""

from collections.abc import Callable, Collection
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
CARDS = sa.table("cards", sa.column("id"), sa.column("due_id"), sa.column("due_text"))
WORDS = sa.table(
    "words",
    sa.column("id", sa.Integer()),
    sa.column("body", sa.Text()),
    sa.column("by_id", sa.Integer()),
    sa.column("at", sa.DateTime(timezone=True)),
)
LOG = sa.table(
    "activities",
    sa.column("board_id", sa.Integer()),
    sa.column("version", sa.Integer()),
    sa.column("subject", sa.String()),
    sa.column("subject_id", sa.Integer()),
    sa.column("by_id", sa.Integer()),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("facts", JSON),
)
KEEP = """
CREATE TRIGGER activities_are_kept_update BEFORE UPDATE ON activities
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
"""


def upgrade() -> None:
    """Move each wish to a text of its own."""
    op.execute(
        "ALTER TABLE cards ADD COLUMN due_id INTEGER "
        "CONSTRAINT fk_cards_due_id_words REFERENCES words (id)"
    )
    connection = op.get_bind()
    texts: dict[tuple[int, str], int] = {}

    def point(entry: sa.Row, text: str) -> int | None:
        if text and (entry.subject_id, text) not in texts:
            texts[entry.subject_id, text] = _write(connection, entry, text, texts.values())
        return texts.get((entry.subject_id, text))

    _rewrite(connection, "due_text", "due_id", point)
    for (card, text), words in texts.items():
        mine = sa.update(CARDS).where(CARDS.c.id == card, CARDS.c.due_text == text)
        connection.execute(mine.values(due_id=words))
    op.drop_column("cards", "due_text")


def downgrade() -> None:
    """Put the texts back; as texts of their own they stay, and are found again by `upgrade`."""
    op.add_column("cards", sa.Column("due_text", sa.String(80), server_default="", nullable=False))
    connection = op.get_bind()
    body = sa.select(WORDS.c.body).where(WORDS.c.id == CARDS.c.due_id).scalar_subquery()
    connection.execute(sa.update(CARDS).where(CARDS.c.due_id.is_not(None)).values(due_text=body))

    def spell(entry: sa.Row, words: int | None) -> str:
        return connection.scalar(sa.select(WORDS.c.body).where(WORDS.c.id == words)) or ""

    _rewrite(connection, "due_id", "due_text", spell)
    op.drop_column("cards", "due_id")


def _write(connection: sa.Connection, entry: sa.Row, text: str, taken: Collection[int]) -> int:
    """The id of a text as somebody typed it by then, new when there is none left."""
    same = WORDS.c.body == text, WORDS.c.by_id.is_not_distinct_from(entry.by_id)
    earlier = sa.select(WORDS.c.id).where(*same, WORDS.c.at <= entry.at).order_by(WORDS.c.id)
    left = [one for one in connection.scalars(earlier) if one not in taken]
    made = sa.insert(WORDS).values(body=text, by_id=entry.by_id, at=entry.at)
    return left[0] if left else connection.scalar(made.returning(WORDS.c.id))


def _rewrite(
    connection: sa.Connection, old: str, new: str, value_of: Callable[[sa.Row, Any], Any]
) -> None:
    """In the facts of cards, put a column in the place of another."""
    touched = sa.select(LOG).where(
        LOG.c.subject == "card", sa.cast(LOG.c.facts, sa.Text).like(f'%"{old}"%')
    )
    entries = connection.execute(touched.order_by(LOG.c.board_id, LOG.c.version)).all()
    _allow(connection)
    for entry in entries:
        facts = {
            side: {
                (new if name == old else name): value_of(entry, value) if name == old else value
                for name, value in values.items()
            }
            for side, values in entry.facts.items()
        }
        this = (LOG.c.board_id == entry.board_id, LOG.c.version == entry.version)
        connection.execute(sa.update(LOG).where(*this).values(facts=facts))
    _forbid(connection)


def _allow(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        op.execute("DROP TRIGGER activities_are_kept_update")
    else:
        op.execute("ALTER TABLE activities DISABLE TRIGGER activities_are_kept")


def _forbid(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        op.execute(KEEP)
    else:
        op.execute("ALTER TABLE activities ENABLE TRIGGER activities_are_kept")
