"""Every form that two people can have open at once: whoever sends it last sees both texts.

A form takes part because its route changes something that people fill in (`Recorded.FIELDS`); what
the other one writes stands in THEIRS, else the test says that it is missing.
"""

from __future__ import annotations

import html

import pytest
from sqlalchemy import select

from actionboard.boards.activity_log import Activity
from actionboard.boards.models import Board
from actionboard.boards.replay import kinds
from actionboard.core.database import db
from tests.clients import said
from tests.rights.scene import Scene
from tests.rights.table import CARD, EDITION, HOLIDAY, MEETING, PLAN, REVIEW, SETTINGS, Role
from tests.rights.test_matrix import ask, browser_of  # noqa: F401  # a fixture
from tests.rights.test_undo import PRESSES, differences, press_as, state

THEIRS = {
    f"POST {CARD}": {"title": "Twee gastlessen", "level": "local"},
    f"POST {CARD}/place": {"stage": "done", "level": "local", "later": "1"},
    f"POST {CARD}/date": {"due": "wk 50"},
    f"POST {CARD}/result": {"result": "Twee scholen doen mee"},
    f"POST {CARD}/drop": {"reason": "Te duur"},
    f"POST {CARD}/help": {"reason": "Geen tijd"},
    f"POST {CARD}/raising": {"question": "Wie betaalt dit?", "to": "MBO Raad"},
    f"POST {MEETING}": {**PLAN, "title": "Voorjaar"},
    f"POST {MEETING}/cards/<int:number>/plan": {"due": "wk 50"},
    f"POST {MEETING}/decisions/<int:decision>": {"body": "Mailen"},
    f"POST {MEETING}/conclusions/<int:conclusion>": {"body": "Ieder apart"},
    f"POST {EDITION}": {"opening": "Welkom"},
    f"POST {REVIEW}/remarks": {"remarks": "Een drukke maand"},
    f"POST {REVIEW}/agenda/<int:number>": {"outcome": "go_on", "said": "Eerst bellen"},
    "POST /boards/<slug>/settings": {**SETTINGS, "name": "Heel anders"},
    "POST /boards/<slug>/holidays/<int:holiday>": {**HOLIDAY, "name": "Herfstvakantie"},
    "POST /boards/<slug>/themes/<int:theme>": {"name": "Praktijk", "paint": "sky", "icon": "map"},
}
MINE = {  # where the form of the table doesn't write what can be written by two
    "POST /boards/<slug>/themes/<int:theme>": {"name": "Stage", "paint": "teal", "icon": "map"},
    f"POST {REVIEW}/agenda/<int:number>": {"outcome": "go_on", "said": "We wachten"},
}
FORMS = [row for row in PRESSES if row.request in THEIRS]
OTHERS = [row for row in PRESSES if row.request not in THEIRS]


def with_form(row, form, **more):
    return row._replace(form={**form, **more})


@pytest.mark.parametrize("row", FORMS, ids=lambda row: row.request)
def test_who_sends_it_last_sees_both_and_loses_nothing(row, app, board, browser_of):  # noqa: F811
    scene, seen = Scene.set(board, row), board.version
    browser, other = browser_of(press_as(row)), browser_of(Role.ADMIN)
    mine = MINE.get(row.request, row.form)
    sent = ask(other, with_form(row, THEIRS[row.request], version=seen), scene)
    assert sent.status_code < 400, said(sent)
    after = state()

    refused = ask(browser, with_form(row, mine, version=seen), scene)

    page = html.unescape(refused.get_data(as_text=True))
    assert refused.status_code == 409, said(refused)
    assert "was je voor" in page
    assert [value for value in scene.form(mine).values() if value not in page] == []
    assert differences(after, state()) == {}
    now = db.session.get(Board, board.id).version
    again = ask(browser, with_form(row, mine, version=now), scene)
    assert again.status_code < 400 or "was je voor" not in said(again), said(again)


@pytest.mark.parametrize("row", OTHERS, ids=lambda row: row.request)
def test_no_other_form_changes_what_two_can_fill_in(row, app, board, browser_of):  # noqa: F811
    scene, began = Scene.set(board, row), board.version

    ask(browser_of(press_as(row)), row, scene)

    db.session.rollback()
    mine = select(Activity).where(Activity.board_id == board.id, Activity.version > began)
    assert [
        f"{entry.verb}: {column}"
        for entry in db.session.scalars(mine)
        for column in filled_in(entry, row.form)
        if entry.facts["was"]
    ] == []


def filled_in(entry, form):
    """Which columns of an entry were filled in in a form."""
    subject = db.session.get(kinds()[entry.subject], entry.subject_id)
    fields = subject.fields().items() if subject else ()
    return [one for one, field in fields if one in entry.facts["now"] and field.name in form]
