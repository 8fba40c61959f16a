"""Promises by mail: who wants to take up an action before having an account."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "pledges",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name="fk_pledges_meeting_id"),
        sa.ForeignKeyConstraint(["card_id"], ["cards.id"], name="fk_pledges_card_id"),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"], name="fk_pledges_participant_id"
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitations.id"], name="fk_pledges_invitation_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_pledges"),
        sa.UniqueConstraint(
            "invitation_id", "card_id", name="uq_pledges_invitation_id_card_id"
        ),
    )  # fmt: skip
    op.create_index("ix_pledges_meeting_id", "pledges", ["meeting_id"])


def downgrade() -> None:
    """Back to promises of who has an account."""
    op.drop_table("pledges")
