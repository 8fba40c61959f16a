"""`actionboard send-mail`: empty the outbox, for a server that leaves that to another process."""

from __future__ import annotations

import signal
from typing import Any

import click

from actionboard.app import create_app
from actionboard.mail.delivery import Postman, deliver
from actionboard.mail.transports import carrier_of


@click.command()
@click.option("--once", is_flag=True, help="Alleen wat nu klaarligt, en dan stoppen.")
def send_mail(once: bool) -> None:
    """Send the mail that waits; without --once, go on until stopped. As many at once as you like.

    Exits with 1 when --once finds that the mail server can't be reached.
    """
    app = create_app()
    if not once:
        postman: Postman = app.extensions["postman"]

        def stop(*_: Any) -> None:
            postman.stop()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        return postman.run()
    tally = deliver(app, carrier_of(app))
    click.echo(
        f"{tally.sent} verstuurd, {tally.postponed} later opnieuw, {tally.failed} niet te bezorgen."
    )
    if tally.away:
        raise click.ClickException(f"De mailserver is niet te bereiken: {tally.away}")
    return None
