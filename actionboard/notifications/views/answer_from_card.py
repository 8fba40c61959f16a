"""Saying from the card itself that it goes on, for who is signed in."""

from __future__ import annotations

from flask import Blueprint, request

from actionboard.accounts.current_user import me
from actionboard.cards.access import find_card
from actionboard.cards.dialogs import form
from actionboard.cards.models import Card
from actionboard.cards.views.blueprint import OF_CARD
from actionboard.core.form_fields import read_day
from actionboard.core.i18n import gettext as _
from actionboard.notifications.check_ins import CheckIn
from actionboard.web.changes import changes
from actionboard.web.replies import NOTHING, Reply, Typed

going = Blueprint("going", __name__, url_prefix="/boards/<slug>/cards/<int:number>")


@going.get("/check-in")
def ask(slug: str, number: int, typed: Typed = NOTHING) -> str:
    """Does it go on? A line and another day may be added."""
    card = find_card(slug, number)
    return form("cards/_ask_check_in.html", card.board, card, typed)


@going.post("/check-in")
@changes(OF_CARD, form=ask)
def go_on(card: Card) -> Reply:
    """Loopt nog."""
    due_on = read_day(request.form.get("due", "")[:40], card.board.today)
    CheckIn.going_on(card, me(), request.form.get("line", ""), due_on)
    return Reply(_("Mooi, actie %(number)s loopt nog.", number=card.number))
