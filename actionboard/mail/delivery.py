"""Emptying the outbox: every mail leaves, whoever else is at it, and none leaves twice.

A mail is claimed in a transaction of its own before it is offered, and marked in another when the
mail server has taken it. Between those two nobody else touches it. Only when a process dies in
between is it offered again, with the same Message-ID.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

from flask import Flask
from sqlalchemy import delete, or_, select, update

from actionboard.core.database import db, writing
from actionboard.core.local_time import HOME
from actionboard.core.registry import Registry
from actionboard.mail import outbox
from actionboard.mail.mime_message import message
from actionboard.mail.models import Mail
from actionboard.mail.transports import Away, Carrier, Later, Refused, carrier_of

LOOK_EVERY = 0.25  # seconds between two looks at an empty outbox
CLAIM = timedelta(minutes=10)  # longer than a mail server can keep us waiting for one mail
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=10), timedelta(hours=1)
WAIT_WHEN_AWAY = 10  # seconds
GOODBYE = 1.5  # seconds that stopping waits for a mail that is being offered
TIDY_EVERY = timedelta(hours=1)
OFFICE = range(9, 17)  # o'clock in the Netherlands: nobody is asked how it goes at night


@dataclass
class Tally:
    """What a round of delivery did."""

    sent: int = 0
    postponed: int = 0
    failed: int = 0
    away: str = ""  # why no mail can leave at all


def init_app(app: Flask) -> None:
    """Keep who delivers mail in this process; it begins when a worker does."""
    app.extensions["postman"] = Postman(app)


def deliver(app: Flask, carrier: Carrier, stop: threading.Event | None = None) -> Tally:
    """Send everything that is due now."""
    tally = Tally()
    with app.app_context():
        while not (stop and stop.is_set()) and (mail := claim(datetime.now(UTC))):
            try:
                _offer(mail, carrier, tally)
            except Away as error:
                postpone(mail, str(error), datetime.now(UTC))
                tally.away = str(error)
                break
    carrier.close()
    return tally


def claim(now: datetime) -> Mail | None:
    """The mail that is due longest, for this process alone; it is detached from the session."""
    free = or_(Mail.claimed_until.is_(None), Mail.claimed_until < now)
    due = (
        select(Mail)
        .where(Mail.done_at.is_(None), Mail.due_at <= now, free)
        .order_by(Mail.due_at, Mail.id)
        .limit(1)
    )
    if db.session.scalar(due.with_only_columns(Mail.id)) is None:  # a look costs no write
        db.session.rollback()
        return None
    with writing():
        mail = db.session.scalar(due.with_for_update(skip_locked=True))
        if mail is None:
            return None
        mail.claimed_until, mail.tries = now + CLAIM, mail.tries + 1
        db.session.flush()
        db.session.expunge(mail)
    return mail


def _offer(mail: Mail, carrier: Carrier, tally: Tally) -> None:
    now = datetime.now(UTC)
    if mail.to is None:
        return throw_away(mail)
    if mail.ends_at <= now:
        tally.failed += 1
        return settle(mail, now, error=mail.error or "too late to be of use")
    try:
        carrier.carry(_written(mail))
    except Later as error:
        tally.postponed += 1
        return postpone(mail, str(error), datetime.now(UTC))
    except Refused as error:
        tally.failed += 1
        return settle(mail, datetime.now(UTC), error=str(error))
    tally.sent += 1
    return settle(mail, datetime.now(UTC), sent=True)


def _written(mail: Mail) -> EmailMessage:
    try:
        return message(mail)
    except Exception as error:  # an address or a subject that no mail can have
        raise Refused(str(error)) from None


def settle(mail: Mail, now: datetime, *, sent: bool = False, error: str | None = None) -> None:
    """Be done with a mail that we claimed, and forget what it said."""
    _mark(
        mail, done_at=now, sent_at=now if sent else None, error=error and error[:500],
        claimed_until=None, text="", html="", subject="", calendar=None, pdf=None,
        unsubscribe=None,
    )  # fmt: skip


def throw_away(mail: Mail) -> None:
    """Lose a mail to nobody."""
    with writing():
        db.session.execute(delete(Mail).where(Mail.id == mail.id))


def postpone(mail: Mail, error: str, now: datetime) -> None:
    """Try again after a wait that doubles each time, and is never quite the same."""
    wait = min(FIRST_WAIT * 2 ** min(mail.tries - 1, 20), LONGEST_WAIT)
    due_at = now + wait * random.uniform(0.8, 1.2)  # noqa: S311 - spreads the load, no secret
    _mark(mail, due_at=due_at, error=error[:500], claimed_until=None)


def _mark(mail: Mail, **values: Any) -> None:
    ours = (Mail.id == mail.id, Mail.claimed_until == mail.claimed_until, Mail.tries == mail.tries)
    with writing():
        db.session.execute(update(Mail).where(*ours).values(**values))


class Postman:
    """Delivers from within the server, in a thread of each worker, and asks when it is time."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.hourly: Registry[Callable[[datetime], object]] = Registry()  # in office hours
        self.stopping = threading.Event()
        self.thread: threading.Thread | None = None
        self.tidied_at = datetime.min.replace(tzinfo=UTC)

    def start(self) -> None:
        """Begin; called in a worker, after it was forked."""
        self.thread = threading.Thread(target=self.run, name="postman", daemon=True)
        self.thread.start()

    def stop(self) -> None:
        """Take no further mail; what is being offered is finished if that is soon."""
        self.stopping.set()
        if self.thread is not None:
            self.thread.join(GOODBYE)

    def run(self) -> None:
        """Look, deliver, wait, until told to stop."""
        carrier = carrier_of(self.app)
        while not self.stopping.is_set():
            wait = LOOK_EVERY
            try:
                tally = deliver(self.app, carrier, self.stopping)
                if tally.away:
                    self.app.logger.warning("No mail can leave now: %s", tally.away)
                    wait = WAIT_WHEN_AWAY
                self._hourly()
            except Exception:  # the database was away
                self.app.logger.exception("The outbox could not be read; trying again")
                wait = WAIT_WHEN_AWAY
            self.stopping.wait(wait)
        carrier.close()

    def _hourly(self) -> None:
        now = datetime.now(UTC)
        if now - self.tidied_at > TIDY_EVERY:
            self.tidied_at = now
            with self.app.app_context():
                with writing():
                    outbox.forget(now)
                if now.astimezone(HOME).hour in OFFICE:
                    for job in self.hourly:
                        job(now)
