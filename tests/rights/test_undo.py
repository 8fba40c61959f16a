"""Whatever is pressed on a board can be taken back whole, or stands in the list of what can't."""

from __future__ import annotations

import re
from functools import partial
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from actionboard.boards.activity_log import Activity
from actionboard.boards.replay import kinds
from actionboard.boards.verbs import SOMETHING, named
from actionboard.cards.history import tell
from actionboard.core.database import db
from tests.clients import said
from tests.rights.scene import Scene
from tests.rights.sight import seen
from tests.rights.table import ALLOWED as LET_IN
from tests.rights.table import ROWS, Role, outcome
from tests.rights.test_matrix import UNSAFE, ask, browser_of  # noqa: F401  # a fixture

UNDO = "POST /boards/<slug>/activities/<int:version>/undo"
# What can't be taken back by undo, by a part of its address, and what the page says of it.
FOR_GOOD = {
    "/minutes/<int:edition>/send": "Daarna verandert het niet meer",
    "/reviews/<month>/freeze": "nieuwe versie",
    "/reviews/<month>/mail": "Een mail die weg is, komt niet terug.",
    "/agenda/<int:number>/question": "De mail gaat meteen weg.",
    "/check-ins": "Een mail die weg is, komt niet terug.",
    "/invitations": "werkt haar link nooit meer",
    "/join-link": "Elke keer komt er een nieuwe code.",
    "/viewer-links": "werkt hij nooit meer",
    "/members": "alleen met een nieuwe uitnodiging",
}
PAGES = {  # on which it stands, beside the button
    "/minutes/<int:edition>/send": "agenda/send_minutes.html",
    "/reviews/<month>/freeze": "reviews/freeze.html",
    "/reviews/<month>/mail": "reviews/mail.html",
    "/agenda/<int:number>/question": "reviews/_agenda_item.html",
    "/check-ins": "notifications/check_ins.html",
    "/invitations": "membership/_invitations.html",
    "/join-link": "membership/_invitations.html",
    "/viewer-links": "membership/_viewer_links.html",
    "/members": "membership/remove_member.html",
}
# A list that was read is on nobody's board yet: its lines are typed over, and it is thrown away by
# a button of its own (which undo takes back).
DRAFT = "POST /boards/<slug>/imports/<int:number>"
OUT = {UNDO, "POST /boards/<slug>/import", DRAFT, f"{DRAFT}/rows/<int:row>"}
PRESSES = [
    row
    for row in ROWS
    if row.is_about_a_board and row.method in UNSAFE and row.request not in OUT
    and not any(part in row.rule for part in FOR_GOOD)
]  # fmt: skip
# Where each takes back their own part of a list, whoever added to it since; and a list of flap 2B
# goes whole, wherever its cards are: what was done with them comes back with them.
EACH_THEIR_OWN = (
    "/join", "/questions/<kind>", "/walk/list", "/bundles", "/imports/<int:number>/cards",
)  # fmt: skip
GOING_ON = [row for row in PRESSES if not row.rule.endswith(EACH_THEIR_OWN)]
# The log and what follows it; what looking writes; and letters, which went out.
BESIDE = {"activities", "audits", "browser_sessions", "lookers", "mails", "receipts", "spendings"}
REVISIONS = {"words", "pictures"}  # the rows point at the one that counts
STEPS_ON = {"version", "touched_at", "setup"}


def state():
    """Every row that people made: what is removed is not there, nor what belongs to it alone."""
    db.session.rollback()
    rows = {
        (name, row.id if "id" in row._fields else tuple(row)[:2]): row._asdict()
        for name, table in db.metadata.tables.items()
        if name not in BESIDE | REVISIONS
        for row in db.session.execute(select(table))
    }
    gone = {key for key, row in rows.items() if row.get("removed") or is_nothing(key[0], row)}
    for (name, key), row in rows.items():
        belongs_to = [
            (link.column.table.name, row[column.name])
            for column in db.metadata.tables[name].columns
            for link in column.foreign_keys
            if not column.nullable
        ]
        if gone.intersection(belongs_to):
            gone.add((name, key))
    return {key: plain(row) for key, row in rows.items() if key not in gone}


def is_nothing(name, row):
    """A question that nobody asked and nobody answered."""
    return name == "check_ins" and row["digest_id"] is None and row["answer"] is None


def plain(row):
    """A row without what only steps on, and without the numbers that a list's lines once got."""
    if "rows" in row:
        row["rows"] = [{**line, "card": None} for line in row["rows"]]
    return {column: value for column, value in row.items() if column not in STEPS_ON}


def differences(before, after):
    return {
        name: (before.get(name), after.get(name))
        for name in before.keys() | after.keys()
        if before.get(name) != after.get(name)
    }


@pytest.fixture
def press(row, app, board, browser_of, visitor):  # noqa: F811
    """What was pressed in its scene by somebody who may: the state before it, and its undo."""
    scene, browser = Scene.set(board, row), browser_of(press_as(row))
    look = partial(seen, browser_of, visitor, scene)
    look()  # the first look may ask a question, of who is looked at
    sight, before, began = look(), state(), board.version
    pressed = ask(browser, row, scene)
    assert pressed.status_code < 400, said(pressed)
    entries = turn_after(board, began)
    undo = f"{board.url}/activities/{entries[0].version}/undo"
    return SimpleNamespace(
        before=before, sight=sight, look=look, entries=entries, undo=lambda: browser.send(undo)
    )


def press_as(row):
    """The role of somebody who may press it."""
    roles = (Role.COORDINATOR, Role.FACILITATOR, Role.MEMBER)
    return next(role for role in roles if outcome(row, role, own=True) == LET_IN)


def turn_after(board, version):
    """The entries of the turn that followed a version, the first one first."""
    mine = select(Activity).where(Activity.board_id == board.id, Activity.version > version)
    entries = db.session.scalars(mine.order_by(Activity.version)).all()
    assert entries, "nothing of it stands in the log"
    assert {entry.turn for entry in entries} == {entries[0].version}
    return entries


@pytest.mark.parametrize("row", PRESSES, ids=lambda row: row.request)
def test_a_press_and_its_undo_leave_everything_as_it_was(press):
    undone = press.undo()

    assert undone.status_code < 400, said(undone)
    assert differences(press.before, state()) == {}
    assert differences(press.sight, press.look()) == {}


@pytest.mark.parametrize("row", GOING_ON, ids=lambda row: row.request)
def test_a_press_with_which_somebody_went_on_is_not_taken_back_by_half(press, board, henk):
    what = go_on_with(press.entries, board, henk)
    after = state()

    undone = press.undo()

    assert undone.status_code == 409, said(undone)
    assert henk.name in said(undone)
    assert what in why_not(undone)
    assert differences(after, state()) == {}


@pytest.mark.parametrize("row", PRESSES, ids=lambda row: row.request)
def test_a_press_is_taken_back_once(press):
    press.undo()
    after = state()

    again = press.undo()

    assert again.status_code == 409, said(again)
    assert differences(after, state()) == {}


def why_not(reply):
    """The words that say who went on with it, and how."""
    block = re.search(r'<div class="went-on".*?</div>', reply.text, re.DOTALL)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", block)).split())


@pytest.mark.parametrize("part", FOR_GOOD)
def test_what_cannot_be_taken_back_says_so_before_the_press(part):
    page = Path(__file__).parents[2] / "templates" / PAGES[part]

    assert FOR_GOOD[part] in page.read_text("utf-8")


def go_on_with(entries, board, by):
    """Somebody else changes the first thing that was pressed; or, if it is new, does anything.

    Gives what the history says of that, unless it is seen where it happens.
    """
    entry = next(entry for entry in entries if not named(entry.verb).undo.kept)
    with board.turn():
        row = db.session.get(kinds()[entry.subject], entry.subject_id)
        was = entry.facts["was"]
        row.put_back({column: value for column, value in was.items() if not is_list(value)})
        done = board.record(named(entry.verb), row, by)
    (sentence,) = tell([done])
    return "" if named(entry.verb).says == SOMETHING else " ".join(sentence.did.split())


def is_list(value):
    """Of a list each takes back their own part."""
    return isinstance(value, list)
