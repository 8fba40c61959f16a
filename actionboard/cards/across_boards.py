"""Cards over many boards: which stand on a board, and which somebody has in hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from actionboard.accounts.models import User
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.cards.models import Card
from actionboard.cards.on_board import ON_BOARD
from actionboard.core.database import db, is_sqlite


def found(boards: Sequence[Board], *wanted: ColumnElement[bool]) -> list[Card]:
    """The cards on these boards that fit, by board and number, with what a line of them says."""
    cards = (
        select(Card)
        .where(Card.board_id.in_([one.id for one in boards]), ON_BOARD, *wanted)
        .options(*map(joinedload, (Card.board, Card.title_words, Card.lead, Card.partner)))
    )
    return sorted(db.session.scalars(cards).all(), key=lambda one: (one.board.name, one.number))


def in_hand(person: User, boards: Sequence[Board]) -> list[Card]:
    """What somebody leads, takes part in or is asked for, and is not done; what is due first."""
    named = or_(*(one == person.id for one in (Card.lead_id, Card.partner_id, Card.nominee_id)))
    mine = found(boards, Card.stage != Stage.DONE, or_(named, helps(person)))
    return sorted(mine, key=lambda one: (one.nominee_id != person.id, one.due_on or date.max))


def helps(person: User) -> ColumnElement[bool]:
    """A card whose helpers include this person."""
    if is_sqlite(db.engine):
        each = func.json_each(Card.helper_ids).table_valued("value")
        return select(each.c.value).where(each.c.value == person.id).exists()
    return Card.helper_ids.op("@>")([person.id])
