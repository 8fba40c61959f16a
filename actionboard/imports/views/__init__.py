"""A list on its way in: typed or sent, looked at, confirmed."""

from __future__ import annotations

from flask import Flask

from actionboard.imports.views import preview, upload
from actionboard.imports.views.blueprint import imports

PAGES = (preview, upload)  # each adds its routes to the blueprint


def init_app(app: Flask) -> None:
    """Serve these pages."""
    app.register_blueprint(imports)
