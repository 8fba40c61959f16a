"""The room in which every view of a card hangs, who may come in, and the door for its changes."""

from __future__ import annotations

from flask import Blueprint, request

from actionboard.boards.access import enter
from actionboard.boards.models import Board
from actionboard.boards.turn import turn
from actionboard.cards.access import change
from actionboard.cards.models import Card
from actionboard.web.changes import Door
from actionboard.web.request_guards import SAFE

cards = Blueprint("cards", __name__, url_prefix="/boards/<slug>")
CARD = "/cards/<int:number>"


def _home(card: Card) -> str:
    return f"{card.board.url}/cards/{card.number}"


OF_CARD: Door[Card] = Door(change, page="cards.show", home=_home)
OF_BOARD: Door[Board] = Door(turn, page="cards.board_history", home=lambda board: board.url)


@cards.before_request
def only_who_may_see_it() -> None:
    """Everything about a card needs somebody who may see its board; a change asks at its door."""
    if request.method in SAFE:
        enter((request.view_args or {})["slug"])
