"""From flap 2B to the board, and the round in which people take the new actions up."""

from __future__ import annotations

from flask import abort, request
from werkzeug.wrappers import Response

from actionboard import dates
from actionboard.cards.answers import me
from actionboard.cards.models import Card
from actionboard.i18n import gettext as _
from actionboard.i18n import language, ngettext
from actionboard.meetings import boarding
from actionboard.meetings.forms import number
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from actionboard.meetings.programme import Phase
from actionboard.meetings.promising import Wish, agree
from actionboard.meetings.views.answering import told
from actionboard.meetings.views.rooms import lead, room

bringing = room("bringing")


@bringing.post("/cards")
def put(slug: str, meeting: int) -> Response:
    """Put the chosen notes on the board, each with the note of 2A that it answers."""
    with lead(slug, meeting) as found:
        chosen = [int(one) for one in request.form.getlist("note") if one.isdecimal()]
        _answers(found)
        numbers = boarding.to_board(found, chosen, me())
        found.enter(Phase.BOARD, me())
    count = len(numbers)
    said = ngettext("%(num)s actie staat in Voorstel.", "%(num)s acties staan in Voorstel.", count)
    return told(found, said)


@bringing.post("/spot")
def show(slug: str, meeting: int) -> Response:
    """Put one new action large on the wall and on every phone."""
    with lead(slug, meeting) as found:
        card = Card.find(found.board, number(request.form, "card")) or abort(404)
        found.show(card, me())
    return told(found)


@bringing.post("/cards/<int:number>/plan")
def plan(slug: str, meeting: int, number: int) -> Response:
    """Write down what the room says: by when it is done, on which level."""
    with lead(slug, meeting) as found:
        card, wish = Card.find(found.board, number) or abort(404), Wish.read(request.form, found)
        agree(card, me(), wish)
    return told(found, _in_words(card, wish))


@bringing.delete("/spot")
def hide(slug: str, meeting: int) -> Response:
    """Back to the list."""
    with lead(slug, meeting) as found:
        found.show(None, me())
    return told(found, _("De ronde is klaar."))


def _in_words(card: Card, wish: Wish) -> str:
    day = dates.in_words(wish.due_on, language=language()) if wish.due_on else ""
    level = wish.level.label if wish.level else ""
    said = ", ".join(filter(None, (day and _("klaar vóór %(day)s", day=day), level.lower())))
    return _("Actie %(number)s: %(said)s.", number=card.number, said=said) if said else ""


def _answers(meeting: Meeting) -> None:
    for note in boarding.waiting(meeting):
        if f"answers-{note.id}" in request.form:
            wish = Note.find(meeting, number(request.form, f"answers-{note.id}"))
            note.answer(wish, me())
