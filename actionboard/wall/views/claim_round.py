"""The round in which people take the new actions up, as the facilitator leads it."""

from __future__ import annotations

from flask import abort, request
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me
from actionboard.cards.models import Card
from actionboard.core import date_words
from actionboard.core.form_fields import read_number
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import language
from actionboard.meetings.views.blueprint import lead, room
from actionboard.wall.claim_form import Wish, agree
from actionboard.wall.views.wall_reply import wall_reply

bringing = room("bringing")


@bringing.post("/spot")
def show(slug: str, meeting: int) -> Response:
    """Put one new action large on the wall and on every phone."""
    with lead(slug, meeting) as found:
        card = Card.find(found.board, read_number(request.form.get("card"))) or abort(404)
        found.show(card, me())
    return wall_reply(found)


@bringing.post("/cards/<int:number>/plan")
def plan(slug: str, meeting: int, number: int) -> Response:
    """Write down what the room says: by when it is done, on which level."""
    with lead(slug, meeting) as found:
        card, wish = Card.find(found.board, number) or abort(404), Wish.read(request.form, found)
        agree(card, me(), wish)
    return wall_reply(found, _in_words(card, wish))


@bringing.delete("/spot")
def hide(slug: str, meeting: int) -> Response:
    """Back to the list."""
    with lead(slug, meeting) as found:
        found.show(None, me())
    return wall_reply(found, _("De ronde is klaar."))


def _in_words(card: Card, wish: Wish) -> str:
    day = date_words.in_words(wish.due_on, language=language()) if wish.due_on else ""
    level = wish.level.label if wish.level else ""
    said = ", ".join(filter(None, (day and _("klaar vóór %(day)s", day=day), level.lower())))
    return _("Actie %(number)s: %(said)s.", number=card.number, said=said) if said else ""
