"""The pages about who takes part."""

from __future__ import annotations

from actionboard.managing.views import holidays as _holidays  # noqa: F401
from actionboard.managing.views.entrance import entrance
from actionboard.managing.views.home import home
from actionboard.managing.views.inviting import inviting
from actionboard.managing.views.looking import looking
from actionboard.managing.views.members import managing
from actionboard.managing.views.organisations import organisations
from actionboard.managing.views.privacy import privacy
from actionboard.managing.views.settings import settings

ROOMS = (managing, settings, inviting, looking, organisations, home, entrance, privacy)
