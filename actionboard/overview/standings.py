"""Boards side by side: how each stands, what is stuck at national level, which themes return.

Each is one query, whatever the number of boards. Boards stand by name: nobody is ranked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select
from sqlalchemy.orm import aliased

from actionboard.accounts.models import User
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.boards.staleness import Stillness
from actionboard.boards.texts import Words
from actionboard.boards.themes import Theme
from actionboard.cards.lateness import days_late, is_late
from actionboard.cards.models import Card
from actionboard.cards.on_board import ON_BOARD
from actionboard.core.database import db
from actionboard.core.folded_text import folded
from actionboard.core.local_time import day_of, end_of

MOST = 40  # national actions in the list

OPEN = Card.stage != Stage.DONE


@dataclass(frozen=True, slots=True)
class Standing:
    """How one board stands; the last four count open actions, as its lane heads do."""

    name: str
    url: str
    proposed: int = 0
    planned: int = 0
    doing: int = 0
    done: int = 0
    unled: int = 0
    late: int = 0
    still: int = 0
    stuck: int = 0

    @property
    def open(self) -> int:
        """How many actions aren't done."""
        return self.proposed + self.planned + self.doing


@dataclass(frozen=True, slots=True)
class Snag:
    """A national action that doesn't get on; `days` nothing happened to it, 0 when that's fine."""

    board: str
    url: str
    number: int
    title: str
    lead: str
    unled: bool
    late: date | None
    asks: str
    days: int


@dataclass(frozen=True, slots=True)
class Returning:
    """A theme by its name: on how many boards it has actions, how many in all, how many open."""

    name: str
    paint: str
    icon: str
    boards: int
    cards: int
    open: int


def boards_of(user: User) -> Sequence[Board]:
    """The boards that somebody may see, by name."""
    return db.session.scalars(Board.visible_to(user).order_by(Board.name, Board.id)).all()


def rules_of(boards: Sequence[Board]) -> dict[int, Stillness]:
    """When a card stands still, for each of these boards."""
    return Stillness.of_all({one.id: one.still_after for one in boards})


def standings(boards: Sequence[Board], today: date) -> list[Standing]:
    """How each of these boards stands."""
    stages = [_count(Card.stage == stage) for stage in Stage]
    raised = [
        _count(and_(OPEN, Card.lead_id.is_(None))),
        _count(is_late(Card, today)),
        _count(_still(rules_of(boards), today)),
        _count(and_(OPEN, Card.help_id.is_not(None))),
    ]
    rows = db.session.execute(
        select(Card.board_id, *stages, *raised)
        .where(Card.board_id.in_([one.id for one in boards]), ON_BOARD)
        .group_by(Card.board_id)
    )
    counts = {row[0]: tuple(row[1:]) for row in rows}
    return [Standing(one.name, one.url, *counts.get(one.id, ())) for one in boards]


def together(standings: Sequence[Standing]) -> Standing:
    """All of them as if they were one board."""
    counts = ("proposed", "planned", "doing", "done", "unled", "late", "still", "stuck")
    return Standing(
        "", "", **{one: sum(getattr(board, one) for board in standings) for one in counts}
    )


def snags(boards: Sequence[Board], today: date) -> list[Snag]:
    """What is stuck at national level on these boards, what waits longest first."""
    known = {one.id: one for one in boards}
    rules = rules_of(boards)
    asks, title = aliased(Words), aliased(Words)
    stuck = or_(
        Card.lead_id.is_(None),
        is_late(Card, today),
        Card.help_id.is_not(None),
        _still(rules, today),
    )
    rows = db.session.execute(
        select(
            Card.board_id, Card.number, Card.stage, Card.due_on, Card.touched_at,
            User.name.label("lead"), title.body.label("title"), asks.body.label("asks"),
        )
        .join(title, title.id == Card.title_id)
        .outerjoin(asks, asks.id == Card.help_id)
        .outerjoin(User, User.id == Card.lead_id)
        .where(Card.board_id.in_(known), ON_BOARD, OPEN, Card.level == Level.NATIONAL, stuck)
        .order_by(Card.touched_at)
        .limit(MOST)
    )  # fmt: skip
    return [_snag(row, known[row.board_id], rules[row.board_id], today) for row in rows]


def returning(boards: Sequence[Board]) -> list[Returning]:
    """The themes that more than one of these boards has actions about, most boards first.

    Each board names its own; equal names are one theme.
    """
    rows = db.session.execute(
        select(Theme.name, Theme.paint, Theme.icon, Card.board_id, func.count(), _count(OPEN))
        .join(Card, Card.theme_id == Theme.id)
        .where(Card.board_id.in_([one.id for one in boards]), ON_BOARD)
        .group_by(Theme.id, Theme.name, Theme.paint, Theme.icon, Card.board_id)
        .order_by(Theme.id)
    )
    by_name: dict[str, list[Any]] = {}
    for row in rows:
        by_name.setdefault(folded(row[0]), []).append(row)
    found = [
        Returning(
            name=them[0][0], paint=them[0][1], icon=them[0][2],
            boards=len({row[3] for row in them}), cards=sum(row[4] for row in them),
            open=sum(row[5] for row in them),
        )
        for them in by_name.values()
    ]  # fmt: skip
    shared = [one for one in found if one.boards > 1]
    return sorted(shared, key=lambda one: (-one.boards, -one.cards, one.name))


def _snag(row: Any, board: Board, rule: Stillness, today: date) -> Snag:
    return Snag(
        board=board.name,
        url=f"{board.url}/cards/{row.number}",
        number=row.number,
        title=row.title,
        lead=row.lead or "",
        unled=row.lead is None,
        late=row.due_on if days_late(row, today) else None,
        asks=row.asks or "",
        days=rule.days(day_of(row.touched_at), today),
    )


def _still(rules: Mapping[int, Stillness], today: date) -> ColumnElement[bool]:
    """Nothing happened to it for longer than its board allows; few boards differ in that."""
    alike: dict[date, list[int]] = {}
    for board_id, rule in rules.items():
        alike.setdefault(rule.quiet_since(today), []).append(board_id)
    quiet = [
        and_(Card.board_id.in_(ids), Card.touched_at <= end_of(day)) for day, ids in alike.items()
    ]
    return and_(OPEN, or_(false(), *quiet))


def _count(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((which, 1), else_=0))
