"""`actionboard run`: check, migrate, load the demo, and serve."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import click

# Imports of the app itself wait until they are needed: a mistake in an option or a setting is
# answered at once.
from actionboard.commands.refusals import OneSentence, stop
from actionboard.core.setting_checks import ConfigError, is_loopback
from actionboard.core.settings import Settings


@click.command(cls=OneSentence)
@click.option("--host", default="127.0.0.1", show_default=True, help="Adres om op te luisteren.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64))
@click.option("--demo/--no-demo", default=None, help="De voorbeeldregio laden of juist niet.")
@click.option("--reset-demo", is_flag=True, help="De voorbeeldregio opnieuw laden.")
def run(host: str, port: int, workers: int, demo: bool | None, reset_demo: bool) -> None:
    """Start Actiebord, with the newest schema and, on this machine itself, with a demo."""
    settings = read_settings()
    if not is_loopback(host) and not settings.base_url:
        stop(
            f"Wie op {host} luistert, is er voor anderen: zet eerst ACTIONBOARD_BASE_URL "
            "op het adres van het bord, zoals https://bord.voorbeeld.nl."
        )
    if workers > 1 and settings.uses_sqlite:
        stop(
            "Met SQLite werkt één werkproces het snelst; "
            "zet ACTIONBOARD_DATABASE_URL op PostgreSQL voor meer."
        )
    listener = open_listener(host, port)
    address = settings.base_url or address_of(listener, host)
    os.environ["ACTIONBOARD_BASE_URL"] = address  # for the workers too, as is the next
    wanted = choose_demo(True if reset_demo else demo, settings, host)
    loaded = prepare(wanted, reset_demo, insist=bool(demo or reset_demo or settings.demo))
    os.environ["ACTIONBOARD_DEMO"] = "1" if loaded else "0"

    from actionboard.server import hand_over

    hand_over(listener, workers, welcome(address, loaded))


def read_settings() -> Settings:
    try:
        settings = Settings.from_environ(os.environ)
        settings.prepare_data_dir()
        settings.secret_key()
    except ConfigError as error:
        stop(str(error))
    return settings


def open_listener(host: str, port: int) -> socket.socket:
    from actionboard.server import listen

    try:
        return listen(host, port)
    except socket.gaierror:
        stop(f"Het adres '{host}' is niet bekend op deze computer.")
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            stop(f"Poort {port} is al in gebruik; kies een andere met --port.")
        if error.errno == errno.EACCES:
            stop(f"Poort {port} mag deze gebruiker niet openen; kies er een boven 1023.")
        stop(f"Op {host}, poort {port} kan niet worden geluisterd: {error.strerror}.")


def address_of(listener: socket.socket, host: str) -> str:
    port = listener.getsockname()[1]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def choose_demo(asked: bool | None, settings: Settings, host: str) -> bool:
    """What the option says, else the setting, else: on when only this machine can visit.

    In the demo everybody may sign in as anybody. A server that listens on loopback behind a proxy
    is not alone, hence the look at its address.
    """
    if asked is not None:
        return asked
    if settings.demo is not None:
        return settings.demo
    public = urlsplit(settings.base_url or "").hostname or host
    return is_loopback(host) and is_loopback(public) and not settings.proxy_hops


def prepare(demo: bool, reset_demo: bool, insist: bool) -> bool:
    """Bring the database up to date, and fill it with the demo region if it is empty.

    Returns whether the demo is what is in it. With real people in it, it never is.
    """
    settings = read_settings()
    people = who_lives_here(settings.database_url)
    if people is None:
        bring_up_to_date()
        people = who_lives_here(settings.database_url)
    if people == "real" and demo and insist:
        stop(
            "In deze database staan echte mensen, dus hier komt geen voorbeeldregio; "
            "kies met ACTIONBOARD_DATA_DIR een andere map."
        )
    demo = demo and people != "real"
    if demo and (people == "nobody" or reset_demo or unfinished(settings).exists()):
        load_demo(settings, anew=people != "nobody")
    return demo


def who_lives_here(url: str) -> Literal["nobody", "demo", "real"] | None:
    """Whose addresses the database has: those of the demo end in .example and cannot exist.

    None: its schema is not the newest. Asked without the app, whose code takes a second to read:
    as a rule there is nothing to prepare, and somebody waits for the start.
    """
    from sqlalchemy import NullPool, String, column, create_engine, select, table
    from sqlalchemy.exc import DatabaseError

    version, email = column("version_num", String), column("email", String)
    anybody = select(email).select_from(table("users")).limit(1)
    with create_engine(url, poolclass=NullPool).connect() as connection:
        try:
            schema = connection.scalar(select(version).select_from(table("alembic_version")))
        except DatabaseError:  # no table of that name: an empty database
            return None
        if schema != newest_schema():
            return None
        if connection.scalar(anybody) is None:
            return "nobody"
        real = connection.scalar(anybody.where(email.not_like("%.example")))
        return "demo" if real is None else "real"


def newest_schema() -> str:
    """The migrations are numbered: `0014` and what it does."""
    from actionboard.core import package_files

    files = (package_files.home("migrations") / "versions").glob("[0-9]*_*.py")
    return max(file.name for file in files).partition("_")[0]


def bring_up_to_date() -> None:
    from actionboard.app import create_app
    from actionboard.core.database import db, migrate

    app = create_app()
    migrate(app)
    with app.app_context():
        db.engine.dispose()


def load_demo(settings: Settings, anew: bool) -> None:
    """Make the demo region. A start that was cut short here begins anew the next time."""
    from actionboard.app import create_app
    from actionboard.core.database import db
    from actionboard.demo import load

    app = create_app()
    unfinished(settings).touch()
    with progress_bar() as progress:
        if anew:
            load.reset(app, progress=progress)
        else:
            load.load(app, progress=progress)
    unfinished(settings).unlink()
    with app.app_context():
        db.engine.dispose()


def unfinished(settings: Settings) -> Path:
    return settings.data_dir / "demo-unfinished"


@contextmanager
def progress_bar() -> Iterator[Any]:
    """Yields `progress(done, total)`, which draws a bar from the first time it is called."""
    bar: Any = None

    def progress(done: int, total: int) -> None:
        nonlocal bar
        if bar is None:
            bar = click.progressbar(length=total, label="Voorbeeldland klaarzetten")
            bar.__enter__()
        bar.update(done - bar.pos)

    try:
        yield progress
    finally:
        if bar is not None:
            bar.__exit__(None, None, None)


def welcome(address: str, demo: bool) -> str:
    if demo:
        return f"Actiebord staat klaar: {address} — kies op de inlogpagina wie je bent."
    return (
        f"Actiebord staat klaar: {address} — nog niemand die mag inloggen? "
        "Maak een eerste beheerder: actionboard add-user --admin"
    )
