"""Every cell of the table of rights, against the real app."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select

from actionboard.accounts.models import User
from actionboard.accounts.sessions import hashed
from actionboard.boards.models import Board
from actionboard.core.database import db
from tests.rights.scene import Scene
from tests.rights.table import ALLOWED, NOT_FOUND, REFUSED, ROWS, SIGN_IN, Need, Role, outcome

BOARDS = ("voorbeeldland", "elders")
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


def test_every_route_is_declared_and_no_other(app):
    known = {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }

    declared = [row.request for row in ROWS]

    assert sorted(declared) == sorted(known)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.request)
def test_everyone_gets_what_the_table_says(row, app, browser_of):
    wrong = [
        f"{role.name} on {slug}: {found}, expected {expected}"
        for slug in BOARDS if row.is_about_a_board or slug == BOARDS[0]
        for role, expected, found in walk(row, slug, browser_of)
        if found != expected
    ]  # fmt: skip

    assert wrong == []


def walk(row, slug, browser_of):
    """Each role's expected and real answer; who is refused first, as they may leave no trace."""
    board = db.session.scalar(select(Board).where(Board.slug == slug))
    cells = [(role, outcome(row, role, own=is_own(role, slug))) for role in Role]
    scene = Scene.set(board, row)
    for role, expected in sorted(cells, key=lambda cell: cell[1] == ALLOWED):
        if expected == ALLOWED and row.method in UNSAFE:
            scene = Scene.set(board, row)
        before = traces()
        reply = ask(browser_of(role), row, scene)
        found = kind_of(reply, row)
        reply.close()
        if expected != ALLOWED and traces() != before:
            found += " but changed something"
        yield role, expected, found


def is_own(role, slug):
    """Whether this role has its board here; of an address without a board, whether it is ours."""
    return (slug == "elders") == (role is Role.OUTSIDER)


@pytest.fixture
def browser_of(client_of, visitor):
    """Opens a browser in which a role is signed in: `browser_of(Role.VIEWER)`."""
    people = {one.email.partition("@")[0]: one for one in db.session.scalars(select(User))}

    def open_browser(role):
        return client_of(people[role.value]) if role.value else visitor

    return open_browser


def ask(client, row, scene):
    scene.parts["key"] = hashed(getattr(client, "secret", ""))
    return client.open(
        scene.address(row.rule), method=row.method, buffered=False,
        data=scene.form(row.form) if row.method in UNSAFE else None,
    )  # fmt: skip


def kind_of(reply, row):
    """An answer in the words of the table; what a verb refuses in its own words was allowed."""
    if reply.status_code == 404:
        return NOT_FOUND
    if reply.status_code == 403:
        return REFUSED
    if row.need is not Need.NOTHING and asks_to_sign_in(reply):
        return SIGN_IN
    assert reply.status_code < 500, reply.status
    return ALLOWED


def asks_to_sign_in(reply):
    to = reply.headers.get("Location", "")
    return reply.status_code in (302, 401) and bool(re.match(r"/sign-in(\?|$)", to))


def traces():
    """What a refused request must leave as it was: how many rows each table has, and versions."""
    tables = {
        name: db.session.scalar(select(func.count()).select_from(table))
        for name, table in db.metadata.tables.items()
        if name not in ("browser_sessions", "spendings")  # that somebody asked is no trace
    }
    versions = {
        row.slug: row.version for row in db.session.execute(select(Board.slug, Board.version))
    }
    db.session.rollback()
    return tables, versions


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.NOBODY])
def test_a_role_on_one_board_is_none_on_another(role, app, client_of):
    """Role checked on another board's id: no row of the table opens a board that isn't theirs."""
    open_to = [
        row.request
        for row in ROWS
        if row.is_about_a_board and outcome(row, role, own=False) == ALLOWED
    ]

    assert bool(open_to) == (role is Role.ADMIN)


def test_a_right_to_read_is_never_enough_to_write():
    """Read right used to write: every change of a board needs more than seeing it."""
    assert [
        row.request
        for row in ROWS
        if row.is_about_a_board and row.method in UNSAFE and row.need is Need.SEE
    ] == []
