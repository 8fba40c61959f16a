"""The wall over HTTP."""

from __future__ import annotations

from actionboard.wall.views import flaps_pdf as _flaps_pdf  # noqa: F401
from actionboard.wall.views import publication as _publication  # noqa: F401
from actionboard.wall.views.claim_round import bringing
from actionboard.wall.views.notes import sticking
from actionboard.wall.views.pasted_flaps import pasting
from actionboard.wall.views.photos import photos
from actionboard.wall.views.rehearsal import rehearsal
from actionboard.wall.views.votes import counting
from actionboard.wall.views.wall import wall

ROOMS = (
    wall,
    sticking,
    rehearsal,
    counting,
    bringing,
    pasting,
    photos,
)
