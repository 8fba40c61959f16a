"""A mail in the outbox."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from actionboard.db import writing
from actionboard.notifications import outbox
from actionboard.notifications.mail import Letter


@pytest.fixture
def post(app, karin):
    """Puts a mail to Karin in the outbox: `post("Vrijdag")`."""

    def post(thing="Vrijdag", to=karin, **given):
        letter = Letter(f"Actie van {thing}", f"Lukt het nog, {thing}?", f"<p>{thing}</p>")
        with writing():
            return outbox.post(letter, to, kind="test", thing=thing, at=datetime.now(UTC), **given)

    return post
