"""What a card of the national lane asks, and of whom."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me
from actionboard.cards.access import change, find_card
from actionboard.cards.dialogs import form
from actionboard.cards.escalation import Raising
from actionboard.cards.views.blueprint import CARD, cards
from actionboard.core.i18n import gettext as _
from actionboard.web.replies import answer


@cards.get(f"{CARD}/raising")
def raising_form(slug: str, number: int) -> str:
    """What do we ask, and of whom?"""
    card = find_card(slug, number)
    asked = Raising.find(card)
    values = {"question": asked.question, "to": asked.to} if asked else {}
    return form("cards/_ask_raise.html", card.board, card, values=values)


@cards.post(f"{CARD}/raising")
def raise_it(slug: str, number: int) -> Response:
    """Write down what is asked, and of whom."""
    with change(slug, number) as card:
        Raising.ask(card, request.form.get("question", ""), request.form.get("to", ""), by=me())
    return answer(_("De vraag van actie %(number)s staat erbij.", number=number), card=number)
