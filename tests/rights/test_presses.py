"""Whatever is pressed twice, or by two at the same moment, counts as it should."""

from __future__ import annotations

import threading

import pytest

from actionboard.boards import replay
from actionboard.boards.models import Board
from actionboard.core.database import db
from tests.clients import said
from tests.rights.scene import Scene
from tests.rights.table import Role
from tests.rights.test_matrix import ask, browser_of  # noqa: F401  # a fixture
from tests.rights.test_undo import PRESSES, differences, press_as, state

AT_ONCE = 30  # seconds in which both must have been answered


@pytest.mark.parametrize("row", PRESSES, ids=lambda row: row.request)
def test_the_same_press_that_arrives_twice_counts_once(row, app, board, browser_of):  # noqa: F811
    scene, browser = Scene.set(board, row), browser_of(press_as(row))
    named = row._replace(form={**row.form, "once": "een-keer"})
    first = ask(browser, named, scene)
    assert first.status_code < 400, said(first)
    after = state()

    again = ask(browser, named, scene)

    assert again.status_code < 500, said(again)
    assert differences(after, state()) == {}


@pytest.mark.parametrize("row", PRESSES, ids=lambda row: row.request)
def test_two_who_press_at_once_both_get_an_answer(row, app, board, browser_of):  # noqa: F811
    scene, began = Scene.set(board, row), board.version
    browsers = [browser_of(press_as(row)), browser_of(Role.ADMIN)]
    statuses, ready = [], threading.Barrier(2)

    def press(browser):
        with app.app_context():
            ready.wait(AT_ONCE)
            reply = browser.open(
                scene.address(row.rule), method=row.method, data=scene.form(row.form)
            )
            statuses.append(reply.status_code)

    db.session.commit()
    runners = [threading.Thread(target=press, args=(one,)) for one in browsers]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join(AT_ONCE)

    db.session.expire_all()
    board = db.session.get(Board, board.id)
    assert len(statuses) == 2
    assert min(statuses) < 400, statuses
    assert max(statuses) < 500, statuses
    assert board.version > began
    assert replay.differences(board) == []
