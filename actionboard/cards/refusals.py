"""Which refusals about a card come with the question that helps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask, g, render_template

from actionboard.boards.models import Board
from actionboard.cards.dialogs import form
from actionboard.cards.errors import NeedsPlan, NeedsReason, NeedsResult
from actionboard.cards.models import Card
from actionboard.core.errors import Rejected
from actionboard.web.replies import ASKS, Typed

WITH_A_QUESTION = (NeedsPlan, NeedsResult, NeedsReason)


def init_app(app: Flask) -> None:
    """Ask it wherever a card is changed."""
    ASKS.add(late)
    ASKS.add(question)


def late(refusal: Rejected, typed: Typed, address: Mapping[str, Any]) -> str:
    """What was typed without a network and no longer fits, beside the card as it is."""
    if "late" not in typed.values:
        return ""
    card = _card(address)
    return render_template("cards/_offline_conflict.html", sentence=refusal.sentence, card=card)


def question(refusal: Rejected, typed: Typed, address: Mapping[str, Any]) -> str:
    """The dialog in which the person can put it right, if there is one."""
    card = _card(address)
    if card is None or not isinstance(refusal, WITH_A_QUESTION):
        return ""
    errors = typed.errors if refusal.field in typed.values else {}
    asked = Typed(typed.values, errors, typed.form)
    return form(f"cards/_ask_{refusal.ask}.html", card.board, card, typed=asked)


def _card(address: Mapping[str, Any]) -> Card | None:
    board: Board | None = g.get("turn")
    return Card.find(board, address["number"]) if board and "number" in address else None
