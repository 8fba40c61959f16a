"""A promise says by when and on which level; a phone when it was seen; a vote when it began."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    op.add_column("pledges", sa.Column("due_on", sa.Date(), nullable=True))
    op.add_column("pledges", sa.Column("level", sa.String(12), nullable=True))
    op.add_column("participants", sa.Column("seen_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("meetings", sa.Column("poll_began", sa.Integer(), nullable=True))
    op.add_column(
        "meetings",
        sa.Column("counts_late", sa.Boolean(), nullable=False, server_default=sa.true()),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_column("meetings", "counts_late")
    op.drop_column("meetings", "poll_began")
    op.drop_column("participants", "seen_until")
    op.drop_column("pledges", "level")
    op.drop_column("pledges", "due_on")
