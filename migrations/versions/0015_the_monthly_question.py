"""The monthly mail with its questions, what people answered, and how often they want it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Make the two tables and the two columns."""
    op.create_table(
        "digests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("key", sa.String(64), nullable=True),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_digests_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_digests"),
        sa.UniqueConstraint("user_id", "day", name="uq_digests_user_id_day"),
        sa.UniqueConstraint("key", name="uq_digests_key"),
    )
    op.create_index("ix_digests_sent_at", "digests", ["sent_at"])
    op.create_table(
        "check_ins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest_id", sa.Integer(), nullable=True),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("invites", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("answer", sa.String(12), nullable=True),
        sa.Column("said_id", sa.Integer(), nullable=True),
        sa.Column("hangs", JSON, nullable=False),
        sa.Column("closed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["card_id"], ["cards.id"], name="fk_check_ins_card_id"),
        sa.ForeignKeyConstraint(["digest_id"], ["digests.id"], name="fk_check_ins_digest_id"),
        sa.ForeignKeyConstraint(["said_id"], ["words.id"], name="fk_check_ins_said_id"),
        sa.PrimaryKeyConstraint("id", name="pk_check_ins"),
    )
    op.create_index("ix_check_ins_digest_id", "check_ins", ["digest_id"])
    op.create_index("ix_check_ins_card_id", "check_ins", ["card_id"])
    op.add_column(
        "users", sa.Column("reminders", sa.String(12), server_default="monthly", nullable=False)
    )
    op.add_column("mails", sa.Column("unsubscribe", sa.String(300), nullable=True))


def downgrade() -> None:
    """Take them away, answers included; the log keeps that they were given."""
    op.drop_column("mails", "unsubscribe")
    op.drop_column("users", "reminders")
    op.drop_table("check_ins")
    op.drop_table("digests")
