"""A browser without JavaScript, and one with htmx: requests as they reach the app."""

from __future__ import annotations

import re
import secrets
from contextvars import Context
from datetime import UTC, datetime
from html import unescape

import pytest
from flask.testing import FlaskClient

from actionboard.accounts.models import BrowserSession
from actionboard.accounts.sessions import hashed
from actionboard.core.database import db, writing


@pytest.fixture
def client_of(app):
    """Makes a client in which somebody is signed in: `client_of(karin)`."""
    return lambda person: Client.of(app, person)


@pytest.fixture
def visitor(app):
    """A client in which nobody is signed in."""
    return Client(app, app.response_class)


class Client(FlaskClient):
    """One browser. Each request runs apart from the test's own session, as on a server.

    What the test changed before is committed first; what it knows is read anew afterwards.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"

    @classmethod
    def of(cls, app, person):
        client = cls(app, app.response_class)
        secret = sign_in(person)
        client.set_cookie("actiebord", secret)
        client.secret = secret
        return client

    def open(self, *args, **kwargs):
        db.session.commit()
        db.session.expire_all()
        return Context().run(super().open, *args, **kwargs)

    def act(self, url, **form):
        """A change as htmx sends it; the answer is what it paints."""
        return self.post(url, data=form, headers={"HX-Request": "true"})

    def look(self, url):
        """A piece of page as htmx asks for it."""
        return self.get(url, headers={"HX-Request": "true"})

    def send(self, url, **form):
        """A change as a plain form sends it."""
        return self.post(url, data=form)


def sign_in(person):
    """A session for this person, as signing in makes it; the secret that its cookie holds."""
    secret = secrets.token_urlsafe(32)
    facts = {"_user_id": str(person.id), "_fresh": True}
    user_id = person.id
    with writing():
        db.session.add(
            BrowserSession(
                key=hashed(secret), user_id=user_id, facts=facts, seen_at=datetime.now(UTC)
            )
        )
    return secret


def said(reply):
    """The words in a reply, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", reply.text)).split())


def painted(reply):
    """The ids of the pieces of page in a reply to htmx, in order."""
    return re.findall(r'^\s*<[a-z-]+[^>]*? id="([^"]+)"', reply.text, re.MULTILINE)
