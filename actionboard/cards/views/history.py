"""Taking back a step, from the toast or from the history."""

from __future__ import annotations

from actionboard.accounts.current_user import me
from actionboard.boards.models import Board
from actionboard.boards.undo import undo_turn
from actionboard.cards.models import Card
from actionboard.cards.views.blueprint import OF_BOARD, cards
from actionboard.core.database import db
from actionboard.core.i18n import gettext as _
from actionboard.web.changes import changes
from actionboard.web.replies import Reply


@cards.post("/activities/<int:version>/undo")
@changes(OF_BOARD)
def undo(board: Board, version: int) -> Reply:
    """Take back one's own step."""
    entries = undo_turn(board, version, me())
    touched = {entry.card_id for entry in entries if entry.card_id}
    card = db.session.get(Card, touched.pop()) if len(touched) == 1 else None
    page = f"{board.url}/cards/{card.number}" if card and not card.removed else ""
    return Reply(_("Ongedaan gemaakt."), to=page)
