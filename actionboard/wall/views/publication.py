"""From flap 2B to the board: the chosen notes become actions."""

from __future__ import annotations

from flask import request

from actionboard.accounts.current_user import me
from actionboard.core.form_fields import read_number
from actionboard.core.i18n import ngettext
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from actionboard.meetings.phases import Phase
from actionboard.wall import publication
from actionboard.wall.views.claim_round import bringing
from actionboard.wall.views.doors import ON_WALL
from actionboard.web.changes import changes
from actionboard.web.replies import Reply


@bringing.post("/cards")
@changes(ON_WALL)
def put(found: Meeting) -> Reply:
    """Put the chosen notes on the board, each with the note of 2A that it answers."""
    chosen = [int(one) for one in request.form.getlist("note") if one.isdecimal()]
    _answers(found)
    numbers = publication.to_board(found, chosen, me())
    found.enter(Phase.BOARD, me())
    count = len(numbers)
    return Reply(
        ngettext("%(num)s actie staat in Voorstel.", "%(num)s acties staan in Voorstel.", count)
    )


def _answers(meeting: Meeting) -> None:
    for note in publication.waiting(meeting):
        if f"answers-{note.id}" in request.form:
            wish = Note.find(meeting, read_number(request.form.get(f"answers-{note.id}")))
            note.answer(wish, me())
