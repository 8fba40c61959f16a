"""Who takes part.

Invitations, links to join or to look, an audit list of rights, people who were erased, and what
can be set about a board.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
SQLITE = """
CREATE TRIGGER audits_are_kept_{verb} BEFORE {verb} ON audits
BEGIN SELECT RAISE(ABORT, 'the audit list is append-only'); END
"""
POSTGRES = (
    """
    CREATE FUNCTION keep_audits() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the audit list is append-only'; END $$
    """,
    """
    CREATE TRIGGER audits_are_kept BEFORE UPDATE OR DELETE ON audits
    FOR EACH ROW EXECUTE FUNCTION keep_audits()
    """,
)


def upgrade() -> None:
    """Add what managing a board needs."""
    op.add_column("users", sa.Column("erased_at", MOMENT, nullable=True))
    op.add_column("boards", sa.Column("setup", sa.Integer(), nullable=False, server_default="0"))
    removed = sa.Column("removed", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("themes", removed)
    _make_audits()
    _make_invitations()
    _make_links()


def _make_audits() -> None:
    op.create_table(
        "audits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=True),
        sa.Column("verb", sa.String(40), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("facts", JSON, nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name="fk_audits_board_id"),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name="fk_audits_by_id"),
        sa.ForeignKeyConstraint(["person_id"], ["users.id"], name="fk_audits_person_id"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name="fk_audits_organisation_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_audits"),
    )
    op.create_index("ix_audits_board_id", "audits", ["board_id"])
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(SQLITE.format(verb=verb))
    else:
        for statement in POSTGRES:
            op.execute(statement)


def _make_invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("email", sa.String(254), nullable=True),
        sa.Column("role", sa.String(12), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("place", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(12), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name="fk_invitations_board_id"),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name="fk_invitations_by_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_invitations_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_invitations"),
        sa.UniqueConstraint("key", name="uq_invitations_key"),
        sa.UniqueConstraint("board_id", "email", name="uq_invitations_board_id_email"),
    )
    op.create_index("ix_invitations_email", "invitations", ["email"])
    op.create_index("ix_invitations_user_id", "invitations", ["user_id"])


def _make_links() -> None:
    op.create_table(
        "join_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(12), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name="fk_join_links_board_id"),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name="fk_join_links_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_join_links"),
        sa.UniqueConstraint("board_id", name="uq_join_links_board_id"),
        sa.UniqueConstraint("code", name="uq_join_links_code"),
    )
    op.create_table(
        "viewer_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("label", sa.String(120), nullable=False),
        sa.Column("names", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["boards.id"], name="fk_viewer_links_board_id"),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name="fk_viewer_links_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_viewer_links"),
        sa.UniqueConstraint("key", name="uq_viewer_links_key"),
    )
    op.create_index("ix_viewer_links_board_id", "viewer_links", ["board_id"])


def downgrade() -> None:
    """Back to a board without managing; who was invited or erased is forgotten."""
    for table in ("viewer_links", "join_links", "invitations", "audits"):
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION keep_audits")
    op.drop_column("themes", "removed")
    op.drop_column("boards", "setup")
    op.drop_column("users", "erased_at")
