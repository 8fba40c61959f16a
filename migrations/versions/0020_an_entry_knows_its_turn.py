"""An entry of the log knows its turn: the version of the first entry of the same press.

Entries from before it are each a turn of their own. Nothing is rewritten, so that the release
before this one goes on reading and writing beside it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; the log stays as it was written."""
    op.add_column("activities", sa.Column("turn", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Forget which entries belong together."""
    op.drop_column("activities", "turn")
