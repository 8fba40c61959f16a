"""Order within a cell: a rank between two others, so that a move writes one row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fractional_indexing import generate_key_between, generate_n_keys_between
from sqlalchemy import ColumnElement, and_, func, select

from actionboard.boards.models import Level, Stage
from actionboard.db import db

if TYPE_CHECKING:
    from actionboard.cards.models import Card


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


def _edge(
    which: str, board_id: int, level: Level, stage: Stage, *, below: str | None = None
) -> str | None:
    from actionboard.cards.models import Card

    cell: ColumnElement[bool] = and_(
        Card.board_id == board_id, Card.level == level, Card.stage == stage
    )
    if below is not None:
        cell = and_(cell, Card.rank < below)
    rank = func.max(Card.rank) if which == "max" else func.min(Card.rank)
    return db.session.scalar(select(rank).where(cell))
