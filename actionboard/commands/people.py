"""Commands about people: the first administrator, and signing in without a mailbox."""

from __future__ import annotations

from datetime import UTC, datetime

import click
from sqlalchemy import select

from actionboard.accounts import sign_in_codes
from actionboard.accounts.models import Kind, Organisation, User
from actionboard.app import create_app
from actionboard.core.database import db, migrate, writing
from actionboard.web.urls import link


@click.command()
@click.argument("email")
@click.option("--name", prompt="Naam", help="Voor- en achternaam.")
@click.option("--organisation", prompt="Organisatie", help="Naam van de school of het bedrijf.")
@click.option("--kind", type=click.Choice([one.value for one in Kind]), default=Kind.OTHER.value)
@click.option("--admin", is_flag=True, help="Mag overal alles.")
def add_user(email: str, name: str, organisation: str, kind: str, admin: bool) -> None:
    """Add a person; with --admin the one who may do everything."""
    address, app = email.strip().lower(), create_app()
    if "@" not in address:
        raise click.ClickException(f"'{email}' is geen mailadres.")
    migrate(app)
    with app.app_context():
        if User.with_email(address):
            raise click.ClickException(f"Er is al iemand met het adres {address}.")
        with writing():
            place = db.session.scalar(select(Organisation).where(Organisation.name == organisation))
            if place is None:
                place = Organisation(name=organisation, short=organisation[:40], kind=Kind(kind))
                db.session.add(place)
                db.session.flush()
            user = User(name=name, email=address, organisation_id=place.id, is_admin=admin)
            db.session.add(user)
    click.echo(f"{name} is toegevoegd. Inloggen kan met: actionboard login-link {address}")


@click.command()
@click.argument("email")
def login_link(email: str) -> None:
    """Print a link that signs somebody in, once, within ten minutes."""
    app = create_app()
    migrate(app)
    with app.app_context():
        user = User.with_email(email)
        if user is None:
            raise click.ClickException(f"Er is niemand met het adres {email}.")
        with writing():
            path = sign_in_codes.link_for(user, datetime.now(UTC))
        click.echo(link(path))
