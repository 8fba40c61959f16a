"""`actionboard remind`: ask "Lukt het nog?" of everybody whose boards ask today."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from actionboard.app import create_app
from actionboard.core.database import migrate
from actionboard.notifications.monthly_round import remind as remind_all


@click.command()
def remind() -> None:
    """Put the monthly mails that are due in the outbox; a second time on a day does nothing.

    `actionboard run` does it by itself. Run this daily where no server sends mail.
    """
    app = create_app()
    migrate(app)
    with app.app_context():
        asked = remind_all(datetime.now(UTC))
    click.echo(f"{asked} mails klaargezet." if asked != 1 else "1 mail klaargezet.")
