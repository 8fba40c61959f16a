"""The log by time: which version a board had at a moment."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index("ix_activities_board_id_at", "activities", ["board_id", "at", "version"])


def downgrade() -> None:
    """Take it away."""
    op.drop_index("ix_activities_board_id_at", "activities")
