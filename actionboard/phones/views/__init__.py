"""People's own phones in a meeting."""

from __future__ import annotations

from flask import Flask

from actionboard.phones.connected_phones import Connected
from actionboard.phones.views import notes, votes
from actionboard.phones.views.claim import claiming
from actionboard.phones.views.phone import phones

PAGES = (notes, votes)  # each adds its routes to the blueprint of the phones


def init_app(app: Flask) -> None:
    """Serve these pages, and note which phones are connected."""
    for blueprint in (phones, claiming):
        app.register_blueprint(blueprint)
    app.extensions["tail"].lookers.add(Connected().note)
