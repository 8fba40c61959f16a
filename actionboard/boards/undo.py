"""Taking back a press: by new entries in the log, all of it, or refused with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, or_, select

from actionboard.accounts.models import User
from actionboard.boards.activity_log import Activity, Recorded
from actionboard.boards.models import Board
from actionboard.boards.replay import State, kinds
from actionboard.boards.verbs import Tells, Verb, named
from actionboard.core.database import db
from actionboard.core.errors import NotAllowed, Rejected
from actionboard.core.messages import N_

UNDONE = Verb(
    "undone", says=N_("%(who)s maakte een stap ongedaan"), tells=Tells.PEOPLE, takes_back=True
)


class CannotUndo(Rejected):
    """What was done can't be taken back as it was done."""

    message = N_("Dit kan niet meer ongedaan: er is daarna iets anders mee gebeurd.")
    status = 409


class ChangedSince(CannotUndo):
    """Somebody went on with it."""

    message = N_("Dit kan niet meer ongedaan: %(who)s ging er daarna mee verder.")


class NotYourStep(Rejected):
    """Only one's own step can be taken back."""

    message = N_("Alleen wie dit deed, kan het ongedaan maken.")
    status = 403


@dataclass(frozen=True, slots=True)
class StepBack:
    """One entry that is to be taken back: its row, and what that row was before it."""

    entry: Activity
    row: Recorded
    state: State


def undo_turn(board: Board, version: int, by: User, *, of_others: bool = False) -> list[Activity]:
    """Take back a press: all entries of its turn, the last first, as a turn of its own.

    Undoing that one does it again. All of it or nothing, see `steps_back` for what it raises.
    """
    steps = steps_back(board, version, by, of_others=of_others)
    undone: list[Activity] = []
    for step in steps:
        step.row.put_back(step.state)
        undone += board.record_all(UNDONE, [step.row], by, undoes=step.entry.version)
    rows = dict.fromkeys(step.row for step in steps)
    for row in rows:
        row.went_back(board, by)
    if any(row.SETUP for row in rows):
        board.setup = undone[-1].version  # whoever looks gets all of it anew
    return undone


def steps_back(board: Board, version: int, by: User, *, of_others: bool = False) -> list[StepBack]:
    """What taking back a press would do, the last first; nothing is changed.

    Raises NotYourStep for somebody else's and NotAllowed for who may no longer press it (unless
    `of_others`, where the caller asked), CannotUndo for what is final or
    was taken back already, ChangedSince when somebody went on with it, and what a row itself has
    against it (`must_fit`).
    """
    entries = _turn_of(board, version)
    if not entries or any(map(_is_final, entries)) or _taken_back(entries):
        raise CannotUndo()
    if not of_others and any(entry.by_id != by.id for entry in entries):
        raise NotYourStep()
    rows = [_row_of(entry) for entry in entries]
    carriers = {row.KIND for row in rows}
    states = {row: row.state() for row in rows}
    steps = []
    for entry, row in zip(entries, rows, strict=True):
        undo = named(entry.verb).undo
        if not undo.kept and undo.carried_by not in carriers:
            _refuse_what_others_hang_on(entry, entries[0], by)
            back = _reversed(states[row], entry)
            states[row] = states[row] | back
            steps.append(StepBack(entry, row, back))
    if not any(step.state for step in steps):
        raise CannotUndo()
    if not of_others and not all(getattr(by, row.RIGHT)(board.id) for row in rows):
        raise NotAllowed()
    for row in dict.fromkeys(step.row for step in steps):
        row.must_fit(states[row])
    return steps


def can_go_back(board: Board, entries: Sequence[Activity], by: User) -> dict[int, int]:
    """Which turns this person can take back now, by the first of these entries in each."""
    if not by.may_change(board.id):
        return {}
    first: dict[int, int] = {}
    for entry in entries:
        if entry.by_id == by.id:
            first.setdefault(entry.turn or entry.version, entry.version)
    return {version: turn for turn, version in first.items() if _goes_back(board, turn, by)}


def _goes_back(board: Board, turn: int, by: User) -> bool:
    try:
        return bool(steps_back(board, turn, by))
    except Rejected:
        return False


def _turn_of(board: Board, version: int) -> list[Activity]:
    """The entries that were written by the same press, the last first."""
    entry = db.session.get(Activity, (board.id, version))
    if entry is None or entry.turn is None:
        return [entry] if entry else []
    same = select(Activity).where(Activity.board_id == board.id, Activity.turn == entry.turn)
    beside = same.where(Activity.version >= entry.turn).order_by(Activity.version.desc())
    return list(db.session.scalars(beside))


def _is_final(entry: Activity) -> bool:
    undo = named(entry.verb).undo
    return bool(undo.refused) or (undo.half_told and entry.turn is None)


def _taken_back(entries: list[Activity]) -> bool:
    versions = [entry.version for entry in entries]
    taken_back = select(Activity.version).where(
        Activity.board_id == entries[0].board_id,
        Activity.version > versions[0],
        Activity.undoes.in_(versions),
    )
    return db.session.scalar(taken_back.limit(1)) is not None


def _row_of(entry: Activity) -> Recorded:
    row: Recorded | None = db.session.get(kinds()[entry.subject], entry.subject_id)
    if row is None:
        raise CannotUndo()
    return row


def _refuse_what_others_hang_on(entry: Activity, last: Activity, by: User) -> None:
    """A row that this press made goes only while nobody else did anything with it."""
    if entry.facts["was"]:
        return
    mine = and_(Activity.subject == entry.subject, Activity.subject_id == entry.subject_id)
    on_it = Activity.card_id == entry.subject_id if entry.subject == "card" else mine
    later = (
        select(Activity)
        .where(
            Activity.board_id == entry.board_id,
            Activity.version > last.version,
            or_(Activity.by_id != by.id, Activity.by_id.is_(None)),
            on_it,
        )
        .order_by(Activity.version)
    )
    for other in db.session.scalars(later):
        if other.verb != UNDONE.name and not _taken_back([other]):
            raise ChangedSince(who=_name(other))


def _reversed(state: State, entry: Activity) -> State:
    was, now = entry.facts["was"], entry.facts["now"]
    if not was:  # the entry made the row: taking it back removes the row
        was = {**now, "removed": True}
    back: State = {}
    for column, value in now.items():
        if isinstance(value, list):
            back[column] = _list_back(state[column], was[column] or [], value)
        elif state[column] != value and not (column == "rank" and {"stage", "level"} & now.keys()):
            raise _who_changed(entry, column)  # but its order in the cell that it leaves is free
        else:
            back[column] = was[column]
    return back


def _who_changed(entry: Activity, column: str) -> CannotUndo:
    """The refusal that names who changed a column after an entry did."""
    later = (
        select(Activity)
        .where(
            Activity.board_id == entry.board_id,
            Activity.version > entry.version,
            Activity.subject == entry.subject,
            Activity.subject_id == entry.subject_id,
        )
        .order_by(Activity.version)
    )
    changed = (other for other in db.session.scalars(later) if column in other.facts["now"])
    other = next(changed, None)
    return ChangedSince(who=_name(other)) if other else CannotUndo()


def _name(entry: Activity) -> str:
    return entry.by.name if entry.by else "…"


def _list_back(current: list[Any], was: list[Any], now: list[Any]) -> list[Any]:
    kept = [one for one in current if one in was or one not in now]
    return kept + [one for one in was if one not in now and one not in kept]
