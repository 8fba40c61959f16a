"""`actionboard export-board`: everything on a board as JSON, to keep or to move elsewhere."""

from __future__ import annotations

import json
import sys
from typing import Any

import click
from sqlalchemy import select

from actionboard import create_app
from actionboard.boards.activity import Activity
from actionboard.boards.models import Board
from actionboard.cards.models import Card
from actionboard.cards.parts import Comment, Step
from actionboard.db import db, migrate


@click.command()
@click.argument("slug")
def export_board(slug: str) -> None:
    """Print a board with its cards, steps, comments and log as JSON."""
    app = create_app()
    migrate(app)
    with app.app_context():
        board = db.session.scalar(select(Board).where(Board.slug == slug))
        if board is None:
            raise click.ClickException(f"Er is geen bord {slug}.")
        json.dump(exported(board), sys.stdout, ensure_ascii=False, indent=1)
        click.echo()


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
