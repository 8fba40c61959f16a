"""Which refusals about a card come with the question that helps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask, g, render_template, request

from actionboard.accounts.current_user import me
from actionboard.boards.activity_log import Activity
from actionboard.boards.models import Board
from actionboard.boards.presses import press_of
from actionboard.cards import board_history
from actionboard.cards.board_history import Show
from actionboard.cards.dialogs import form
from actionboard.cards.errors import NeedsPlan, NeedsReason, NeedsResult
from actionboard.cards.models import Card
from actionboard.cards.undo_reasons import WentOn
from actionboard.core.database import db
from actionboard.core.errors import NotAllowed, Rejected
from actionboard.core.form_fields import read_number
from actionboard.web.replies import ASKS, Typed, toast
from actionboard.web.request_guards import htmx

UNDO = "cards.undo"
WITH_A_QUESTION = (NeedsPlan, NeedsResult, NeedsReason)


def init_app(app: Flask) -> None:
    """Ask it wherever a card is changed."""
    ASKS.add(late)
    ASKS.add(went_on)
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


def went_on(refusal: Rejected, typed: Typed, address: Mapping[str, Any]) -> str:
    """Why a press can't be taken back: in a toast, or in the history at its line."""
    board: Board | None = g.get("turn")
    entry = db.session.get(Activity, (board.id, address.get("version", 0))) if board else None
    if typed.form != UNDO or not board or not entry or isinstance(refusal, NotAllowed):
        return ""
    press = press_of(entry)
    if htmx:
        told = WentOn.of(board, press, refusal, me())
        return toast(refusal.sentence, conflict=True, board=board, went_on=told)
    show, before = Show.read(request.args.get("show", "")), read_number(request.args.get("before"))
    page = board_history.page(board, me(), show=show, before=before, why=press, refused=refusal)
    return render_template("cards/history.html", board=board, page=page)


def _card(address: Mapping[str, Any]) -> Card | None:
    board: Board | None = g.get("turn")
    return Card.find(board, address["number"]) if board and "number" in address else None
