"""Reading the log back: undo one entry, or rebuild the whole board from nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from actionboard.accounts.models import User
from actionboard.boards.activity import Activity, Recorded
from actionboard.boards.models import Board
from actionboard.db import db
from actionboard.errors import Rejected
from actionboard.sentences import N_

State = dict[str, Any]
# What is taken back where it was done, and not by undoing the log: it is about rights, or about
# more than its entry tells.
FINAL = (
    "board.set_up", "board.renamed", "theme.changed", "holiday.changed", "card.passed_on",
    "minutes.fixed",
    "walk.begun", "walk.stepped", "walk.listed", "walk.timed", "walk.ended",
    "review.begun", "review.frozen", "review.corrected", "review.recounted", "review.discarded",
)  # fmt: skip


class CannotUndo(Rejected):
    """Something else happened to the same thing since."""

    message = N_("Dit kan niet meer ongedaan: er is daarna iets anders mee gebeurd.")
    status = 409


class NotYourStep(Rejected):
    """Only one's own step can be taken back."""

    message = N_("Alleen wie dit deed, kan het ongedaan maken.")
    status = 403


def kinds() -> dict[str, type[Recorded]]:
    """The kinds of row that the log keeps, by the name it uses for them."""
    return {kind.KIND: kind for kind in Recorded.__subclasses__()}


def undo(board: Board, version: int, by: User) -> Activity:
    """Take back one entry of the log, as a new entry; undoing that one does it again.

    Raises NotYourStep for somebody else's entry, CannotUndo when the same columns changed since.
    """
    entry = db.session.get(Activity, (board.id, version))
    if entry is None or entry.verb in FINAL:
        raise CannotUndo()
    if entry.by_id != by.id:
        raise NotYourStep()
    row = db.session.get(kinds()[entry.subject], entry.subject_id)
    if row is None:
        raise CannotUndo()
    row.put_back(_reversed(row.state(), entry.facts["was"], entry.facts["now"]))
    undone = board.record("undone", row, by, undoes=version)
    row.went_back(board, by)
    return undone


def rebuilt(entries: Iterable[Activity]) -> dict[tuple[str, int], State]:
    """The state of every row by (kind, id) that a log, in its order, leads to."""
    states: dict[tuple[str, int], State] = {}
    for entry in entries:
        states.setdefault((entry.subject, entry.subject_id), {}).update(entry.facts["now"])
    return states


def differences(board: Board) -> list[str]:
    """Where the board's rows differ from what its log leads to; empty when all is well."""
    db.session.expire_all()
    log = db.session.scalars(
        select(Activity).where(Activity.board_id == board.id).order_by(Activity.version)
    ).all()
    found = [
        f"log: {expected} expected, {entry.version} found"
        for expected, entry in enumerate(log, 1)
        if entry.version != expected
    ]
    if len(log) != board.version:
        found.append(f"board: version {board.version}, log has {len(log)} entries")
    for (kind, row_id), state in rebuilt(log).items():
        row = db.session.get(kinds()[kind], row_id)
        actual = row.state() if row else {}
        found += [
            f"{kind} {row_id}: {column} is {actual.get(column)!r}, the log says {value!r}"
            for column, value in state.items()
            if actual.get(column) != value
        ]
    return found


def _reversed(state: State, was: State, now: State) -> State:
    if not was:  # the entry made the row: taking it back removes the row
        was = {**now, "removed": True}
    back: State = {}
    for column, value in now.items():
        if isinstance(value, list):
            back[column] = _list_back(state[column], was[column] or [], value)
        elif state[column] != value and not (column == "rank" and {"stage", "level"} & now.keys()):
            raise CannotUndo()  # but its order in the cell that it leaves doesn't matter
        else:
            back[column] = was[column]
    return back


def _list_back(current: list[Any], was: list[Any], now: list[Any]) -> list[Any]:
    kept = [one for one in current if one in was or one not in now]
    return kept + [one for one in was if one not in now and one not in kept]
