"""A board over HTTP: its settings, its holidays."""

from __future__ import annotations

from actionboard.boards.views import holidays as _holidays  # noqa: F401
from actionboard.boards.views.settings import settings

ROOMS = (settings,)
