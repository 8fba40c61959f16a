"""The board as it was at any version, found by taking back what happened since.

It costs the cards as they are now and the entries since; the log before that is never read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from typing import Any, Self

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import aliased

from actionboard.boards.activity_log import Activity
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.boards.staleness import Stillness
from actionboard.boards.verbs import names_where
from actionboard.cards.lateness import days_late
from actionboard.cards.models import Card
from actionboard.cards.on_board import is_on_board
from actionboard.core.database import db
from actionboard.core.local_time import day_of
from actionboard.core.prepared_statements import Quick

Entry = Row[Any]  # version, verb, card_id, subject, subject_id, by_id, at, facts, undoes


@dataclass(slots=True)
class PastCard:
    """A card as it was; texts and people by their ids, see Card for the meaning of each word.

    `touched_at` is when something last happened to it; None when that isn't known, see `touched`.
    """

    id: int
    created_at: datetime
    touched_at: datetime | None
    number: int
    level: Level
    stage: Stage
    rank: str
    title_id: int
    why_id: int | None
    theme_id: int | None
    due_on: date | None
    due_id: int | None
    postponed: int
    lead_id: int | None
    partner_id: int | None
    nominee_id: int | None
    nominator_id: int | None
    helper_ids: list[int]
    help_id: int | None
    result_id: int | None
    done_on: date | None
    dropped_id: int | None
    merged_into_id: int | None
    questions: list[str]
    removed: bool

    @classmethod
    def of(cls, card: Card) -> Self:
        """A card as it is."""
        return cls(*VALUES(card))

    def copy(self) -> Self:
        """Another one with the same values."""
        return type(self)(*VALUES(self))

    @property
    def is_on_board(self) -> bool:
        """Whether it could be seen on the board."""
        return is_on_board(self)

    @property
    def is_done(self) -> bool:
        """Whether it stood in *klaar*."""
        return self.stage is Stage.DONE

    @property
    def is_open(self) -> bool:
        """Whether it stood on the board and wasn't done."""
        return self.is_on_board and not self.is_done

    def is_late(self, on: date) -> bool:
        """Whether its day had passed while it wasn't done."""
        return days_late(self, on) > 0

    def still_for(self, on: date, rule: Stillness) -> int:
        """For how many days nothing had happened to it, 0 when that was still fine."""
        if not self.touched_at or (on - self.touched_at.date()).days < rule.after or self.is_done:
            return 0  # at home it is never an earlier day than by UTC, and the clock is slow to ask
        return rule.days(day_of(self.touched_at), on)

    def put(self, values: Mapping[str, Any]) -> None:
        """Set columns from plain JSON values, as the log keeps them."""
        for column, value in values.items():
            typed = TYPED.get(column)
            setattr(self, column, typed(value) if typed and value else value)


COLUMNS = tuple(one.name for one in fields(PastCard))
VALUES = attrgetter(*COLUMNS)
TYPED: dict[str, Callable[[Any], Any]] = {
    "level": Level, "stage": Stage, "due_on": date.fromisoformat, "done_on": date.fromisoformat,
}  # fmt: skip


class Past:
    """All cards of a board as they were at one version; first as they are now.

        now = Past.now(board)
        then = now.earlier(version_at(board, moment))
        then.cards[card_id].stage

    `log` holds the entries that were taken back to come here, in their order.
    """

    def __init__(
        self, board: Board, version: int, cards: dict[int, PastCard], log: list[Entry]
    ) -> None:
        self.board, self.version, self.cards, self.log = board, version, cards, log

    @classmethod
    def now(cls, board: Board) -> Self:
        """The cards as they are."""
        # First the cards, then the log: what comes in between is taken back to how it was read.
        rows = NOW.all(board=board.id)
        return cls(board, board.version, {row.id: PastCard(*row) for row in rows}, [])

    def earlier(self, version: int) -> Self:
        """The board as it was at this version; costs the entries in between."""
        newest = self.log[0].version - 1 if self.log else None
        entries = log(self.board, version, newest)
        cards = dict(self.cards)
        for card_id in {one.card_id for one in entries} & cards.keys():
            cards[card_id] = cards[card_id].copy()
            cards[card_id].touched_at = None
        for entry in reversed(entries):
            if entry.subject != Card.KIND or entry.subject_id not in cards:
                continue
            if is_first(entry):
                del cards[entry.subject_id]
            else:
                cards[entry.subject_id].put(entry.facts["was"])
        return type(self)(self.board, version, cards, entries + self.log)

    def touched(self, cards: Iterable[PastCard] | None = None) -> Self:
        """Look up when something last happened to those cards (all of them), where not known."""
        wanted = self.cards.values() if cards is None else cards
        unknown = {one.id: one for one in wanted if one.touched_at is None}
        for some in _in_parts(list(unknown)):
            found = db.session.execute(_last_at(), {"version": self.version, "ids": some})
            for card_id, at in found:
                unknown[card_id].touched_at = at
        return self


def is_first(entry: Entry) -> bool:
    """Whether it tells of something new, that has no "was"; an empty entry says only that."""
    return bool(entry.facts["now"]) and not entry.facts["was"]


def version_at(board: Board, moment: datetime) -> int:
    """The version that a board had at a moment: that of the last entry until then."""
    then = select(Activity.version).where(Activity.board_id == board.id, Activity.at <= moment)
    latest = then.order_by(Activity.at.desc(), Activity.version.desc()).limit(1)
    return db.session.scalar(latest) or 0


def log(board: Board, since: int, until: int | None = None) -> list[Entry]:
    """The entries after one version, up to and including another (the latest), in their order."""
    told: Any = Activity.__table__
    entries = select(
        told.c.version, told.c.verb, told.c.card_id, told.c.subject, told.c.subject_id,
        told.c.by_id, told.c.at, told.c.facts, told.c.undoes,
    ).where(told.c.board_id == board.id, told.c.version > since)  # fmt: skip
    if until is not None:
        entries = entries.where(told.c.version <= until)
    return list(_rows(entries.order_by(told.c.version)))


def _rows(statement: Any, **values: Any) -> Any:
    """Rows as they are: past the ORM, as there may be thousands."""
    return db.session.connection().execute(statement, values)


def _now() -> Any:
    cards: Any = Card.__table__
    columns = (cards.c[name] for name in COLUMNS)
    return select(*columns).where(cards.c.board_id == bindparam("board")).order_by(cards.c.number)


NOW = Quick(_now)


@cache
def _last_at() -> Any:
    entry = aliased(Activity)
    last = (
        select(entry.at)
        .where(entry.card_id == Card.id, entry.version <= bindparam("version"))
        .where(entry.verb.not_in(names_where(lambda verb: not verb.progress)))
        .order_by(entry.version.desc())
        .limit(1)
        .scalar_subquery()
    )
    return select(Card.id, last).where(Card.id.in_(bindparam("ids", expanding=True)))


def _in_parts(ids: list[int], size: int = 500) -> Iterable[list[int]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))
