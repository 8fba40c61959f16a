"""A meeting's table over HTTP: since last time, along the cards, what is agreed, the minutes."""

from actionboard.agenda.views import agenda as walking
from actionboard.agenda.views import changes_since as looking
from actionboard.agenda.views import decisions as agreeing
from actionboard.agenda.views import minutes as closing
from actionboard.agenda.views.blueprint import table
from actionboard.agenda.views.past_board import past

__all__ = ["agreeing", "closing", "looking", "past", "table", "walking"]

from actionboard.agenda.views import conclusions as _conclusions  # noqa: F401

ROOMS = (table, past)
