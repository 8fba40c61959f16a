"""The first page, and boards side by side."""

from __future__ import annotations

from flask import Flask

from actionboard.overview.views.boards import overview
from actionboard.overview.views.home import home


def init_app(app: Flask) -> None:
    """Serve these pages."""
    for blueprint in (home, overview):
        app.register_blueprint(blueprint)
