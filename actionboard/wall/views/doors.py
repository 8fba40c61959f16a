"""The doors through which a wall is changed; its own stream paints it."""

from __future__ import annotations

from actionboard.meetings.models import Meeting
from actionboard.meetings.views.blueprint import lead
from actionboard.web.changes import Door


def _wall(meeting: Meeting) -> str:
    return f"{meeting.url}/wall"


ON_WALL: Door[Meeting] = Door(lead, page="wall.show", home=_wall, paints=False)
