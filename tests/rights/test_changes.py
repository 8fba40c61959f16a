"""Whoever may change something does change it: what the table sends is no empty gesture.

`test_matrix` tells who is let in. A form that every verb refuses would be let in too, and its cells
would say nothing; so here each change is really made, by somebody who may.
"""

from __future__ import annotations

import pytest
from sqlalchemy import select

from actionboard.core.database import db
from tests.clients import said
from tests.rights.scene import Scene
from tests.rights.table import ALLOWED, ROWS, Role, outcome
from tests.rights.test_matrix import UNSAFE, ask, browser_of  # noqa: F401  # a fixture

# What isn't about a board has tests of its own, with true codes and secrets: see tests/accounts and
# tests/membership.
CHANGES = [row for row in ROWS if row.is_about_a_board and row.method in UNSAFE]
ON_THE_WAY = {"browser_sessions", "lookers", "spendings"}  # written by looking, or by asking


@pytest.mark.parametrize("row", CHANGES, ids=lambda row: row.request)
def test_a_change_that_is_allowed_is_made(row, app, board, request):
    open_browser = request.getfixturevalue("browser_of")
    roles = (Role.COORDINATOR, Role.FACILITATOR, Role.MEMBER, Role.ADMIN)
    who = next(role for role in roles if outcome(row, role, own=True) == ALLOWED)
    scene = Scene.set(board, row)
    before = everything()

    reply = ask(open_browser(who), row, scene)

    assert reply.status_code < 400, said(reply)
    assert everything() != before


def everything():
    """All that the database holds of what people made."""
    db.session.rollback()
    return {
        name: sorted(map(repr, db.session.execute(select(table))))
        for name, table in db.metadata.tables.items()
        if name not in ON_THE_WAY
    }
