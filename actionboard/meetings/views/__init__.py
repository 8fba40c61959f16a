"""The pages around a meeting: the list, making one, setting it."""

from __future__ import annotations

from flask import Flask

from actionboard.live.stream_rights import KEYS
from actionboard.meetings.participants import PHONE_KEYS
from actionboard.meetings.views.meetings import meetings


def init_app(app: Flask) -> None:
    """Serve these pages; a phone that joined may watch its meeting."""
    app.register_blueprint(meetings)
    KEYS.add(PHONE_KEYS)
