"""`actionboard check`: does the log still lead to what the board shows?"""

from __future__ import annotations

import click
from sqlalchemy import select

from actionboard.app import create_app
from actionboard.boards import replay
from actionboard.boards.models import Board
from actionboard.core.database import db, migrate


@click.command()
def check() -> None:
    """Replay every board's log from nothing and compare; exit 1 when anything differs."""
    app = create_app()
    migrate(app)
    with app.app_context():
        raise SystemExit(look_over())


def look_over() -> int:
    """Tell of every board whether its log leads to what it shows; 1 when anything differs, else 0.

    Within an app's context.
    """
    found = 0
    ids = db.session.scalars(select(Board.id).order_by(Board.name)).all()
    with click.progressbar(ids, label="Borden nalopen") as bar:
        for board_id in bar:  # each anew: nothing of the last one is kept in memory
            board = db.session.get_one(Board, board_id)
            for line in replay.differences(board):
                found += 1
                click.echo(f"{board.slug}: {line}", err=True)
            db.session.expunge_all()
    click.echo("Alles klopt." if not found else f"{found} verschillen gevonden.")
    return 1 if found else 0
