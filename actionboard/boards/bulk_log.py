"""Many rows of one kind in the log at once, past the ORM: a list of two thousand cards.

What `Board.record_all` does for a few rows takes half a second for thousands, and everybody on the
same process waits for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, insert, update

from actionboard.accounts.models import User
from actionboard.boards.activity_log import Activity, Recorded, plain
from actionboard.boards.models import Board
from actionboard.boards.verbs import Verb
from actionboard.core.database import db

Row = dict[str, Any]


def record_made(
    board: Board, verb: Verb, kind: type[Recorded], rows: Sequence[Row], by: User
) -> None:
    """Write new cards, given by column, and an entry in the log for each, in their order.

    Gives each row its version and its moment.
    """
    columns = [kind.column_of(name) for name in kind.RECORDED]
    for version, row in zip(board.take(len(rows)), rows, strict=True):
        row.update(version=version, touched_at=board.moment)
    # A row must be there before another one points at it.
    db.session.connection().execute(insert(_table(kind)), sorted(rows, key=_points))
    facts = ({"was": {}, "now": {one: plain(row.get(one)) for one in columns}} for row in rows)
    _log(board, verb, kind, rows, facts, by)


def record_set(
    board: Board, verb: Verb, kind: type[Recorded], ids: Sequence[int], by: User, *, was: Row,
    now: Row,
) -> None:  # fmt: skip
    """Set the same columns of many cards that held the same, and an entry in the log for each."""
    table = _table(kind)
    rows = [
        {"id": one, "version": version}
        for one, version in zip(ids, board.take(len(ids)), strict=True)
    ]
    if not rows:
        return
    setting = (
        update(table)
        .where(table.c.id == bindparam("row"))
        .values(version=bindparam("at"), touched_at=board.moment, **now)
    )
    db.session.connection().execute(
        setting, [{"row": row["id"], "at": row["version"]} for row in rows]
    )
    facts = ({"was": was, "now": now} for _ in rows)
    _log(board, verb, kind, rows, facts, by)
    _forget(kind, set(ids))


def _points(row: Mapping[str, Any]) -> bool:
    return row.get("merged_into_id") is not None


def _log(
    board: Board, verb: Verb, kind: type[Recorded], rows: Sequence[Row], facts: Iterable[Row],
    by: User,
) -> None:  # fmt: skip
    same = {
        "board_id": board.id, "verb": verb.name, "subject": kind.KIND, "by_id": by.id,
        "at": board.moment, "undoes": None,
        "turn": board.turn_begun([row["version"] for row in rows]),
    }  # fmt: skip
    entries = [
        same | {"version": row["version"], "card_id": row["id"], "subject_id": row["id"],
                "facts": told}
        for row, told in zip(rows, facts, strict=True)
    ]  # fmt: skip
    db.session.connection().execute(insert(_table(Activity)), entries)
    board.recorded += [row["version"] for row in rows]


def _forget(kind: type[Recorded], ids: set[int]) -> None:
    """What this session holds of these rows is read anew."""
    for one in [*db.session.identity_map.values()]:
        if isinstance(one, kind) and one.id in ids:
            db.session.expire(one)


def _table(kind: Any) -> Any:
    return kind.__table__
