"""The first schema.

The log is append-only by trigger, and on PostgreSQL a new entry notifies whoever listens.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
RANK = sa.String(200).with_variant(sa.String(200, collation="C"), "postgresql")
TABLES = (  # a table after those that it points at, in a later schema too
    "organisations",
    "users",
    "words",
    "boards",
    "meetings",
    "themes",
    "browser_sessions",
    "imports",
    "memberships",
    "notes",
    "sign_in_links",
    "cards",
    "activities",
    "comments",
    "steps",
)
SQLITE = """
CREATE TRIGGER activities_are_kept_{verb} BEFORE {verb} ON activities
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
"""
POSTGRES = (
    """
    CREATE FUNCTION keep_activities() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$
    """,
    """
    CREATE TRIGGER activities_are_kept BEFORE UPDATE OR DELETE ON activities
    FOR EACH ROW EXECUTE FUNCTION keep_activities()
    """,
    """
    CREATE FUNCTION tell_activity() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_notify('actiebord', NEW.board_id::text); RETURN NULL; END $$
    """,
    """
    CREATE TRIGGER activities_are_told AFTER INSERT ON activities
    FOR EACH ROW EXECUTE FUNCTION tell_activity()
    """,
)


def upgrade() -> None:
    """Make every table."""
    op.create_table('boards',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('slug', sa.String(length=60), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('still_after', sa.Integer(), nullable=False),
    sa.Column('done_for', sa.Integer(), nullable=False),
    sa.Column('created_at', MOMENT, nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_boards')),
    sa.UniqueConstraint('slug', name=op.f('uq_boards_slug'))
    )
    op.create_table('organisations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('short', sa.String(length=40), nullable=False),
    sa.Column("kind", sa.String(length=12), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisations'))
    )
    op.create_table('meetings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('board_id', sa.Integer(), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('place', sa.String(length=120), nullable=False),
    sa.ForeignKeyConstraint(['board_id'], ['boards.id'], name=op.f('fk_meetings_board_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_meetings'))
    )
    op.create_index('ix_meetings_board_id', 'meetings', ['board_id'])

    op.create_table('themes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('board_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('paint', sa.String(length=10), nullable=False),
    sa.Column('icon', sa.String(length=30), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['board_id'], ['boards.id'], name=op.f('fk_themes_board_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_themes'))
    )
    op.create_index('ix_themes_board_id', 'themes', ['board_id'])

    op.create_table('users',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('is_admin', sa.Boolean(), nullable=False),
    sa.Column('language', sa.String(length=5), nullable=False),
    sa.Column('appearance', sa.String(length=10), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_users_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_users')),
    sa.UniqueConstraint('email', name=op.f('uq_users_email'))
    )
    op.create_table('browser_sessions',
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('facts', JSON, nullable=False),
    sa.Column('seen_at', MOMENT, nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_browser_sessions_user_id')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_browser_sessions'))
    )
    op.create_index('ix_browser_sessions_seen_at', 'browser_sessions', ['seen_at'])
    op.create_index('ix_browser_sessions_user_id', 'browser_sessions', ['user_id'])

    op.create_table('imports',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('board_id', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=True),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('created_at', MOMENT, nullable=False),
    sa.Column('rows', JSON, nullable=False),
    sa.Column('skipped', JSON, nullable=False),
    sa.Column('confirmed', sa.Boolean(), nullable=False),
    sa.Column('removed', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['board_id'], ['boards.id'], name=op.f('fk_imports_board_id')),
    sa.ForeignKeyConstraint(['by_id'], ['users.id'], name=op.f('fk_imports_by_id')),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_imports_meeting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_imports'))
    )
    op.create_index('ix_imports_board_id', 'imports', ['board_id'])

    op.create_table('memberships',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('board_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['board_id'], ['boards.id'], name=op.f('fk_memberships_board_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_memberships_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_memberships')),
    sa.UniqueConstraint('board_id', 'user_id', name=op.f('uq_memberships_board_id_user_id'))
    )
    op.create_index('ix_memberships_user_id', 'memberships', ['user_id'])

    op.create_table('notes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('meeting_id', sa.Integer(), nullable=True),
    sa.Column('flap', sa.String(length=2), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('who', sa.Text(), nullable=False),
    sa.Column('level_text', sa.Text(), nullable=False),
    sa.Column('due_text', sa.Text(), nullable=False),
    sa.Column('votes', sa.Integer(), nullable=True),
    sa.Column('remark', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['meeting_id'], ['meetings.id'], name=op.f('fk_notes_meeting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_notes'))
    )
    op.create_index('ix_notes_meeting_id', 'notes', ['meeting_id'])

    op.create_table('sign_in_links',
    sa.Column('key', sa.String(length=64), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('ends_at', MOMENT, nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['users.id'], name=op.f('fk_sign_in_links_user_id')),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_sign_in_links'))
    )
    op.create_table('words',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', MOMENT, nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['users.id'], name=op.f('fk_words_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_words'))
    )
    op.create_index('ix_words_by_id', 'words', ['by_id'])

    op.create_table('cards',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('board_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('touched_at', MOMENT, nullable=False),
    sa.Column('created_at', MOMENT, nullable=False),
    sa.Column("level", sa.String(length=12), nullable=False),
    sa.Column("stage", sa.String(length=12), nullable=False),
    sa.Column('rank', RANK, nullable=False),
    sa.Column('title_id', sa.Integer(), nullable=False),
    sa.Column('why_id', sa.Integer(), nullable=True),
    sa.Column('theme_id', sa.Integer(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('due_text', sa.String(length=80), nullable=False),
    sa.Column('postponed', sa.Integer(), nullable=False),
    sa.Column('lead_id', sa.Integer(), nullable=True),
    sa.Column('partner_id', sa.Integer(), nullable=True),
    sa.Column('nominee_id', sa.Integer(), nullable=True),
    sa.Column('nominator_id', sa.Integer(), nullable=True),
    sa.Column('helper_ids', JSON, nullable=False),
    sa.Column('help_id', sa.Integer(), nullable=True),
    sa.Column('result_id', sa.Integer(), nullable=True),
    sa.Column('done_on', sa.Date(), nullable=True),
    sa.Column('dropped_id', sa.Integer(), nullable=True),
    sa.Column('merged_into_id', sa.Integer(), nullable=True),
    sa.Column('questions', JSON, nullable=False),
    sa.Column('removed', sa.Boolean(), nullable=False),
    sa.Column('note_id', sa.Integer(), nullable=True),
    sa.Column('steps_made', sa.Integer(), nullable=False),
    sa.Column('steps_ticked', sa.Integer(), nullable=False),
    sa.Column('comments_made', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['board_id'], ['boards.id'], name=op.f('fk_cards_board_id')),
    sa.ForeignKeyConstraint(['dropped_id'], ['words.id'], name=op.f('fk_cards_dropped_id')),
    sa.ForeignKeyConstraint(['help_id'], ['words.id'], name=op.f('fk_cards_help_id')),
    sa.ForeignKeyConstraint(['lead_id'], ['users.id'], name=op.f('fk_cards_lead_id')),
    sa.ForeignKeyConstraint(['merged_into_id'], ['cards.id'], name=op.f('fk_cards_merged_into_id')),
    sa.ForeignKeyConstraint(['nominator_id'], ['users.id'], name=op.f('fk_cards_nominator_id')),
    sa.ForeignKeyConstraint(['nominee_id'], ['users.id'], name=op.f('fk_cards_nominee_id')),
    sa.ForeignKeyConstraint(['note_id'], ['notes.id'], name=op.f('fk_cards_note_id')),
    sa.ForeignKeyConstraint(['partner_id'], ['users.id'], name=op.f('fk_cards_partner_id')),
    sa.ForeignKeyConstraint(['result_id'], ['words.id'], name=op.f('fk_cards_result_id')),
    sa.ForeignKeyConstraint(['theme_id'], ['themes.id'], name=op.f('fk_cards_theme_id')),
    sa.ForeignKeyConstraint(['title_id'], ['words.id'], name=op.f('fk_cards_title_id')),
    sa.ForeignKeyConstraint(['why_id'], ['words.id'], name=op.f('fk_cards_why_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cards')),
    sa.UniqueConstraint('board_id', 'number', name=op.f('uq_cards_board_id_number'))
    )
    op.create_index('ix_cards_board_id_version', 'cards', ['board_id', 'version'])
    op.create_index('ix_cards_lead_id', 'cards', ['lead_id'])
    op.create_index('ix_cards_nominee_id', 'cards', ['nominee_id'])
    op.create_index('ix_cards_note_id', 'cards', ['note_id'])
    op.create_index('ix_cards_partner_id', 'cards', ['partner_id'])
    op.create_index('ix_cards_place', 'cards', ['board_id', 'level', 'stage', 'rank'])

    op.create_table('activities',
    sa.Column('board_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('verb', sa.String(length=40), nullable=False),
    sa.Column('card_id', sa.Integer(), nullable=True),
    sa.Column('subject', sa.String(length=20), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('facts', JSON, nullable=False),
    sa.Column('undoes', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['board_id'], ['boards.id'], name=op.f('fk_activities_board_id')),
    sa.ForeignKeyConstraint(['by_id'], ['users.id'], name=op.f('fk_activities_by_id')),
    sa.ForeignKeyConstraint(['card_id'], ['cards.id'], name=op.f('fk_activities_card_id')),
    sa.PrimaryKeyConstraint('board_id', 'version', name=op.f('pk_activities'))
    )
    op.create_index('ix_activities_by_id', 'activities', ['by_id'])
    op.create_index('ix_activities_card_id_version', 'activities', ['card_id', 'version'])

    op.create_table('comments',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('card_id', sa.Integer(), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=False),
    sa.Column('removed', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['body_id'], ['words.id'], name=op.f('fk_comments_body_id')),
    sa.ForeignKeyConstraint(['card_id'], ['cards.id'], name=op.f('fk_comments_card_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_comments'))
    )
    op.create_index('ix_comments_card_id', 'comments', ['card_id'])

    op.create_table('steps',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('card_id', sa.Integer(), nullable=False),
    sa.Column('body_id', sa.Integer(), nullable=False),
    sa.Column('ticked_on', sa.Date(), nullable=True),
    sa.Column('ticked_by_id', sa.Integer(), nullable=True),
    sa.Column('removed', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['body_id'], ['words.id'], name=op.f('fk_steps_body_id')),
    sa.ForeignKeyConstraint(['card_id'], ['cards.id'], name=op.f('fk_steps_card_id')),
    sa.ForeignKeyConstraint(['ticked_by_id'], ['users.id'], name=op.f('fk_steps_ticked_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_steps'))
    )
    op.create_index('ix_steps_card_id', 'steps', ['card_id'])
    with op.batch_alter_table("organisations") as batch:
        batch.create_foreign_key("fk_organisations_contact_id", "users", ["contact_id"], ["id"])
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(SQLITE.format(verb=verb))
    else:
        for statement in POSTGRES:
            op.execute(statement)


def downgrade() -> None:
    """Leave nothing behind."""
    if op.get_bind().dialect.name != "sqlite":
        op.execute("ALTER TABLE organisations DROP CONSTRAINT fk_organisations_contact_id")
    op.execute("UPDATE organisations SET contact_id = NULL")  # SQLite empties a table to drop it
    op.execute("UPDATE cards SET merged_into_id = NULL")
    for table in reversed(TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION keep_activities")
        op.execute("DROP FUNCTION tell_activity")
