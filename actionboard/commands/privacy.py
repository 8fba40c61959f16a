"""Commands about what is kept: erasing a person, and throwing away what is old."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from actionboard.accounts import expiry
from actionboard.accounts.models import User
from actionboard.app import create_app
from actionboard.core.database import migrate, writing
from actionboard.mail import outbox
from actionboard.privacy import erasure, file_overwrite, retention
from actionboard.wall import photos


@click.command()
@click.argument("email")
@click.option("--yes", is_flag=True, help="Vraag niet of het zeker is.")
def erase(email: str, yes: bool) -> None:
    """Leave nothing of a person but what they did, without their name."""
    app = create_app()
    migrate(app)
    with app.app_context():
        user = User.with_email(email)
        if user is None:
            raise click.ClickException(f"Er is niemand met het adres {email}.")
        name, address = user.name, user.email
        if not yes:
            click.confirm(f"{name} wissen? Dit kan niet ongedaan worden gemaakt", abort=True)
        with writing():
            erasure.erase(user, datetime.now(UTC), by=None, insist=True)
        erasure.erase_files(app.config["SETTINGS"].data_dir / "mail", address)
        file_overwrite.scrub()
    click.echo("Gewist. In teksten van anderen kan de naam nog staan: die veranderen niet vanzelf.")
    click.echo("In reservekopieën van vóór vandaag staat deze persoon nog.")


@click.command()
def tidy() -> None:
    """Throw away what has been kept long enough: run it every night."""
    app = create_app()
    migrate(app)
    now = datetime.now(UTC)
    with app.app_context(), writing():
        expiry.tidy(now)
        outbox.forget(now)
        retention.forget(now)
        photos.wipe(now)
    click.echo("Opgeruimd.")
