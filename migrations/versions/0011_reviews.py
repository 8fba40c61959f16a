"""The monthly review: its versions, what it decided, and what it talked about."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stand", sa.Integer(), nullable=True),
        sa.Column("frozen_by_id", sa.Integer(), nullable=True),
        sa.Column("frozen_at", MOMENT, nullable=True),
        sa.Column("remarks_id", sa.Integer(), nullable=True),
        sa.Column("why_id", sa.Integer(), nullable=True),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("packed", JSON, nullable=True),
        sa.Column("packed_cards", JSON, nullable=True),
        sa.Column("word_ids", JSON, nullable=False),
        *_points("reviews", board_id="boards", frozen_by_id="users", remarks_id="words",
                 why_id="words"),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
        sa.UniqueConstraint("board_id", "month", "number", name="uq_reviews_board_id_month_number"),
    )  # fmt: skip
    op.create_table(
        "review_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("who_id", sa.Integer(), nullable=True),
        sa.Column("removed", sa.Boolean(), nullable=False),
        *_points("review_decisions", review_id="reviews", body_id="words", who_id="users"),
        sa.PrimaryKeyConstraint("id", name="pk_review_decisions"),
        sa.UniqueConstraint("review_id", "number", name="uq_review_decisions_review_id_number"),
    )
    op.create_table(
        "review_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(12), nullable=False),
        sa.Column("said_id", sa.Integer(), nullable=True),
        sa.Column("entry", sa.Integer(), nullable=True),
        sa.Column("removed", sa.Boolean(), nullable=False),
        *_points("review_items", review_id="reviews", card_id="cards", said_id="words"),
        sa.PrimaryKeyConstraint("id", name="pk_review_items"),
        sa.UniqueConstraint("review_id", "card_id", name="uq_review_items_review_id_card_id"),
    )
    op.create_index("ix_review_items_card_id", "review_items", ["card_id"])


def _points(table: str, **to: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}")
        for column, other in to.items()
    ]


def downgrade() -> None:
    """Drop them."""
    for table in ("review_items", "review_decisions", "reviews"):
        op.drop_table(table)
