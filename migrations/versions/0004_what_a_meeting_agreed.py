"""What a meeting agreed: decisions, conclusions, minutes, and its way along the cards."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Add them; and what a mail carries along for a calendar."""
    op.add_column("mails", sa.Column("calendar", sa.Text(), nullable=True))
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=True),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("who_ids", JSON, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("removed", sa.Boolean(), nullable=False),
        *_points("decisions", meeting_id="meetings", card_id="cards", body_id="words"),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
    )
    op.create_index("ix_decisions_meeting_id", "decisions", ["meeting_id"])
    op.create_index("ix_decisions_card_id", "decisions", ["card_id"])
    op.create_table(
        "conclusions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        *_points("conclusions", meeting_id="meetings", body_id="words"),
        sa.PrimaryKeyConstraint("id", name="pk_conclusions"),
    )
    op.create_index("ix_conclusions_meeting_id", "conclusions", ["meeting_id"])
    _make_walks()
    _make_minutes()


def _make_walks() -> None:
    op.create_table(
        "walks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("card_ids", JSON, nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("extra", JSON, nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("begun", sa.Integer(), nullable=False),
        *_points("walks", meeting_id="meetings", card_id="cards"),
        sa.UniqueConstraint("meeting_id", name="uq_walks_meeting_id"),
        sa.PrimaryKeyConstraint("id", name="pk_walks"),
    )


def _make_minutes() -> None:
    op.create_table(
        "minutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fixed_on", sa.Date(), nullable=True),
        sa.Column("removed", sa.Boolean(), nullable=False),
        *_points("minutes", meeting_id="meetings"),
        sa.UniqueConstraint("meeting_id", "number", name="uq_minutes_meeting_id_number"),
        sa.PrimaryKeyConstraint("id", name="pk_minutes"),
    )
    op.create_table(
        "passages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("removed", sa.Boolean(), nullable=False),
        *_points("passages", minutes_id="minutes", body_id="words"),
        sa.PrimaryKeyConstraint("id", name="pk_passages"),
    )
    op.create_index("ix_passages_minutes_id", "passages", ["minutes_id"])


def _points(table: str, **to: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")
        for column, other in to.items()
    ]


def downgrade() -> None:
    """Drop them."""
    for table in ("passages", "minutes", "walks", "conclusions", "decisions"):
        op.drop_table(table)
    op.drop_column("mails", "calendar")
