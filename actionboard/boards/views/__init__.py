"""A board's own pages: its settings, its holidays."""

from __future__ import annotations

from flask import Flask

from actionboard.boards import page_head
from actionboard.boards.views import holidays
from actionboard.boards.views.conflict import conflict
from actionboard.boards.views.settings import settings
from actionboard.web.replies import ASKS

PAGES = (holidays,)  # adds its routes to the blueprint of the settings


def init_app(app: Flask) -> None:
    """Serve these pages, and give every page its head."""
    page_head.init_app(app)
    ASKS.add(conflict)
    app.register_blueprint(settings)
