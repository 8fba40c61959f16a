"""Looking back at what happened, and taking back a step of it."""

from __future__ import annotations

from flask import render_template, request

from actionboard.accounts.current_user import me
from actionboard.boards.access import find_board
from actionboard.boards.models import Board
from actionboard.boards.undo import undo_turn
from actionboard.cards import board_history as history
from actionboard.cards.models import Card
from actionboard.cards.views.blueprint import OF_BOARD, cards
from actionboard.core.database import db
from actionboard.core.form_fields import read_number
from actionboard.core.i18n import gettext as _
from actionboard.web.changes import changes
from actionboard.web.replies import Reply


@cards.get("/history")
def board_history(slug: str) -> str:
    """What happened on a board, the latest first."""
    board, asked = find_board(slug), request.args
    before, why = read_number(asked.get("before")), read_number(asked.get("why"))
    show = history.Show.read(asked.get("show", ""))
    page = history.page(board, me(), show=show, before=before, why=why)
    return render_template("cards/history.html", board=board, page=page)


@cards.post("/activities/<int:version>/undo")
@changes(OF_BOARD)
def undo(board: Board, version: int) -> Reply:
    """Take back one's own step, or bring back what somebody undid; see `cards/refusals.py`."""
    entries = undo_turn(board, version, me())
    touched = {entry.card_id for entry in entries if entry.card_id}
    card = db.session.get(Card, touched.pop()) if len(touched) == 1 else None
    page = f"{board.url}/cards/{card.number}" if card and not card.removed else ""
    return Reply(_("Ongedaan gemaakt."), to=page)
