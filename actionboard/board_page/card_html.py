"""Drawing a card without a request around it: page, reply and stream share what comes out."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from flask import current_app
from jinja2 import Environment

from actionboard.cards.card_view import CardFace
from actionboard.core.i18n import speaking


def draw(face: CardFace, language: str) -> str:
    """One card by `_card.html`, its words in a language."""
    return str(_macro(current_app.jinja_env, language)(face))


@lru_cache(maxsize=8)
def _macro(environment: Environment, language: str) -> Callable[[CardFace], str]:
    with speaking(language):
        module: Any = environment.get_template("_card.html").module
    macro: Callable[[CardFace], str] = module.card
    return macro
