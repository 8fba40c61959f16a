"""The wall.

Meetings grow steps, flaps and a code to join by; post-its come from phones, are put together and
get stickers.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
NO = {"nullable": False, "server_default": sa.false()}
POINTERS = (  # table, column, what it points at
    ("meetings", "by_id", "users"),
    ("notes", "participant_id", "participants"),
    ("notes", "answers_id", "notes"),
    ("notes", "theme_id", "themes"),
)


def upgrade() -> None:
    """Make the tables, and let meetings and notes grow."""
    _make_flaps()
    _make_participants()
    for column in _meeting():
        op.add_column("meetings", column)
    for column in _note():
        op.add_column("notes", column)
    for table, column, target in POINTERS:  # SQLite adds a column with its key in one go only
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} INTEGER "
            f"CONSTRAINT fk_{table}_{column} REFERENCES {target} (id)"
        )
    op.create_index("ix_meetings_code", "meetings", ["code"], unique=True)
    op.create_index("ix_notes_meeting_id_key", "notes", ["meeting_id", "key"], unique=True)


def _meeting() -> list[sa.Column]:
    return [
        sa.Column("title", sa.String(120), nullable=False, server_default=""),
        sa.Column("code", sa.String(8), nullable=True),
        sa.Column("phase", sa.String(12), nullable=False, server_default="closed"),
        sa.Column("stickers", sa.Integer(), nullable=False, server_default="3"),
        sa.Column("inbox", sa.Boolean(), **NO),
        sa.Column("rehearsing", sa.Boolean(), **NO),
        sa.Column("polled", sa.Boolean(), **NO),
        sa.Column("spot", sa.Integer(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("timer_ends", sa.Integer(), nullable=True),
        sa.Column("timer_left", sa.Integer(), nullable=True),
        sa.Column("removed", sa.Boolean(), **NO),
    ]


def _note() -> list[sa.Column]:
    return [
        sa.Column("key", sa.String(40), nullable=True),
        sa.Column("side", sa.String(12), nullable=True),
        sa.Column("stuck_at", MOMENT, nullable=True),
        sa.Column("holds", JSON, nullable=False, server_default="[]"),
        sa.Column("held", sa.Boolean(), **NO),
        sa.Column("hands", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("tally", JSON, nullable=True),
        sa.Column("removed", sa.Boolean(), **NO),
    ]


def _make_flaps() -> None:
    op.create_table(
        "flaps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(2), nullable=False),
        sa.Column("label", sa.String(20), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name="fk_flaps_meeting_id"),
        sa.ForeignKeyConstraint(["question_id"], ["words.id"], name="fk_flaps_question_id"),
        sa.PrimaryKeyConstraint("id", name="pk_flaps"),
        sa.UniqueConstraint("meeting_id", "code", name="uq_flaps_meeting_id_code"),
    )


def _make_participants() -> None:
    op.create_table(
        "participants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("place", sa.String(120), nullable=False),
        sa.Column("side", sa.String(12), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("joined_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name="fk_participants_meeting_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_participants_user_id"),
        sa.PrimaryKeyConstraint("id", name="pk_participants"),
        sa.UniqueConstraint("meeting_id", "key", name="uq_participants_meeting_id_key"),
    )
    op.create_index("ix_participants_key", "participants", ["key"])
    op.create_index("ix_participants_user_id", "participants", ["user_id"])
    op.create_table(
        "votes",
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("dots", JSON, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"], name="fk_votes_participant_id"
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name="fk_votes_meeting_id"),
        sa.PrimaryKeyConstraint("participant_id", name="pk_votes"),
    )
    op.create_index("ix_votes_meeting_id", "votes", ["meeting_id"])


def downgrade() -> None:
    """Back to meetings that only lists know of; what was stuck on a wall goes."""
    op.drop_index("ix_notes_meeting_id_key", "notes")
    op.drop_index("ix_meetings_code", "meetings")
    for table, column, _target in POINTERS:
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    for column in _note():
        op.drop_column("notes", column.name)
    for column in _meeting():
        op.drop_column("meetings", column.name)
    for table in ("votes", "participants", "flaps"):
        op.drop_table(table)
