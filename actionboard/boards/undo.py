"""Taking back a step: by a new entry in the log, or refused with the reason."""

from __future__ import annotations

from typing import Any

from actionboard.accounts.models import User
from actionboard.boards.activity_log import Activity
from actionboard.boards.models import Board
from actionboard.boards.replay import State, kinds
from actionboard.core.database import db
from actionboard.core.errors import Rejected
from actionboard.core.messages import N_

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
