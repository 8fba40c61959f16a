"""A meeting's table over HTTP: since last time, along the cards, what is agreed, the minutes."""

from actionboard.meetings.table.views import agreeing, closing, looking, walking
from actionboard.meetings.table.views.past import past
from actionboard.meetings.table.views.room import table

__all__ = ["agreeing", "closing", "looking", "past", "table", "walking"]
