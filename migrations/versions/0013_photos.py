"""Photos of paper flaps: a row for each, and its pictures apart."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "pictures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pictures"),
    )
    op.create_table(
        "photos",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("flap_id", sa.Integer(), nullable=False),
        sa.Column("whole_id", sa.Integer(), nullable=False),
        sa.Column("picture_id", sa.Integer(), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.ForeignKeyConstraint(["flap_id"], ["flaps.id"], name="fk_photos_flap_id_flaps"),
        sa.ForeignKeyConstraint(["whole_id"], ["pictures.id"], name="fk_photos_whole_id_pictures"),
        sa.ForeignKeyConstraint(
            ["picture_id"], ["pictures.id"], name="fk_photos_picture_id_pictures"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_photos"),
    )
    op.create_index("ix_photos_flap_id", "photos", ["flap_id"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("photos")
    op.drop_table("pictures")
