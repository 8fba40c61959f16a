"""Commands about what is kept: erasing a person, and throwing away what is old."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from actionboard import create_app
from actionboard.accounts import housekeeping
from actionboard.accounts.models import User
from actionboard.db import migrate, writing
from actionboard.managing import privacy, retention, scrubbing
from actionboard.meetings import photos
from actionboard.notifications import outbox


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
            privacy.erase(user, datetime.now(UTC), by=None, insist=True)
        privacy.erase_files(app.config["SETTINGS"].data_dir / "mail", name, address)
        scrubbing.scrub()
    click.echo("Gewist. In reservekopieën van vóór vandaag staat deze persoon nog.")


@click.command()
def tidy() -> None:
    """Throw away what has been kept long enough: run it every night."""
    app = create_app()
    migrate(app)
    now = datetime.now(UTC)
    with app.app_context(), writing():
        housekeeping.tidy(now)
        outbox.forget(now)
        retention.forget(now)
        photos.wipe(now)
    click.echo("Opgeruimd.")
