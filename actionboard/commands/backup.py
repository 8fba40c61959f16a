"""`actionboard backup FILE` and `restore FILE`: everything in one file, and back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from alembic.util import CommandError

from actionboard.app import create_app
from actionboard.backups.archive import BadBackup, Reader
from actionboard.backups.backup import NothingHere, size_of, take
from actionboard.backups.restore import NotEmpty
from actionboard.backups.restore import restore as put_back
from actionboard.commands.check import look_over
from actionboard.commands.refusals import OneSentence, refuse
from actionboard.core.database import db
from actionboard.core.date_words import in_words
from actionboard.core.local_time import HOME

FILE = click.Path(path_type=Path)


@click.command(cls=OneSentence)
@click.argument("file", type=FILE)
def backup(file: Path) -> None:
    """Write everything to one file, as it is at this moment; people can go on meanwhile."""
    if file.exists():
        refuse(f"{file} bestaat al; kies een andere naam.")
    if not file.absolute().parent.is_dir():
        refuse(f"De map {file.absolute().parent} bestaat niet.")
    app = create_app()
    with app.app_context():
        try:
            with bar_of(size_of(db.engine), "Reservekopie maken") as bar:
                made = take(db.engine, file, datetime.now(UTC), bar.update)
        except NothingHere:
            refuse("In deze database staat nog niets.")
        except OSError as error:
            refuse(f"{file} kan niet worden geschreven: {error.strerror}.")
    click.echo(f"{made.rows} regels uit {len(made.tables)} tabellen staan in {file}.")


@click.command(cls=OneSentence)
@click.argument("file", type=FILE)
@click.option("--replace", is_flag=True, help="Ook als er al iets in de database staat.")
def restore(file: Path, replace: bool) -> None:
    """Put a backup back, also one of an older version or from the other kind of database.

    All of it or nothing. Stop the server first. Ends by checking every board.
    """
    app = create_app()
    with app.app_context():
        try:
            with Reader(file) as found:
                rows = found.contents.rows
                with bar_of(rows, "Bestand nalopen") as bar:
                    found.check(bar.update)
                with bar_of(rows, "Terugzetten") as bar:
                    put_back(db.engine, found, bar.update, replace=replace)
        except BadBackup as error:
            refuse(str(error))
        except NotEmpty:
            refuse("In deze database staat al iets; met --replace wordt dat vervangen.")
        except CommandError:
            refuse("Deze database is van een nieuwere versie van Actiebord.")
        made_at = found.contents.made_at.astimezone(HOME)
        click.echo(
            f"Teruggezet zoals het was op {in_words(made_at.date(), year=True)}, {made_at:%H:%M}."
        )
        raise SystemExit(look_over())


def bar_of(rows: int, label: str) -> Any:
    """A bar that is drawn anew every hundredth, not with each row."""
    return click.progressbar(length=rows, label=label, update_min_steps=max(1, rows // 100))
