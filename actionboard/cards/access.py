"""Finding a card, or what hangs on it, through the board that somebody may see."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from flask import abort

from actionboard.boards.access import find_board
from actionboard.boards.models import Board
from actionboard.boards.turn import turn
from actionboard.cards.comments import Comment
from actionboard.cards.errors import TakenBack
from actionboard.cards.models import Card
from actionboard.cards.steps import Step
from actionboard.core.database import db

Part = TypeVar("Part", Step, Comment)


def find_card(slug: str, number: int) -> Card:
    """A card on a board that the signed-in person may see; 404 otherwise. Raises TakenBack."""
    return _found(find_board(slug), number)


@contextmanager
def change(slug: str, number: int) -> Iterator[Card]:
    """A card during its board's turn."""
    with turn(slug) as board:
        yield _found(board, number)


def find_part(kind: type[Part], card: Card, number: int) -> Part:
    """A step or a comment of a card; 404 when it isn't there."""
    part = db.session.get(kind, number)
    if part is None or part.card_id != card.id or part.removed:
        abort(404)
    return part


def _found(board: Board, number: int) -> Card:
    card = Card.find(board, number)
    if card is None and Card.was_on(board, number):
        raise TakenBack(number=number)
    return card or abort(404)
