"""What the tests of a card's verbs share."""

from __future__ import annotations

import pytest

from actionboard.boards import replay, undo
from actionboard.core.database import db


@pytest.fixture(autouse=True)
def the_log_tells_it_all(request):
    """Whatever a test did to the board: replaying the log leads to the same rows."""
    board = request.getfixturevalue("board") if "app" in request.fixturenames else None
    yield
    if board is not None:
        db.session.commit()
        assert replay.differences(board) == []


@pytest.fixture
def take_back(board):
    """Takes back an entry of the log, by default the latest one of this session."""

    def take_back(by, version=None):
        version = version or board.recorded[-1]
        db.session.commit()
        with board.turn():
            return undo.undo_turn(board, version, by)

    return take_back
