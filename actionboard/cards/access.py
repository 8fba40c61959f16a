"""A card on a board that the signed-in person may see; 404 otherwise. Raises TakenBack."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flask import abort

from actionboard.boards.access import find_board
from actionboard.boards.turn import turn
from actionboard.cards.errors import TakenBack
from actionboard.cards.models import Card

if TYPE_CHECKING:
    from actionboard.boards.models import Board


def find_card(slug: str, number: int) -> Card:
    """A card on a board that the signed-in person may see; 404 otherwise. Raises TakenBack."""
    return _found(find_board(slug), number)


@contextmanager
def change(slug: str, number: int) -> Iterator[Card]:
    """A card during its board's turn."""
    with turn(slug) as board:
        yield _found(board, number)


def _found(board: Board, number: int) -> Card:
    card = Card.find(board, number)
    if card is None and Card.was_on(board, number):
        raise TakenBack(number=number)
    return card or abort(404)
