"""A card over HTTP: look at it, move it, promise it, write on it."""

from __future__ import annotations

from flask import Flask

from actionboard.boards.themes import USES
from actionboard.cards import refusals
from actionboard.cards.models import Card
from actionboard.cards.views import (
    comments,
    detail,
    edit,
    escalation,
    history,
    move,
    promise,
    steps,
)
from actionboard.cards.views.blueprint import cards

# Each adds its routes to the blueprint.
PAGES = (comments, detail, edit, escalation, move, promise, steps, history)


def init_app(app: Flask) -> None:
    """Serve these pages; a theme that a card has is in use."""
    refusals.init_app(app)
    app.register_blueprint(cards)
    USES.add(Card.count_with_theme)
