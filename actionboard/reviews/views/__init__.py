"""Reviews over HTTP: reading them, writing on them, going through what is stuck, mailing them."""

from __future__ import annotations

from actionboard.reviews.views.agenda import agenda
from actionboard.reviews.views.guests import guests
from actionboard.reviews.views.pages import reviews
from actionboard.reviews.views.sending import sending
from actionboard.reviews.views.writing import writing

ROOMS = (reviews, writing, agenda, sending, guests)
