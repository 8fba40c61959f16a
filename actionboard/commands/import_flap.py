"""`actionboard import-flap`: a list of flap 2B onto a board, from the command line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click
from sqlalchemy import select

from actionboard.accounts.models import Membership, Role, User
from actionboard.app import create_app
from actionboard.boards.models import Board
from actionboard.commands.refusals import OneSentence, Refused, refuse
from actionboard.core.database import db, migrate
from actionboard.core.date_parser import NotADay, parse_day
from actionboard.core.local_time import day_of
from actionboard.imports import drafts
from actionboard.imports.draft_lines import report
from actionboard.imports.drafts import COLUMN, Progress, Reading
from actionboard.list_reader.files import read_file
from actionboard.list_reader.tables import LARGEST_FILE, Unreadable

REPORT = (
    ("cards", "Acties"),
    ("national", "  landelijk"),
    ("regional", "  regionaal"),
    ("local", "  school-bedrijf"),
    ("open", "  nog zonder niveau"),
    ("dates", "Met een datum"),
    ("questions", "Vragen op de kaarten"),
    ("possible_duplicates", "Mogelijk dubbel"),
    ("known", "Lijkt al op het bord"),
    ("skipped_rows", "Regels overgeslagen"),
)


@click.command(cls=OneSentence)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--board", "slug", required=True, help="Adresnaam van het bord.")
@click.option("--json", "as_json", is_flag=True, help="Het verslag als JSON.")
@click.option("--meeting", "held_on", help="Dag van de bijeenkomst, zoals 29-09-2026.")
@click.option("--place", default="", help="Waar de bijeenkomst was.")
@click.option("--by", "email", help="Mailadres van wie dit doet; anders de coördinator.")
@click.option("--dry-run", is_flag=True, help="Alleen het verslag; er komt niets op het bord.")
def import_flap(
    file: Path, slug: str, as_json: bool, held_on: str | None, place: str, email: str | None,
    dry_run: bool,
) -> None:  # fmt: skip
    """Put a list of flap 2B on a board: CSV, Excel or typed text."""
    data = _data(file)
    app = create_app()
    migrate(app)
    with app.app_context():
        board = db.session.scalar(select(Board).where(Board.slug == slug))
        if board is None:
            refuse(f"Er is geen bord met de naam '{slug}'.")
        by = _person(board, email)
        day = _day(held_on)
        reading = _read(data, file.name, day or day_of(datetime.now(UTC)), board)
        if not dry_run:
            _import(board, by, reading, file.name, day, place)
        _tell(reading, as_json)


def _data(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        refuse(f"Het bestand '{file}' is er niet.")
    except OSError as error:
        refuse(f"Het bestand '{file}' kan niet worden gelezen: {error.strerror}.")


def _person(board: Board, email: str | None) -> User:
    """Who does this: the one who was named, else the board's first coordinator or facilitator."""
    if email is not None:
        person = User.with_email(email)
        if person is None:
            refuse(f"Er is niemand met het adres '{email}'.")
        if not person.may_facilitate(board.id):
            refuse(f"{person.name} mag op dit bord geen lijst invoeren.")
        return person
    members = select(User).join(Membership).where(Membership.board_id == board.id)
    for which in (
        members.where(Membership.role == Role.COORDINATOR),
        members.where(Membership.role == Role.FACILITATOR),
        select(User).where(User.is_admin),
    ):
        found: User | None = db.session.scalar(which.order_by(User.id).limit(1))
        if found is not None:
            return found
    raise Refused("Dit bord heeft nog geen coördinator; noem met --by wie dit doet.")


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return parse_day(text, today=day_of(datetime.now(UTC))).on
    except NotADay as error:
        refuse(f"--meeting: {error}")


def _read(data: bytes, name: str, day: date, board: Board) -> Reading:
    known = drafts.titles(board)
    try:
        table = read_file(data, name, today=day)
        with _progress() as progress:
            return drafts.read(table, today=day, known=known, progress=progress)
    except Unreadable as error:
        refuse(str(error))


def _import(
    board: Board, by: User, reading: Reading, name: str, day: date | None, place: str
) -> None:
    with board.turn():
        meeting = drafts.meeting_on(board, day, place) if day else None
        draft = drafts.draft(
            board, by, name=name, reading=reading, meeting=meeting, at=board.moment
        )
        drafts.confirm(board, draft, by)


def _tell(reading: Reading, as_json: bool) -> None:
    """The figures of the list itself; what looks like a card that was there is counted apart."""
    skipped = sum(one["reason"] != COLUMN for one in reading.skipped)
    figures = report([line.with_(known=None) for line in reading.lines], skipped)
    if as_json:
        click.echo(json.dumps(figures))
        return
    known = sum(line.known is not None for line in reading.lines)
    flat = {**figures, **figures["levels"], "known": known}
    for key, label in REPORT:
        click.echo(f"{label:<24}{flat[key]:>5}")


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A bar on stderr, only where somebody looks."""
    stderr = sys.stderr
    if not stderr.isatty():
        yield None
        return
    bar: Any = click.progressbar(length=100, label="Lezen en vergelijken", file=stderr)
    with bar:

        def progress(done: int, of: int) -> None:
            bar.update(done * 100 // of - bar.pos)

        yield progress
