"""The phones of a meeting over HTTP."""

from __future__ import annotations

from actionboard.phones.views import notes as _notes  # noqa: F401
from actionboard.phones.views import votes as _votes  # noqa: F401
from actionboard.phones.views.claim import claiming
from actionboard.phones.views.phone import phones

ROOMS = (
    phones,
    claiming,
)
