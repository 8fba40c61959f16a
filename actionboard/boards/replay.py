"""Reading the log back: the whole board, rebuilt from nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from actionboard.boards.activity_log import Activity, Recorded
from actionboard.boards.models import Board
from actionboard.core.database import Base, db

State = dict[str, Any]


def kinds() -> dict[str, type[Recorded]]:
    """The kinds of row that the log keeps, by the name it uses for them."""
    tables = (mapper.class_ for mapper in Base.registry.mappers)
    return {kind.KIND: kind for kind in tables if issubclass(kind, Recorded)}


def rebuilt(entries: Iterable[Activity]) -> dict[tuple[str, int], State]:
    """The state of every row by (kind, id) that a log, in its order, leads to."""
    states: dict[tuple[str, int], State] = {}
    for entry in entries:
        states.setdefault((entry.subject, entry.subject_id), {}).update(entry.facts["now"])
    return states


def without(state: State, entry: Activity) -> tuple[State, list[str]]:
    """A row's state without an entry, and in which columns it says something else by now."""
    was, now = entry.facts["was"], entry.facts["now"]
    if not was:  # the entry made the row: taking it back removes the row
        was = {**now, "removed": True}
    back: State = {}
    contested = []
    for column, value in now.items():
        if isinstance(value, list):
            back[column] = _list_back(state[column], was[column] or [], value)
        elif state[column] != value and not (column == "rank" and {"stage", "level"} & now.keys()):
            contested.append(column)  # but its order in the cell that it leaves is free
        else:
            back[column] = was[column]
    return back, contested


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


def _list_back(current: list[Any], was: list[Any], now: list[Any]) -> list[Any]:
    kept = [one for one in current if one in was or one not in now]
    return kept + [one for one in was if one not in now and one not in kept]
