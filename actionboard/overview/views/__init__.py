"""The first page, and boards side by side."""

from __future__ import annotations

from actionboard.overview.views.boards import overview
from actionboard.overview.views.home import home

ROOMS = (
    home,
    overview,
)
