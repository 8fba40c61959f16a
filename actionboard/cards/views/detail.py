"""Looking at a card, and at what we don't do."""

from __future__ import annotations

from datetime import datetime

from flask import render_template, request

from actionboard.accounts.current_user import me
from actionboard.boards.access import find_board
from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.cards.access import find_card
from actionboard.cards.detail import Panel
from actionboard.cards.models import Card
from actionboard.cards.views.blueprint import CARD, cards
from actionboard.core.local_time import HOME
from actionboard.web.replies import NOTHING, Typed
from actionboard.web.request_guards import htmx


@cards.get(CARD)
def show(slug: str, number: int, typed: Typed = NOTHING) -> str:
    """A card: as the panel beside the board, or as a page of its own, which asks again."""
    card = find_card(slug, number)
    again = "cards/_card_page_reply.html" if "since" in request.args else "cards/_panel.html"
    return render_template(
        again if htmx else "cards/card.html",
        board=card.board,
        panel=Panel.of(card, me()),
        typed=typed,
        stages=list(Stage),
        levels=list(Level),
        link=request.base_url,
        role=me().role_on(card.board_id),
        version=card.board.version,
        now=f"{datetime.now(HOME):%H:%M}",
    )


@cards.get("/dropped")
def dropped(slug: str) -> str:
    """What we don't do, and why."""
    board = find_board(slug)
    found = Card.off_the_board(board)
    may = me().may_change(board.id)
    return render_template("cards/dropped.html", board=board, dropped=found, may_restore=may)
