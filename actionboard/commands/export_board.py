"""`actionboard export-board`: everything on a board as JSON, to keep or to move elsewhere."""

from __future__ import annotations

import json
import sys

import click
from sqlalchemy import select

from actionboard.app import create_app
from actionboard.boards.models import Board
from actionboard.core.database import db, migrate
from actionboard.exports.board_json import exported


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
