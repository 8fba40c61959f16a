"""Order within a cell: a rank between two others, so that a move writes one row."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from fractional_indexing import generate_key_between, generate_n_keys_between
from sqlalchemy import ColumnElement, and_, bindparam, func, select

from actionboard.boards.models import Level, Stage
from actionboard.db import db, quick

if TYPE_CHECKING:
    from actionboard.accounts.models import User
    from actionboard.cards.models import Card

LONGEST = 120  # characters, of 200; a rank grows by one when six squeeze in at the same place
ENOUGH = 6
MADE_ROOM = "card.spread"  # its verb in the log: nobody sees it, so it is no sign of life


def at_end(board_id: int, level: Level, stage: Stage) -> str:
    """A rank after everything in the cell."""
    return str(generate_key_between(_edge("max", board_id, level, stage), None))


def all_at_end(board_id: int, level: Level, stage: Stage, count: int) -> list[str]:
    """So many ranks after everything in the cell, in their order."""
    return list(generate_n_keys_between(_edge("max", board_id, level, stage), None, count))


def place(card: Card, level: Level, stage: Stage, before: Card | None, *, at_end: bool) -> str:
    """A rank in a cell: just before another card of that cell, else at its end or its top.

    A card that is asked for but has left the cell since is no neighbour any more.
    """
    board_id = card.board_id
    if before is not None and before is not card and (before.level, before.stage) == (level, stage):
        above = _edge("max", board_id, level, stage, below=before.rank)
        return str(generate_key_between(above, before.rank))
    if (card.level, card.stage) == (level, stage) and before is card:
        return card.rank
    if at_end:
        return str(generate_key_between(_edge("max", board_id, level, stage), None))
    return str(generate_key_between(None, _edge("min", board_id, level, stage)))


def free(card: Card) -> str:
    """The rank that a card has, or one just behind it when another card took it meanwhile."""
    cell, rank = _cell(card.board_id, card.level, card.stage), card.rank
    model = type(card)
    taken = select(model.id).where(cell, model.rank == rank, model.id != card.id)
    if db.session.scalar(taken.limit(1)) is None:
        return rank
    following = db.session.scalar(select(func.min(model.rank)).where(cell, model.rank > rank))
    return str(generate_key_between(rank, following))


def spread(card: Card, by: User) -> None:
    """Shorten the ranks around a card once they have become long; nobody sees a difference.

    So many cards squeezed in at one place that each next one would need a longer rank.
    """
    if len(card.rank) <= LONGEST:
        return
    model, cell = type(card), _cell(card.board_id, card.level, card.stage)
    short = and_(cell, func.length(model.rank) <= ENOUGH)
    low = db.session.scalar(select(func.max(model.rank)).where(short, model.rank < card.rank))
    high = db.session.scalar(select(func.min(model.rank)).where(short, model.rank > card.rank))
    between = select(model).where(cell, model.rank > (low or ""))
    if high is not None:
        between = between.where(model.rank < high)
    crowd = db.session.scalars(between.order_by(model.rank, model.number)).all()
    lived = [one.touched_at for one in crowd]
    for one, rank in zip(crowd, generate_n_keys_between(low, high, len(crowd)), strict=True):
        one.rank = str(rank)
    card.board.record_all(MADE_ROOM, crowd, by)
    for one, moment in zip(crowd, lived, strict=True):
        one.touched_at = moment  # making room is no sign of life


def _edge(
    which: str, board_id: int, level: Level, stage: Stage, *, below: str | None = None
) -> str | None:
    values: dict[str, Any] = {"board": board_id, "level": level, "stage": stage}
    if below is not None:
        values["below"] = below
    found: str | None = quick(_edges(which, below is not None), **values).scalar()
    return found


@lru_cache(maxsize=4)
def _edges(which: str, bounded: bool) -> Any:
    from actionboard.cards.models import Card

    rank = func.max(Card.rank) if which == "max" else func.min(Card.rank)
    cell = and_(
        Card.board_id == bindparam("board"),
        Card.level == bindparam("level"),
        Card.stage == bindparam("stage"),
    )
    return select(rank).where(and_(cell, Card.rank < bindparam("below")) if bounded else cell)


def _cell(board_id: int, level: Level, stage: Stage) -> ColumnElement[bool]:
    from actionboard.cards.models import Card

    return and_(Card.board_id == board_id, Card.level == level, Card.stage == stage)
