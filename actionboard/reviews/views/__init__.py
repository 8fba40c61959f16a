"""Reviews over HTTP: reading them, writing on them, going through what is stuck, mailing them."""

from __future__ import annotations

from actionboard.reviews.views.agenda import agenda
from actionboard.reviews.views.edit import writing
from actionboard.reviews.views.mail import sending
from actionboard.reviews.views.review import reviews
from actionboard.reviews.views.viewer_pages import guests

ROOMS = (reviews, writing, agenda, sending, guests)

from actionboard.reviews.views import freeze as _freeze  # noqa: E402, F401
