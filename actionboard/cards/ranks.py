"""Order within a cell: a rank between two others, so that a move writes one row."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from fractional_indexing import generate_key_between, generate_n_keys_between, get_integer_part
from sqlalchemy import ColumnElement, and_, bindparam, func, select

from actionboard.accounts.models import User
from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.boards.verbs import KEPT, Shown, Tells, Verb
from actionboard.core.database import db
from actionboard.core.messages import N_
from actionboard.core.prepared_statements import Quick

if TYPE_CHECKING:
    from actionboard.cards.models import Card

STEM = 24  # characters; a longer rank goes on as a rank within a rank
LONGEST = 180  # characters, of 200
ENOUGH = 6
REORDERED = Verb("card.reordered", says=N_("%(who)s veranderde de volgorde"), tells=Tells.NOBODY)
# Nobody sees it, so it is no sign of life; and it stays, for the order is the same.
MADE_ROOM = Verb(
    "card.spread",
    says=REORDERED.says,
    tells=Tells.NOBODY,
    undo=KEPT,
    shown=Shown.NOWHERE,
    progress=False,
)


def at_end(board_id: int, level: Level, stage: Stage) -> str:
    """A rank after everything in the cell."""
    return between(LAST.first(board=board_id, level=level, stage=stage).rank, None)


def all_at_end(board_id: int, level: Level, stage: Stage, count: int) -> list[str]:
    """So many ranks after everything in the cell, in their order."""
    found = [at_end(board_id, level, stage)]
    while len(found) < count:
        found.append(between(found[-1], None))
    return found[:count]


def place(card: Card, level: Level, stage: Stage, before: Card | None, *, at_end: bool) -> str:
    """A rank in a cell: just before another card of that cell, else at its end or its top.

    A card that is asked for but has left the cell since is no neighbour any more.
    """
    cell = {"board": card.board_id, "level": level, "stage": stage}
    if before is not None and before is not card and (before.level, before.stage) == (level, stage):
        return between(LAST_BELOW.first(**cell, below=before.rank).rank, before.rank)
    if (card.level, card.stage) == (level, stage) and before is card:
        return card.rank
    if at_end:
        return between(LAST.first(**cell).rank, None)
    return between(None, FIRST.first(**cell).rank)


def free(card: Card) -> str:
    """The rank that a card has, or one just behind it when another card took it meanwhile."""
    cell, rank = _cell(card.board_id, card.level, card.stage), card.rank
    model = type(card)
    taken = select(model.id).where(cell, model.rank == rank, model.id != card.id)
    if db.session.scalar(taken.limit(1)) is None:
        return rank
    following = db.session.scalar(select(func.min(model.rank)).where(cell, model.rank > rank))
    return between(rank, following)


def between(above: str | None, below: str | None) -> str:
    """A rank between two others; None stands for the top or the end of a cell.

    A rank halves the room that there is, and after six times at one place it needs another
    character. From STEM characters on it counts within that room instead, so that thousands that
    squeeze in at one place get no longer than 30.
    """
    if above is None or below is None:
        return str(generate_key_between(above and _whole(above), below and _whole(below)))
    stem, limit = above[:STEM], below[:STEM]
    if len(above) > STEM:
        return stem + between(above[STEM:], below[STEM:] if stem == limit else None)
    if len(below) > STEM:
        return limit + between(None, below[STEM:])
    halved = str(generate_key_between(above, below))
    return halved if len(halved) <= STEM else above.ljust(STEM, "0") + between(None, None)


def _whole(rank: str) -> str:
    """A rank without what lies between it and the next whole one."""
    return str(get_integer_part(rank))


def spread(card: Card, by: User) -> None:
    """Shorten the ranks around a card once they have become long; nobody sees a difference.

    It takes a thousand that squeeze in by turns above and below each other.
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


def _cell(board_id: int, level: Level, stage: Stage) -> ColumnElement[bool]:
    from actionboard.cards.models import Card

    return and_(Card.board_id == board_id, Card.level == level, Card.stage == stage)


def _edge(which: str, *, below: bool = False) -> Any:
    """The first or the last rank in a cell, None when it is empty."""
    from actionboard.cards.models import Card

    rank = func.max(Card.rank) if which == "last" else func.min(Card.rank)
    edge = select(rank.label("rank")).where(
        Card.board_id == bindparam("board"),
        Card.level == bindparam("level"),
        Card.stage == bindparam("stage"),
    )
    return edge.where(Card.rank < bindparam("below")) if below else edge


FIRST, LAST = Quick(partial(_edge, "first")), Quick(partial(_edge, "last"))
LAST_BELOW = Quick(partial(_edge, "last", below=True))
