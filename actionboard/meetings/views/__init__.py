"""Meetings over HTTP: lists of post-its, planning a meeting, its wall, its phones."""

from __future__ import annotations

from actionboard.meetings.table.views import past, table
from actionboard.meetings.views.boarding import bringing
from actionboard.meetings.views.claiming import claiming
from actionboard.meetings.views.counting import counting
from actionboard.meetings.views.lists import imports
from actionboard.meetings.views.pasting import pasting
from actionboard.meetings.views.phones import phones
from actionboard.meetings.views.photos import photos
from actionboard.meetings.views.planning import meetings
from actionboard.meetings.views.rehearsal import rehearsal
from actionboard.meetings.views.sticking import sticking
from actionboard.meetings.views.wall import wall

ROOMS = (
    imports, meetings, wall, sticking, rehearsal, counting, bringing, phones, claiming, past,
    pasting, photos, table,
)  # fmt: skip
