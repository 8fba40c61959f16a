"""Signing in, as a browser without JavaScript meets it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from actionboard.accounts.models import LinkedAccount
from actionboard.core.database import db, writing
from actionboard.mail.models import Mail
from tests.clients import Client, said
from tests.mailserver import mail_of


@pytest.fixture
def window(app):
    """Makes a browser in which nobody is signed in; each with its own cookies and source."""

    def make(source="192.0.2.1", on=app):
        client = Client(on, on.response_class)
        client.environ_base["REMOTE_ADDR"] = source
        return client

    return make


@pytest.fixture
def ask(postbus, deliver_to):
    """Asks for a mail in a browser, and reads it: `ask(window(), karin).code`."""

    def ask(client, person, **form):
        taken = len(postbus.taken)
        asked = client.send("/sign-in", email=person.email, **form)
        assert asked.status_code == 303, asked.text
        deliver_to(postbus)
        assert len(postbus.taken) == taken + 1
        return mail_of(postbus)

    return ask


def who(client):
    """The name of who is signed in, None if nobody is."""
    page = client.get("/me")
    if page.status_code == 302:
        return None
    return page.text.split("<h1>")[1].split("</h1>")[0]


def waiting():
    """How many mails wait in the outbox."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Mail).where(Mail.done_at.is_(None)))


@pytest.fixture
def at_school(app_with, school):
    """Our app, connected to the school's sign-in."""
    return app_with(providers=(school.settings(),))


@pytest.fixture
def visit(at_school, window):
    """Makes a browser in which nobody is signed in."""
    return lambda source="192.0.2.1": window(source, on=at_school)


@pytest.fixture
def linked(school):
    """Links a fresh account to somebody: `linked(karin)`; returns its subject."""

    def link(person, subject="karin-at-school"):
        with writing():
            db.session.add(
                LinkedAccount(
                    user_id=person.id, issuer=school.issuer, subject=subject,
                    linked_at=datetime.now(UTC), used_at=datetime.now(UTC),
                )
            )  # fmt: skip
        return subject

    return link


def go(pc, school, **query):
    """Press the button, sign in there; returns the address with which one comes back."""
    sent = pc.get("/sign-in/with/roc", query_string=query)
    assert sent.status_code == 303, said(sent)
    return school.sign_in(sent.headers["Location"])


def links():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(LinkedAccount))
