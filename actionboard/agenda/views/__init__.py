"""The next meeting: since last time, along the cards, what is agreed, the minutes."""

from __future__ import annotations

from flask import Flask

from actionboard.agenda.views import agenda, changes_since, conclusions, decisions, minutes
from actionboard.agenda.views.blueprint import table
from actionboard.agenda.views.timeline import past

# Each adds its routes to the blueprint.
PAGES = (agenda, changes_since, conclusions, decisions, minutes)


def init_app(app: Flask) -> None:
    """Serve these pages."""
    for blueprint in (table, past):
        app.register_blueprint(blueprint)
