"""How a refusal is answered: kindly, in place, with everything that was typed."""

from __future__ import annotations

from flask import Flask, Response, render_template, request

from actionboard.accounts.current_user import me
from actionboard.boards.access import find_board
from actionboard.boards.models import Board
from actionboard.boards.stale_versions import Stale
from actionboard.cards.dialogs import ASKED_BY, FORMS, form
from actionboard.cards.errors import NeedsPlan, NeedsReason, NeedsResult
from actionboard.cards.models import Card
from actionboard.core.errors import Rejected
from actionboard.web.replies import repainted
from actionboard.web.request_guards import htmx

WITH_A_QUESTION = (NeedsPlan, NeedsResult, NeedsReason)


def init_app(app: Flask) -> None:
    """Answer every rejected change on a board."""
    app.register_error_handler(Rejected, refuse)


def refuse(error: Rejected) -> tuple[Response | str, int]:
    """The card as it really is, and either the question that helps or a sentence."""
    board = find_board((request.view_args or {})["slug"])
    number = (request.view_args or {}).get("number")
    card = Card.find(board, number) if number else None
    if "late" in request.form:
        conflict = "cards/_offline_conflict.html"
        return render_template(conflict, sentence=error.sentence, card=card), error.status
    asked = _question(error, board, card)
    if not htmx:
        return (asked or _page(error, board, card)), error.status
    pieces = repainted(card) if card else ""
    if asked is None:
        said = {"sentence": error.sentence, "conflict": True, "undo": "", "clear_draft": ""}
        asked = render_template("_toast.html", **said, version=None)
    return Response(pieces + asked), error.status


def _question(error: Rejected, board: Board, card: Card | None) -> str | None:
    """The dialog in which the person can put it right, if there is one."""
    typed = request.form.to_dict()
    if isinstance(error, Stale) and error.versions:
        around = {"sentence": error.sentence, "differences": error.versions}
        return form(
            "cards/_conflict.html", board, card, values=typed, action=request.path, **around
        )
    if isinstance(error, WITH_A_QUESTION):
        errors = {error.field: error.sentence} if error.field in typed else {}
        return form(f"cards/_ask_{error.ask}.html", board, card, values=typed, errors=errors)
    field = error.at_field
    template = FORMS.get(request.endpoint or "")
    if request.endpoint == "cards.place":
        template = ASKED_BY.get(field or "", template)
    if template is None or field is None or error.status != 422:
        return None
    return form(template, board, card, values=typed, errors={field: error.sentence})


def _page(error: Rejected, board: Board, card: Card | None) -> str:
    return render_template(
        "error.html",
        board=board,
        status=error.status,
        sentence=error.sentence,
        back=f"{board.url}/cards/{card.number}" if card else board.url,
        role=me().role_on(board.id),
    )
