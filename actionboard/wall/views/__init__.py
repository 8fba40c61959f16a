"""The wall and all that happens on it."""

from __future__ import annotations

from flask import Flask

from actionboard.membership.invitations import ACCEPTED
from actionboard.wall import pending_claims
from actionboard.wall.views import flaps_pdf, publication
from actionboard.wall.views.claim_round import bringing
from actionboard.wall.views.notes import sticking
from actionboard.wall.views.pasted_flaps import pasting
from actionboard.wall.views.photos import photos
from actionboard.wall.views.rehearsal import rehearsal
from actionboard.wall.views.votes import counting
from actionboard.wall.views.wall import wall

PAGES = (flaps_pdf, publication)  # each adds its routes to one of the blueprints


def init_app(app: Flask) -> None:
    """Serve these pages; who accepts an invitation keeps what they took up in the round."""
    for blueprint in (wall, sticking, rehearsal, counting, bringing, pasting, photos):
        app.register_blueprint(blueprint)
    ACCEPTED.add(pending_claims.keep)
