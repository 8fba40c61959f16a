"""A mail in the outbox."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from actionboard.core.database import writing
from actionboard.mail import outbox
from actionboard.mail.letter import Letter


@pytest.fixture
def post(app, karin):
    """Puts a mail to Karin in the outbox: `post("Vrijdag")`."""

    def post(thing="Vrijdag", to=karin, **given):
        letter = Letter(f"Actie van {thing}", f"Lukt het nog, {thing}?", f"<p>{thing}</p>")
        with writing():
            return outbox.post(letter, to, kind="test", thing=thing, at=datetime.now(UTC), **given)

    return post
