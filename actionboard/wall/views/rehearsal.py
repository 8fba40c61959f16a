"""Rehearsing a meeting over HTTP: trying everything out, then beginning with empty flaps."""

from __future__ import annotations

from actionboard.accounts.current_user import me
from actionboard.core.i18n import gettext as _
from actionboard.meetings.models import Meeting
from actionboard.meetings.views.blueprint import room
from actionboard.wall import rehearsal as rehearsing
from actionboard.wall.views.doors import ON_WALL
from actionboard.web.changes import changes
from actionboard.web.replies import Reply

rehearsal = room("rehearsal")


@rehearsal.post("/rehearsal")
@changes(ON_WALL)
def rehearse(found: Meeting) -> Reply:
    """Say that what follows is a rehearsal."""
    rehearsing.begin(found, me())
    return Reply(_("Oefen maar. Straks haal je alles in één keer weg."))


@rehearsal.delete("/rehearsal")
@changes(ON_WALL)
def reset(found: Meeting) -> Reply:
    """Begin again with empty flaps."""
    rehearsing.reset(found, me())
    return Reply(_("De flappen zijn leeg. Nu is het echt."))
