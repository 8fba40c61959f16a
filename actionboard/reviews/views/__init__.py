"""Reviews: reading them, writing on them, going through what is stuck, mailing them."""

from __future__ import annotations

from flask import Flask

from actionboard.agenda.timeline import STOPS
from actionboard.membership.viewer_links import PAGES as LINKED_PAGES
from actionboard.reviews.timeline_stops import frozen_stops
from actionboard.reviews.views.agenda import agenda
from actionboard.reviews.views.downloads import downloads
from actionboard.reviews.views.edit import writing
from actionboard.reviews.views.freeze import freezing
from actionboard.reviews.views.mail import sending
from actionboard.reviews.views.review import reviews
from actionboard.reviews.views.viewer_pages import guests, linked_pages


def init_app(app: Flask) -> None:
    """Serve these pages; a frozen month is a stop of the slider, and of a link to look by."""
    for blueprint in (reviews, writing, freezing, agenda, sending, guests, downloads):
        app.register_blueprint(blueprint)
    STOPS.add(frozen_stops)
    LINKED_PAGES.add(linked_pages)
