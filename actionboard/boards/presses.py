"""Presses of the log, with all that decides whether they can be taken back, in a few queries.

A press is the entries of one turn, known by the version of the first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import and_, inspect, or_, select

from actionboard.boards.activity_log import Activity, Recorded
from actionboard.boards.models import Board
from actionboard.boards.replay import kinds
from actionboard.core.database import db

Key = tuple[str, int]  # a row, as the log calls it


class Act(NamedTuple):
    """An entry in short: what it changed, who did it, and what it took back."""

    version: int
    verb: str
    subject: str
    subject_id: int
    card_id: int | None
    by_id: int | None
    undoes: int | None
    facts: dict[str, Any]

    @property
    def row(self) -> Key:
        """The row that it changed."""
        return self.subject, self.subject_id


@dataclass(frozen=True, slots=True)
class Presses:
    """Some presses of a board: their entries, the last first, and what became of them."""

    entries: dict[int, list[Activity]]  # by press
    taken_back: frozenset[int | None]  # versions of entries
    rows: dict[Key, Recorded]
    later: list[Act]  # what happened to those rows since the first of them, the last first

    @classmethod
    def read(cls, board: Board, turns: Collection[int]) -> Presses:
        """Everything about these presses; those that don't exist are not among them."""
        on_board = Activity.board_id == board.id
        begun = min(turns, default=0)
        alone = and_(Activity.turn.is_(None), Activity.version.in_(turns))
        found = db.session.scalars(
            select(Activity)
            .where(on_board, Activity.version >= begun, or_(Activity.turn.in_(turns), alone))
            .order_by(Activity.version.desc())
        ).all()
        entries: dict[int, list[Activity]] = defaultdict(list)
        for entry in found:
            entries[press_of(entry)].append(entry)
        rows = _rows({(entry.subject, entry.subject_id) for entry in found})
        return cls(
            dict(entries),
            taken_back(board, [entry.version for entry in found]),
            rows,
            _later(board, begun, set(rows)),
        )

    def since(self, turn: int) -> Mapping[Key, list[Act]]:
        """What still stands of what happened after a press, by row, the last first.

        What was taken back didn't happen, nor did its taking back. Of a card it is all that
        happened on it.
        """
        last = self.entries[turn][0].version
        gone: set[int] = set()
        found: dict[Key, list[Act]] = defaultdict(list)
        for act in self.later:
            if act.version <= last:
                break
            if act.version in gone:
                continue
            if act.undoes:
                gone.add(act.undoes)
            if not act.undoes or act.undoes <= last:
                for row in {act.row, ("card", act.card_id or 0)}:
                    found[row].append(act)
        return found


def press_of(entry: Activity) -> int:
    """The press that an entry belongs to; one from before there were turns stands alone."""
    return entry.turn or entry.version


def taken_back(board: Board, versions: Collection[int]) -> frozenset[int | None]:
    """Which of these entries were taken back."""
    found = select(Activity.undoes).where(
        Activity.board_id == board.id,
        Activity.version > min(versions, default=0),
        Activity.undoes.in_(versions),
    )
    return frozenset(db.session.scalars(found))


def read_targets(wanted: Collection[tuple[Recorded, dict[str, Any]]]) -> list[Any]:
    """What rows would point at in these states, so that asking for each needs no query.

    It is at hand as long as the answer is held.
    """
    ids: dict[Any, set[int]] = defaultdict(set)
    for row, state in wanted:
        relations = inspect(type(row)).relationships
        for name in row.RECORDED:
            if name in relations and (target := state.get(row.column_of(name))):
                ids[relations[name].mapper.class_].add(target)
    return [
        row
        for kind, some in ids.items()
        for row in db.session.scalars(select(kind).where(kind.id.in_(some))).unique()
    ]


def _rows(keys: set[Key]) -> dict[Key, Recorded]:
    ids: dict[str, set[int]] = defaultdict(set)
    for subject, subject_id in keys:
        ids[subject].add(subject_id)
    found: dict[Key, Recorded] = {}
    for subject, some in ids.items():
        kind: Any = kinds()[subject]
        for row in db.session.scalars(select(kind).where(kind.id.in_(some))).unique():
            found[subject, row.id] = row
    return found


def _later(board: Board, begun: int, keys: set[Key]) -> list[Act]:
    ids: dict[str, set[int]] = defaultdict(set)
    for subject, subject_id in keys:
        ids[subject].add(subject_id)
    same = [
        and_(Activity.subject == subject, Activity.subject_id.in_(some))
        for subject, some in ids.items()
    ]
    if not same:
        return []
    on_it = or_(*same, Activity.card_id.in_(ids.get("card", ())))
    columns = (getattr(Activity, name) for name in Act._fields)
    later = select(*columns).where(Activity.board_id == board.id, Activity.version > begun, on_it)
    return [Act(*row) for row in db.session.execute(later.order_by(Activity.version.desc()))]
