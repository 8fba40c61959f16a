"""What happened to the cards between two moments: the log as typed facts, undone steps left out.

    happened(log(board, since, until))

gives an `Event` for each thing that people would name. A step that was taken back within the period
didn't happen. One that was taken back later did, and its taking back is an event of that later
period.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from actionboard.boards.stages import Stage
from actionboard.boards.verbs import named
from actionboard.cards.past_board import Entry, is_first


class Happening(StrEnum):
    """The kinds of event; in brackets what `was` and `now` hold."""

    NEW = "new"
    REMOVED = "removed"  # its making, or its list, was taken back
    RETURNED = "returned"  # and came again
    DROPPED = "dropped"  # (now: the words with the reason)
    MERGED = "merged"  # (now: the other card)
    RESTORED = "restored"
    MOVED = "moved"  # to another column (stages)
    DONE = "done"  # (was: the stage before)
    REOPENED = "reopened"  # (now: the stage after)
    LEVELLED = "levelled"  # to another lane (levels)
    DATED = "dated"  # got a day, or an earlier one (days)
    POSTPONED = "postponed"  # got a later day (days)
    UNDATED = "undated"  # (was: the day)
    CLAIMED = "claimed"  # (now: who)
    RELEASED = "released"  # (was: who)
    HANDED_OVER = "handed_over"  # (who, who)
    PARTNERED = "partnered"  # (now: who)
    STUCK = "stuck"  # asked for help (now: the words)
    UNSTUCK = "unstuck"
    RESULT = "result"  # said what came of it (now: the words)
    COMMENTED = "commented"
    STEPPED = "stepped"  # a step was ticked


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to one card; `was` and `now` are ids and values of columns."""

    version: int
    at: datetime
    by_id: int | None
    card_id: int
    kind: Happening
    was: Any = None
    now: Any = None


def happened(entries: Iterable[Entry]) -> list[Event]:
    """What these entries of the log come down to, in their order.

    Of a card that was removed only that is told.
    """
    entries = list(entries)
    comings = [one for one in entries if one.subject == "card" and "removed" in one.facts["now"]]
    born = {entry.card_id for entry in comings if is_first(entry)}
    gone = {entry.card_id: entry.facts["now"]["removed"] for entry in comings}
    return [
        event
        for entry in not_undone(entries)
        for event in _events(entry, born)
        if not gone.get(event.card_id) or event.kind is Happening.REMOVED
    ]


def not_undone(entries: Iterable[Entry]) -> list[Entry]:
    """Leave out each step that was taken back, with its taking back.

    That is one which exactly reverses the latest change of the same columns. Any other is a change
    like all: what it takes back lies before the period, or something else happened since.
    """
    kept: dict[int, Entry] = {}
    of_row: dict[tuple[str, int], list[Entry]] = defaultdict(list)
    for entry in entries:
        row = of_row[entry.subject, entry.subject_id]
        if named(entry.verb).takes_back:
            last = next((one for one in reversed(row) if _columns(one) & _columns(entry)), None)
            if last is not None and _reverses(entry, last):
                row.remove(last)
                del kept[last.version]
                continue
        row.append(entry)
        kept[entry.version] = entry
    return list(kept.values())


def _columns(entry: Entry) -> set[str]:
    return set(entry.facts["now"]) - {"rank"}  # a card that comes back may stand a bit lower


def _reverses(entry: Entry, last: Entry) -> bool:
    was, now = entry.facts["was"], entry.facts["now"]
    if is_first(last):
        return bool(now.get("removed"))
    return _columns(entry) == _columns(last) and all(
        was[one] == last.facts["now"][one] and now[one] == last.facts["was"][one]
        for one in _columns(entry)
    )


def _events(entry: Entry, born: set[int]) -> Iterator[Event]:
    if entry.card_id is None:
        return
    for kind, was, now in _first(entry) if is_first(entry) else _changes(entry):
        if kind is Happening.RETURNED and entry.card_id in born:  # it came in the same period
            kind = Happening.NEW
        yield Event(entry.version, entry.at, entry.by_id, entry.card_id, kind, was, now)


def _first(entry: Entry) -> Iterator[tuple[Happening, Any, Any]]:
    now = entry.facts["now"]
    if entry.subject == "comment":
        yield Happening.COMMENTED, None, None
    elif entry.subject == "card" and not (now["removed"] or now["merged_into_id"]):
        yield Happening.NEW, None, None


def _changes(entry: Entry) -> Iterator[tuple[Happening, Any, Any]]:
    was, now = entry.facts["was"], entry.facts["now"]
    for column, kind_of in COLUMNS.items() if entry.subject == "card" else ():
        if column in now and (kind := kind_of(was[column], now[column])):
            yield kind, was[column], now[column]
    if now.get("ticked_on"):
        yield Happening.STEPPED, None, None


def _between(came: Happening, went: Happening | None, swapped: Happening | None = None) -> Any:
    """The kind for a column that was empty and is filled, the reverse, or filled otherwise."""

    def kind(was: Any, now: Any) -> Happening | None:
        if bool(was) and bool(now):
            return swapped
        return came if now else went

    return kind


def _stage(was: str, now: str) -> Happening:
    if now == Stage.DONE:
        return Happening.DONE
    return Happening.REOPENED if was == Stage.DONE else Happening.MOVED


def _due(was: str | None, now: str | None) -> Happening:
    if now is None:
        return Happening.UNDATED
    return Happening.POSTPONED if was and now > was else Happening.DATED


def _level(was: str, now: str) -> Happening:
    return Happening.LEVELLED


COLUMNS = {
    "removed": _between(Happening.REMOVED, Happening.RETURNED),
    "dropped_id": _between(Happening.DROPPED, Happening.RESTORED),
    "merged_into_id": _between(Happening.MERGED, Happening.RESTORED),
    "level": _level,
    "lead_id": _between(Happening.CLAIMED, Happening.RELEASED, Happening.HANDED_OVER),
    "partner_id": _between(Happening.PARTNERED, None, Happening.PARTNERED),
    "due_on": _due,
    "stage": _stage,
    "help_id": _between(Happening.STUCK, Happening.UNSTUCK),
    "result_id": _between(Happening.RESULT, None),
}
