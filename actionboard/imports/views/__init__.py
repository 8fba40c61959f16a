"""A list on its way in: typed or sent, looked at, confirmed."""

from __future__ import annotations

from flask import Flask

from actionboard.imports.views import upload
from actionboard.imports.views.preview import imports

PAGES = (upload,)  # adds its routes to the blueprint of the preview


def init_app(app: Flask) -> None:
    """Serve these pages."""
    app.register_blueprint(imports)
