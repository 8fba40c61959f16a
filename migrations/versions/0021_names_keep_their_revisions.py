"""Names keep their revisions: beside each stands the row of `words` that it shows.

It is empty until a name changes. Nothing is rewritten, and going down keeps the columns, for the
log points at those rows: the release before this one reads and writes the names beside them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

COLUMNS = (
    ("boards", "name_id"),
    ("themes", "name_id"),
    ("holidays", "name_id"),
    ("meetings", "place_id"),
    ("meetings", "title_id"),
    ("flaps", "label_id"),
)


def upgrade() -> None:
    """Add the columns where they aren't yet."""
    for table, column in COLUMNS:
        known = {one["name"] for one in sa.inspect(op.get_bind()).get_columns(table)}
        if column not in known:
            # SQLite takes a foreign key with its column only, and Alembic adds it apart.
            op.execute(
                f"ALTER TABLE {table} ADD COLUMN {column} INTEGER"
                f" CONSTRAINT fk_{table}_{column}_words REFERENCES words (id)"
            )


def downgrade() -> None:
    """Keep them: an append-only log forgets nothing."""
