"""The round in which people take the new actions up, as the facilitator leads it."""

from __future__ import annotations

from flask import abort, request

from actionboard.accounts.current_user import me
from actionboard.cards.models import Card
from actionboard.core import date_words
from actionboard.core.form_fields import read_number
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import language
from actionboard.meetings.models import Meeting
from actionboard.meetings.views.blueprint import room
from actionboard.wall.claim_form import Wish, agree
from actionboard.wall.views.doors import ON_WALL
from actionboard.web.changes import changes
from actionboard.web.replies import Reply

bringing = room("bringing")


@bringing.post("/spot")
@changes(ON_WALL)
def show(found: Meeting) -> Reply:
    """Put one new action large on the wall and on every phone."""
    card = Card.find(found.board, read_number(request.form.get("card"))) or abort(404)
    found.show(card, me())
    return Reply()


@bringing.post("/cards/<int:number>/plan")
@changes(ON_WALL)
def plan(found: Meeting, number: int) -> Reply:
    """Write down what the room says: by when it is done, on which level."""
    card, wish = Card.find(found.board, number) or abort(404), Wish.read(request.form, found)
    agree(card, me(), wish)
    return Reply(_in_words(card, wish))


@bringing.delete("/spot")
@changes(ON_WALL)
def hide(found: Meeting) -> Reply:
    """Back to the list."""
    found.show(None, me())
    return Reply(_("De ronde is klaar."))


def _in_words(card: Card, wish: Wish) -> str:
    day = date_words.in_words(wish.due_on, language=language()) if wish.due_on else ""
    level = wish.level.label if wish.level else ""
    said = ", ".join(filter(None, (day and _("klaar vóór %(day)s", day=day), level.lower())))
    return _("Actie %(number)s: %(said)s.", number=card.number, said=said) if said else ""
