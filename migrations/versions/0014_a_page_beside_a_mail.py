"""A mail may carry the same on paper beside it."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("mails", sa.Column("pdf", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("mails", "pdf")
