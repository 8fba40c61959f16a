"""A board as JSON: what `export-board` prints."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from actionboard.boards.activity_log import Activity
from actionboard.boards.models import Board
from actionboard.cards.comments import Comment
from actionboard.cards.models import Card
from actionboard.cards.steps import Step
from actionboard.core.database import db


def exported(board: Board) -> dict[str, Any]:
    """A board as plain values; `log` alone is enough to rebuild the rest."""
    cards = select(Card).where(Card.board_id == board.id, ~Card.removed).order_by(Card.number)
    log = select(Activity).where(Activity.board_id == board.id).order_by(Activity.version)
    return {
        "board": {"slug": board.slug, "name": board.name, "version": board.version},
        "themes": {theme.id: theme.name for theme in board.themes},
        "cards": [_card(card) for card in db.session.scalars(cards)],
        "log": [
            {
                "version": one.version,
                "verb": one.verb,
                "subject": [one.subject, one.subject_id],
                "by": one.by_id,
                "at": one.at.isoformat(),
                "facts": one.facts,
            }
            for one in db.session.scalars(log)
        ],
    }


def _card(card: Card) -> dict[str, Any]:
    return {
        **card.state(),
        "title": card.title,
        "why": card.why,
        "lead": card.lead.name if card.lead else None,
        "partner": card.partner.name if card.partner else None,
        "result": card.result_words.body if card.result_words else None,
        "post_it": card.note.words if card.note else None,
        "steps": [
            {"text": step.body_words.body, "ticked_on": step.ticked_on and str(step.ticked_on)}
            for step in Step.of(card)
        ],
        "comments": [
            {"text": one.body_words.body, "by": one.body_words.by_id} for one in Comment.of(card)
        ],
    }
