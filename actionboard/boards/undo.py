"""Taking back a press: by new entries in the log, all of it, or refused with the reason."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from sqlalchemy import inspect

from actionboard.accounts.models import User
from actionboard.boards.activity_log import Activity, Recorded
from actionboard.boards.models import Board
from actionboard.boards.presses import Act, Key, Presses, press_of, read_targets
from actionboard.boards.replay import State, without
from actionboard.boards.texts import BLANK, Wiped, Words
from actionboard.boards.undo_refusals import (
    AlreadyUndone,
    CannotUndo,
    ChangedSince,
    ForGood,
    NotYourStep,
    YouWentOn,
)
from actionboard.boards.verbs import Tells, Verb, named
from actionboard.core.database import db
from actionboard.core.errors import NotAllowed, Rejected
from actionboard.core.messages import N_

UNDONE = Verb(
    "undone", says=N_("%(who)s maakte een stap ongedaan"), tells=Tells.PEOPLE, takes_back=True
)


@dataclass(frozen=True, slots=True)
class StepBack:
    """One entry that is to be taken back: its row, and what that row was before it."""

    entry: Activity
    row: Recorded
    state: State


Steps = list[StepBack]
Since = Mapping[Key, list[Act]]  # what happened to each row


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


def steps_back(board: Board, version: int, by: User, *, of_others: bool = False) -> Steps:
    """What taking back a press would do, the last first; nothing is changed.

    Raises NotYourStep for somebody else's, unless it is theirs to bring back (`took_a_card_away`),
    and NotAllowed for who may no longer press it (neither if `of_others`, where the caller asked),
    CannotUndo for what is final or was taken back already, ChangedSince when others went on with
    it, Wiped for a text that is gone, and what a row itself has against it (`must_fit`).
    """
    entry = db.session.get(Activity, (board.id, version))
    if entry is None:
        raise CannotUndo()
    steps = prospects(board, [press_of(entry)], by, of_others=of_others)[press_of(entry)]
    if isinstance(steps, Rejected):
        raise steps
    return steps


def prospects(
    board: Board, turns: Collection[int], by: User, *, of_others: bool = False
) -> dict[int, Steps | Rejected]:
    """What taking back each of these presses would do, or why it can't be.

    It asks as many queries for a hundred as for one, but for what a row itself looks after.
    """
    presses = Presses.read(board, turns)
    may = cache(lambda right: bool(getattr(by, right)(board.id)))
    planned = {
        turn: _caught(partial(_plan, presses, turn, by, may, of_others)) for turn in presses.entries
    }
    after = [pair for steps in planned.values() for pair in _outcome(steps)]
    held = read_targets(after)
    found = {
        turn: steps if isinstance(steps, Rejected) else _caught(partial(_fitting, steps, by))
        for turn, steps in planned.items()
    }
    del held
    return found


def can_go_back(board: Board, entries: Sequence[Activity], by: User) -> dict[int, int]:
    """Which turns this person can take back now, by the first of these entries in each."""
    first: dict[int, int] = {}
    for entry in entries:
        if entry.by_id == by.id:
            first.setdefault(press_of(entry), entry.version)
    if not first or not by.may_change(board.id):
        return {}
    found = prospects(board, first, by)
    return {version: turn for turn, version in first.items() if isinstance(found[turn], list)}


def took_a_card_away(entries: Sequence[Activity]) -> bool:
    """Whether a press is an undoing that took a card away: a coordinator may bring that back."""
    return all(named(entry.verb).takes_back for entry in entries) and any(
        entry.subject == "card" and entry.facts["now"].get("removed") for entry in entries
    )


def _plan(
    presses: Presses, turn: int, by: User, may: Callable[[str], bool], of_others: bool
) -> Steps:
    entries = presses.entries[turn]
    _refuse_what_is_final(entries)
    if any(entry.version in presses.taken_back for entry in entries):
        raise AlreadyUndone()
    mine = all(entry.by_id == by.id for entry in entries)
    if not (mine or of_others or (took_a_card_away(entries) and may("may_coordinate"))):
        raise NotYourStep()
    rows = [_row_of(presses, entry) for entry in entries]
    carriers = {row.KIND for row in rows}
    states = {row: row.state() for row in rows}
    steps: Steps = []
    since, in_the_way = presses.since(turn), list[Act]()
    is_as_left = True
    for entry, row in zip(entries, rows, strict=True):
        undo = named(entry.verb).undo
        if undo.kept or undo.carried_by in carriers:
            continue
        in_the_way += _hanging_on(since, entry, by)
        back, contested = without(states[row], entry)
        in_the_way += _changing(since, entry, contested)
        is_as_left = is_as_left and not contested
        states[row] = states[row] | back
        steps.append(StepBack(entry, row, back))
    if in_the_way or not is_as_left:
        raise _went_on(in_the_way, by)
    if not any(step.state for step in steps):
        raise CannotUndo()
    if not of_others and not all(may(row.RIGHT) for row in rows):
        raise NotAllowed()
    return steps


def _refuse_what_is_final(entries: Sequence[Activity]) -> None:
    for entry in entries:
        undo = named(entry.verb).undo
        if undo.refused:
            raise ForGood(undo)
        if undo.half_told and entry.turn is None:
            raise CannotUndo()


def _row_of(presses: Presses, entry: Activity) -> Recorded:
    row = presses.rows.get((entry.subject, entry.subject_id))
    if row is None:
        raise CannotUndo()
    return row


def _hanging_on(since: Since, entry: Activity, by: User) -> Iterator[Act]:
    """What others did with a row that this press made: it goes only while that is nothing."""
    if not entry.facts["was"]:
        on_it = since.get((entry.subject, entry.subject_id), ())
        yield from (act for act in on_it if act.by_id != by.id)


def _changing(since: Since, entry: Activity, columns: Collection[str]) -> Iterator[Act]:
    """What changed one of these columns after an entry did."""
    row = (entry.subject, entry.subject_id)
    for act in since.get(row, ()) if columns else ():
        if act.row == row and act.facts["now"].keys() & columns:
            yield act


def _went_on(acts: Sequence[Act], by: User) -> CannotUndo:
    others = {act.version: act for act in acts if act.by_id != by.id}
    if others:
        return ChangedSince([others[version] for version in sorted(others)])
    return YouWentOn() if acts else CannotUndo()  # what it was changed by, the log doesn't say


def _outcome(steps: Steps | Rejected) -> list[tuple[Recorded, State]]:
    """What each row of a plan would say when it is carried out."""
    if isinstance(steps, Rejected):
        return []
    states = {step.row: step.row.state() for step in steps}
    for step in steps:
        states[step.row] |= step.state
    return list(states.items())


def _fitting(steps: Steps, by: User) -> Steps:
    """A plan that every row agrees to."""
    writers = {step.row: step.entry.by_id for step in steps if step.entry.subject != "card"}
    for row, state in _outcome(steps):
        _refuse_texts(row, state, by, writers.get(row))
        row.must_fit(state)
    return steps


def _refuse_texts(row: Recorded, state: State, by: User, remover: int | None) -> None:
    """A wiped text comes back for nobody, and what its writer removed only for its writer.

    A card is the board's, whoever wrote on it. Raises Wiped, NotYourStep.
    """
    now = row.state()
    comes_back = now.get("removed", False) and not state["removed"]
    for column in _texts(row):
        if not state[column] or not (comes_back or state[column] != now[column]):
            continue
        words = db.session.get_one(Words, state[column])
        if words.body == BLANK:
            raise Wiped()
        if comes_back and remover and remover == words.by_id != by.id:
            raise NotYourStep()


def _texts(row: Recorded) -> Iterator[str]:
    relations = inspect(type(row)).relationships
    for name in row.RECORDED:
        if name in relations and relations[name].mapper.class_ is Words:
            yield row.column_of(name)


def _caught(plan: Callable[[], Steps]) -> Steps | Rejected:
    try:
        return plan()
    except Rejected as refusal:
        return refusal
