"""What is asked at the national level, and whether a correction counts its figures anew."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table and the column."""
    op.create_table(
        "raisings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=True),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["card_id"], ["cards.id"], name=op.f("fk_raisings_card_id_cards")),
        sa.ForeignKeyConstraint(
            ["question_id"], ["words.id"], name=op.f("fk_raisings_question_id_words")
        ),
        sa.ForeignKeyConstraint(["to_id"], ["words.id"], name=op.f("fk_raisings_to_id_words")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_raisings")),
        sa.UniqueConstraint("card_id", name=op.f("uq_raisings_card_id")),
    )
    op.add_column(
        "reviews", sa.Column("anew", sa.Boolean(), server_default=sa.false(), nullable=False)
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_column("reviews", "anew")
    op.drop_table("raisings")
