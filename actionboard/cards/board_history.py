"""The history of a board: each press one line, a day above what happened on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from actionboard.accounts.models import Role, User
from actionboard.boards.activity_log import Activity
from actionboard.boards.models import Board
from actionboard.boards.presses import press_of, taken_back
from actionboard.boards.undo import UNDONE, Steps, prospects, took_a_card_away
from actionboard.boards.verbs import Shown, Verb, named, names_where
from actionboard.cards.history import WITH_CARD, Sentence, tell
from actionboard.cards.undo_reasons import WentOn, Why, reasons
from actionboard.core.database import db
from actionboard.core.errors import Rejected
from actionboard.core.i18n import translate
from actionboard.core.local_time import day_of
from actionboard.core.messages import N_

PAGE, PARTS = 50, 40  # presses of a page; parts of a press that are told one by one
CHUNK = 300
ON_THE_WALL = ("note", "flap", "photo")  # what happens there is seen there
PRESS: ColumnElement[Any] = func.coalesce(Activity.turn, Activity.version)


class Show(StrEnum):
    """Which part of the history an address asks for."""

    ALL = ""
    MINE = "mine"
    UNDONE = UNDONE.name

    @property
    def label(self) -> str:
        """Its name on the screen."""
        return translate(LABELS[self][0])

    @property
    def icon(self) -> str:
        """The sign before its name."""
        return LABELS[self][1]

    @classmethod
    def read(cls, text: str) -> Show:
        """The part that is called so; all of it for any other word."""
        return cls(text) if text in set(cls) else cls.ALL


LABELS = {
    Show.ALL: (N_("Alles"), "history"),
    Show.MINE: (N_("Wat ik deed"), "user"),
    Show.UNDONE: (N_("Ongedaan gemaakt"), "undo-2"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One press: what leads, all that it did where that is more, and whether it can be undone."""

    press: int
    said: Sentence
    parts: list[Sentence]
    count: int
    undid: Sentence | None  # what it took back
    can: bool  # may be taken back now
    returns: bool  # and that brings a card back
    why: Why | None  # why not
    went_on: WentOn | None  # and what can be done instead, where that was asked


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the history, the latest first."""

    show: Show
    before: int
    days: list[tuple[date, list[Line]]]
    earlier: int  # the press before which the next page begins; 0 for none
    went_on: WentOn | None  # what is said of a press that the board's history doesn't tell
    shows: tuple[Show, ...] = tuple(Show)


def page(
    board: Board,
    reader: User,
    *,
    show: Show = Show.ALL,
    before: int = 0,
    why: int = 0,
    refused: Rejected | None = None,
) -> Page:
    """What happened on a board, before a version to page on.

    `why` is a press of which is said why it can't be taken back; it was just `refused`, or asked.
    """
    presses = _presses(board, reader, show, before)
    if refused and why not in list(presses)[:PAGE]:
        last = select(func.max(Activity.version)).where(_of(board, [why]))
        show, before = Show.ALL, (db.session.scalar(last) or 0) + 1
        presses = _presses(board, reader, show, before)
    shown = list(presses)[:PAGE]
    lines = _lines(board, reader, _entries(board, presses, shown), why, refused)
    beside = refused and not any(line.went_on for line in lines)
    days = groupby(lines, key=lambda line: day_of(line.said.at))
    return Page(
        show=show,
        before=before,
        days=[(day, list(some)) for day, some in days],
        earlier=shown[-1] if len(presses) > PAGE else 0,
        went_on=WentOn.of(board, why, refused, reader) if refused and beside else None,
    )


def _presses(board: Board, reader: User, show: Show, before: int) -> dict[int, int]:
    """The presses of a page and the first of the next, each with an entry that tells of it.

    A list comes and goes in one line, however many cards it has: of a long press, in which there
    are no gaps, the rest is skipped.
    """
    wanted = (Activity.board_id == board.id) & Activity.verb.in_(names_where(_tells(show)))
    mine, told = Activity.by_id == reader.id, Activity.subject.not_in(ON_THE_WALL)
    wanted &= mine if show is Show.MINE else told
    found: dict[int, int] = {}
    until = before or board.version + 1
    while len(found) <= PAGE:
        entries = select(Activity.version, PRESS).where(wanted, Activity.version < until)
        rows = db.session.execute(entries.order_by(Activity.version.desc()).limit(CHUNK)).all()
        found |= {press: version for version, press in rows}
        if len(rows) < CHUNK:
            break
        until = rows[-1][1]
    return dict(list(found.items())[: PAGE + 1])


def _tells(show: Show) -> Callable[[Verb], bool]:
    if show is Show.UNDONE:
        return lambda verb: verb.takes_back
    if show is Show.MINE:  # also what one did on a wall, to take it back
        return lambda verb: verb.shown is not Shown.NOWHERE
    return lambda verb: verb.shown is Shown.EVERYWHERE


def _entries(
    board: Board, presses: Mapping[int, int], shown: Sequence[int]
) -> dict[int, list[Activity]]:
    """What is told of the presses of a page, in the order in which it was done."""
    some = or_(
        _is_part() & (Activity.version < PRESS + PARTS),
        Activity.version.in_([presses[one] for one in shown]),
    )
    entries = select(Activity).where(_of(board, shown), some).options(WITH_CARD)
    found = db.session.scalars(entries.order_by(PRESS.desc(), Activity.version))
    return {press: list(entries) for press, entries in groupby(found, key=press_of)}


def _is_part() -> ColumnElement[bool]:
    named = names_where(lambda verb: verb.shown is not Shown.NOWHERE)
    return Activity.verb.in_(named) & Activity.subject.not_in(ON_THE_WALL)


def _of(board: Board, presses: Sequence[int]) -> ColumnElement[bool]:
    begun = min(presses, default=0)
    return (Activity.board_id == board.id) & (Activity.version >= begun) & PRESS.in_(presses)


def _counts(board: Board, told: Mapping[int, Sequence[Activity]]) -> dict[int, int]:
    """How many parts each press has."""
    counts = {press: len(entries) for press, entries in told.items()}
    long = [press for press, count in counts.items() if count >= PARTS]
    if long:
        parts = select(PRESS, func.count()).where(_of(board, long), _is_part()).group_by(PRESS)
        counts |= {press: int(count) for press, count in db.session.execute(parts)}
    return counts


def _lines(
    board: Board, reader: User, told: dict[int, list[Activity]], why: int, refused: Rejected | None
) -> list[Line]:
    entries = [entry for some in told.values() for entry in some]
    undid = _undid(board, entries)
    sentences = {one.version: one for one in tell([*entries, *undid.values()])}
    outlook = _outlook(board, reader, told)
    undone = taken_back(board, [entry.version for entry in entries])
    gone = {press for press, some in told.items() if any(one.version in undone for one in some)}
    why_not, counts = reasons(outlook, gone), _counts(board, told)
    lines = []
    for press, some in told.items():
        lead = _leading(some)
        # What was taken back, in the order in which it was done.
        back = [undid[one.undoes] for one in reversed(some) if one.undoes in undid]
        refusal = refused if press == why and refused else outlook.get(press)
        went_on = None
        if press == why and isinstance(refusal, Rejected):
            went_on = WentOn.of(board, press, refusal, reader)
        lines.append(
            Line(
                press=press,
                said=sentences[lead.version],
                parts=[sentences[one.version] for one in back or some],
                count=counts[press],
                undid=sentences[_leading(back).version] if back else None,
                can=isinstance(outlook.get(press), list),
                returns=took_a_card_away(some),
                why=why_not.get(press),
                went_on=went_on,
            )
        )
    return lines


def _leading(entries: Sequence[Activity]) -> Activity:
    """What tells most of a press: what is final, or the first that the history tells by itself."""
    telling = [one for one in entries if named(one.verb).shown is Shown.EVERYWHERE]
    final = [one for one in telling if named(one.verb).undo.refused]
    changing = [one for one in telling if not named(one.verb).undo.kept]
    return (final or changing or telling or entries)[0]


def _undid(board: Board, entries: Sequence[Activity]) -> dict[int | None, Activity]:
    """What was taken back by these entries, by version."""
    versions = [entry.undoes for entry in entries if entry.undoes]
    if not versions:
        return {}
    found = select(Activity).where(Activity.board_id == board.id, Activity.version.in_(versions))
    return {one.version: one for one in db.session.scalars(found.options(WITH_CARD))}


def _outlook(
    board: Board, reader: User, told: Mapping[int, Sequence[Activity]]
) -> dict[int, Steps | Rejected]:
    """Whether this person can take back what they did, and bring back what others undid."""
    role = reader.role_on(board.id)
    if role in (None, Role.VIEWER):
        return {}
    leads = role is Role.COORDINATOR
    wanted = [
        press
        for press, some in told.items()
        if some[0].by_id == reader.id or (leads and took_a_card_away(some))
    ]
    return prospects(board, wanted, reader)
