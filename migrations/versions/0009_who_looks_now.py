"""Who looks at a board now, through which process; a sign of life that is soon forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "lookers",
        sa.Column("process", sa.String(16), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["board_id"], ["boards.id"], name=op.f("fk_lookers_board_id_boards"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_lookers_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("process", "board_id", "user_id", name=op.f("pk_lookers")),
    )  # fmt: skip


def downgrade() -> None:
    """Take it away."""
    op.drop_table("lookers")
