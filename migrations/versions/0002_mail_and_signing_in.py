"""Mail and signing in.

The outbox, what was asked how often, codes beside links, and since when a browser is known.
"""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
IDLE = timedelta(days=30)


def upgrade() -> None:
    """Add what signing in by mail needs."""
    op.create_table(
        "mails",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("to", sa.String(254), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("key", sa.String(400), nullable=False),
        sa.Column("subject", sa.String(250), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("message_id", sa.String(250), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("claimed_until", MOMENT, nullable=True),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("error", sa.String(500), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_mails_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_mails"),
        sa.UniqueConstraint("key", name="uq_mails_key"),
    )
    op.create_index("ix_mails_user_id", "mails", ["user_id"])
    op.create_index("ix_mails_done_at_due_at", "mails", ["done_at", "due_at"])
    op.create_table(
        "spendings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purse", sa.String(64), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_spendings"),
    )
    op.create_index("ix_spendings_purse_at", "spendings", ["purse", "at"])
    op.create_index("ix_spendings_at", "spendings", ["at"])
    with op.batch_alter_table("sign_in_links") as batch:
        batch.alter_column("user_id", existing_type=sa.Integer(), nullable=True)
        batch.add_column(sa.Column("browser_key", sa.String(64), nullable=True))
        batch.add_column(sa.Column("address_key", sa.String(64), nullable=True))
        batch.add_column(sa.Column("code", sa.String(64), nullable=True))
        batch.add_column(sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("target", sa.String(300), nullable=False, server_default=""))
        batch.add_column(sa.Column("asked_at", MOMENT, nullable=True))
        batch.create_index("ix_sign_in_links_user_id", ["user_id"])
        batch.create_index("ix_sign_in_links_browser_key", ["browser_key"])
        batch.create_index("ix_sign_in_links_ends_at", ["ends_at"])
    with op.batch_alter_table("sign_in_links") as batch:
        batch.alter_column("tries", existing_type=sa.Integer(), server_default=None)
        batch.alter_column("target", existing_type=sa.String(300), server_default=None)
    with op.batch_alter_table("browser_sessions") as batch:
        batch.add_column(sa.Column("device", sa.String(40), nullable=False, server_default=""))
        batch.add_column(sa.Column("began_at", MOMENT, nullable=True))
        batch.add_column(sa.Column("ends_at", MOMENT, nullable=True))
        batch.drop_index("ix_browser_sessions_seen_at")
    _say_since_when()
    with op.batch_alter_table("browser_sessions") as batch:
        batch.alter_column("device", existing_type=sa.String(40), server_default=None)
        batch.alter_column("began_at", existing_type=MOMENT, nullable=False)
        batch.alter_column("ends_at", existing_type=MOMENT, nullable=False)
        batch.create_index("ix_browser_sessions_ends_at", ["ends_at"])


def _say_since_when() -> None:
    """A browser that was known already began, as far as we know, when it was last seen."""
    sessions = sa.table(
        "browser_sessions",
        sa.column("key", sa.String),
        sa.column("seen_at", MOMENT),
        sa.column("began_at", MOMENT),
        sa.column("ends_at", MOMENT),
    )
    connection = op.get_bind()
    for key, seen_at in connection.execute(sa.select(sessions.c.key, sessions.c.seen_at)).all():
        connection.execute(
            sessions.update()
            .where(sessions.c.key == key)
            .values(began_at=seen_at, ends_at=seen_at + IDLE)
        )


def downgrade() -> None:
    """Back to links alone; a code that waits is lost, as is who asked what."""
    with op.batch_alter_table("browser_sessions") as batch:
        batch.drop_index("ix_browser_sessions_ends_at")
        batch.drop_column("device")
        batch.drop_column("began_at")
        batch.drop_column("ends_at")
        batch.create_index("ix_browser_sessions_seen_at", ["seen_at"])
    op.execute("DELETE FROM sign_in_links WHERE user_id IS NULL")
    with op.batch_alter_table("sign_in_links") as batch:
        batch.drop_index("ix_sign_in_links_ends_at")
        batch.drop_index("ix_sign_in_links_browser_key")
        batch.drop_index("ix_sign_in_links_user_id")
        for column in ("browser_key", "address_key", "code", "tries", "target", "asked_at"):
            batch.drop_column(column)
        batch.alter_column("user_id", existing_type=sa.Integer(), nullable=False)
    op.drop_table("spendings")
    op.drop_table("mails")
