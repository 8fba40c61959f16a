"""What a reply paints: the cards that a turn touched, as the page that asked shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from flask import request

from actionboard.accounts.current_user import me
from actionboard.accounts.person_badge import Seat
from actionboard.board_page import snapshot
from actionboard.board_page.filters import Filter
from actionboard.board_page.renderer import Viewer, since
from actionboard.boards.models import Board
from actionboard.cards.models import Card
from actionboard.core.i18n import language


def painted(board: Board, version: int) -> str:
    """What changed since a version, with the filter that the page says it shows."""
    see = snapshot.of(board, board.today)
    wanted = Filter.read(dict(parse_qsl(request.form.get("filter", "")[:500])))
    return since(see, version, Viewer(Seat.of(me()), wanted, language()))


def repainted(board: Board, address: Mapping[str, Any]) -> str:
    """A card as it really is, for a page that thinks otherwise."""
    card = Card.find(board, address["number"]) if "number" in address else None
    if card is None:
        return ""
    see = snapshot.of(board, board.today)
    entry = see.entries.get(card.number)
    version = f'<i id="version" data-version="{see.version}" hidden></i>'
    if entry is None or not entry.is_on_board:
        return f'{version}<li id="card-{card.number}" data-gone></li>'
    return version + see.html(entry, language())
