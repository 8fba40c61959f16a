"""The questions about a card: each as a dialog beside the board, or as a page of its own."""

from __future__ import annotations

from typing import Any

from flask import render_template
from sqlalchemy import func, select

from actionboard.accounts.current_user import me
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.boards.people import colleagues
from actionboard.boards.stages import Stage
from actionboard.cards import card_view
from actionboard.cards.detail import face_of
from actionboard.cards.models import Card
from actionboard.cards.on_board import ON_BOARD
from actionboard.core.database import db
from actionboard.web.replies import NOTHING, Typed, came_from
from actionboard.web.request_guards import htmx


def form(
    template: str, board: Board, card: Card | None = None, typed: Typed = NOTHING, **context: Any
) -> str:
    """A form: in the page's dialog for htmx, else as a page.

    `values` holds what the fields show, over which goes what was `typed` and refused. A form about
    a card also says which version of it somebody looks at.
    """
    holds = card is not None and card.lead is me()
    seen = {"version": card.version} if card else {}
    around = {
        "board": board,
        "face": face_of(card, card_view.people()) if card else None,
        "stages": list(Stage),
        "levels": list(Level),
        "counts": _counts(board),
        "themes": board.themes,
        "hand_over": holds,
        "people": colleagues(board, me(), same_organisation=holds),
        "errors": typed.errors,
        "role": me().role_on(board.id),
        **context,
        "values": {
            **seen,
            **context.get("values", {}),
            **typed.values,
            "back": came_from(board),
        },
    }
    page = "_dialog.html" if htmx else "page.html"
    return render_template(page, form=template, **around)


def _counts(board: Board) -> dict[str, int]:
    rows = db.session.execute(
        select(Card.stage, func.count())
        .where(Card.board_id == board.id, ON_BOARD)
        .group_by(Card.stage)
    )
    counts = dict(rows.all())
    return {stage.value: counts.get(stage, 0) for stage in Stage}
