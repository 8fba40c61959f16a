"""Taking back a step, from the toast or from the history."""

from __future__ import annotations

from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me
from actionboard.boards.turn import turn
from actionboard.boards.undo import undo_turn
from actionboard.cards.models import Card
from actionboard.cards.views.blueprint import cards
from actionboard.core.database import db
from actionboard.core.i18n import gettext as _
from actionboard.web.replies import answer


@cards.post("/activities/<int:version>/undo")
def undo(slug: str, version: int) -> Response:
    """Take back one's own step."""
    with turn(slug) as board:
        entries = undo_turn(board, version, me())
        touched = {entry.card_id for entry in entries if entry.card_id}
        card = db.session.get(Card, touched.pop()) if len(touched) == 1 else None
    return answer(_("Ongedaan gemaakt."), card=card.number if card and not card.removed else None)
