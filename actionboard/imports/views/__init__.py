"""A list on its way in, over HTTP."""

from __future__ import annotations

from actionboard.imports.views import upload as _upload  # noqa: F401
from actionboard.imports.views.preview import imports

ROOMS = (imports,)
