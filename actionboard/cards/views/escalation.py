"""What a card of the national lane asks, and of whom."""

from __future__ import annotations

from flask import request

from actionboard.accounts.current_user import me
from actionboard.cards.access import find_card
from actionboard.cards.dialogs import form
from actionboard.cards.escalation import Raising
from actionboard.cards.models import Card
from actionboard.cards.views.blueprint import CARD, OF_CARD, cards
from actionboard.core.i18n import gettext as _
from actionboard.web.changes import changes
from actionboard.web.replies import NOTHING, Reply, Typed


@cards.get(f"{CARD}/raising")
def raising_form(slug: str, number: int, typed: Typed = NOTHING) -> str:
    """What do we ask, and of whom?"""
    card = find_card(slug, number)
    asked = Raising.find(card)
    values = {"question": asked.question, "to": asked.to} if asked else {}
    return form("cards/_ask_raise.html", card.board, card, typed, values=values)


@cards.post(f"{CARD}/raising")
@changes(OF_CARD, form=raising_form)
def raise_it(card: Card) -> Reply:
    """Write down what is asked, and of whom."""
    Raising.ask(card, request.form.get("question", ""), request.form.get("to", ""), by=me())
    return Reply(_("De vraag van actie %(number)s staat erbij.", number=card.number))
