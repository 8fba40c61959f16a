"""An entry of the log knows its turn: the version of the first entry of the same press.

Entries from before it are each a turn of their own. Nothing is rewritten, and going down keeps the
column: the release before this one reads and writes beside it, and no press falls apart.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; the log stays as it was written."""
    known = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("activities")}
    if "turn" not in known:
        op.add_column("activities", sa.Column("turn", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Keep it: an append-only log forgets nothing."""
