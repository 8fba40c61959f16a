"""`actionboard check`: every board's log is replayed and compared."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from actionboard.commands import check
from actionboard.core.database import db


@pytest.fixture
def run(app, monkeypatch):
    """Runs the command against this test's database."""
    monkeypatch.setattr(check, "create_app", lambda: app)
    monkeypatch.setattr(check, "migrate", lambda app: None)

    def run():
        db.session.commit()
        return CliRunner().invoke(check.check)

    return run


def test_all_boards_are_well(run, card, other_board):
    result = run()

    assert result.exit_code == 0, result.output
    assert "Alles klopt." in result.output


def test_a_row_that_the_log_does_not_know_is_told(run, card, other_board):
    db.session.execute(text("UPDATE cards SET stage = 'done' WHERE board_id = :id"),
                       {"id": other_board.id})  # fmt: skip

    result = run()

    assert result.exit_code == 1
    assert "elders: card" in result.output
