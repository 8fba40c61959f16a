"""Who types the name of an organisation proposes that it is the same; until a yes it is its own.

Only two new tables: the release before this one reads and writes beside them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
NAMED = {  # what a proposal is about, and the table where that stands
    "organisation_id": "organisations",
    "same_as_id": "organisations",
    "board_id": "boards",
    "by_id": "users",
}


def upgrade() -> None:
    """Make room for the proposals, and for who came by one."""
    op.create_table(
        "organisation_proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in NAMED),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [name], [f"{table}.id"], name=f"fk_organisation_proposals_{name}"
            )
            for name, table in {**NAMED, "decided_by_id": "users"}.items()
        ),
        sa.PrimaryKeyConstraint("id", name="pk_organisation_proposals"),
    )
    for name in ("organisation_id", "same_as_id"):
        op.create_index(f"ix_organisation_proposals_{name}", "organisation_proposals", [name])
    op.create_table(
        "proposed_people",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_proposed_people_user_id"),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["organisation_proposals.id"], name="fk_proposed_people_proposal_id"
        ),
        sa.PrimaryKeyConstraint("user_id", name="pk_proposed_people"),
    )
    op.create_index("ix_proposed_people_proposal_id", "proposed_people", ["proposal_id"])


def downgrade() -> None:
    """Forget the proposals; whoever was moved by one stays where they are."""
    op.drop_table("proposed_people")
    op.drop_table("organisation_proposals")
