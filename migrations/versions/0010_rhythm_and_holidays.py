"""Rhythm and holidays: how often a board's people meet, and which days don't count."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both."""
    rhythm = sa.Column("rhythm", sa.String(12), nullable=False, server_default="none")
    op.add_column("boards", rhythm)
    op.add_column("boards", sa.Column("meets_on", sa.Date(), nullable=True))
    op.create_table(
        "holidays",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.ForeignKeyConstraint(
            ["board_id"], ["boards.id"], name="fk_holidays_board_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_holidays"),
    )
    op.create_index("ix_holidays_board_id", "holidays", ["board_id"])


def downgrade() -> None:
    """Back to boards on which every day counts."""
    op.drop_table("holidays")
    op.drop_column("boards", "meets_on")
    op.drop_column("boards", "rhythm")
