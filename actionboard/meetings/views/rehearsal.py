"""Rehearsing a meeting over HTTP: trying everything out, then beginning with empty flaps."""

from __future__ import annotations

from werkzeug.wrappers import Response

from actionboard.cards.answers import me
from actionboard.i18n import gettext as _
from actionboard.meetings import rehearsing
from actionboard.meetings.views.answering import told
from actionboard.meetings.views.rooms import lead, room

rehearsal = room("rehearsal")


@rehearsal.post("/rehearsal")
def rehearse(slug: str, meeting: int) -> Response:
    """Say that what follows is a rehearsal."""
    with lead(slug, meeting) as found:
        rehearsing.begin(found, me())
    return told(found, _("Oefen maar. Straks haal je alles in één keer weg."))


@rehearsal.delete("/rehearsal")
def reset(slug: str, meeting: int) -> Response:
    """Begin again with empty flaps."""
    with lead(slug, meeting) as found:
        rehearsing.reset(found, me())
    return told(found, _("De flappen zijn leeg. Nu is het echt."))
