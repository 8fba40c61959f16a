"""Meetings over HTTP: lists of post-its, planning a meeting, its wall, its phones."""

from __future__ import annotations

from actionboard.meetings.table.views import past, table
from actionboard.meetings.views.lists import imports
from actionboard.meetings.views.planning import meetings

ROOMS = (imports, meetings, table, past)
