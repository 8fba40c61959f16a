"""Rehearsing a meeting over HTTP: trying everything out, then beginning with empty flaps."""

from __future__ import annotations

from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me
from actionboard.core.i18n import gettext as _
from actionboard.meetings.views.blueprint import lead, room
from actionboard.wall import rehearsal as rehearsing
from actionboard.wall.views.wall_reply import wall_reply

rehearsal = room("rehearsal")


@rehearsal.post("/rehearsal")
def rehearse(slug: str, meeting: int) -> Response:
    """Say that what follows is a rehearsal."""
    with lead(slug, meeting) as found:
        rehearsing.begin(found, me())
    return wall_reply(found, _("Oefen maar. Straks haal je alles in één keer weg."))


@rehearsal.delete("/rehearsal")
def reset(slug: str, meeting: int) -> Response:
    """Begin again with empty flaps."""
    with lead(slug, meeting) as found:
        rehearsing.reset(found, me())
    return wall_reply(found, _("De flappen zijn leeg. Nu is het echt."))
