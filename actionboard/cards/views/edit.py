"""What an action says: proposing it, changing it, answering what is open."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me
from actionboard.boards.access import find_board
from actionboard.boards.turn import turn
from actionboard.cards.access import change, find_card
from actionboard.cards.dialogs import form
from actionboard.cards.edit_form import Text
from actionboard.cards.models import Card
from actionboard.cards.views.blueprint import CARD, cards
from actionboard.core.i18n import gettext as _
from actionboard.web.replies import answer


@cards.get("/cards/new")
def new(slug: str) -> str:
    """The form for a new action."""
    return form("cards/_form.html", find_board(slug))


@cards.post("/cards")
def propose(slug: str) -> Response:
    """Put a new action on the board."""
    with turn(slug) as board:
        text = Text.read(request.form, board)
        card = Card.propose(
            board, text.title, by=me(), level=text.level, why=text.why, theme=text.theme,
            due_on=text.due_on,
        )  # fmt: skip
    said = _("Actie %(number)s staat op het bord.", number=card.number)
    return answer(said, card=card.number, clear_draft="new")


@cards.get(f"{CARD}/edit")
def edit_form(slug: str, number: int) -> str:
    """The form to change what a card says."""
    card = find_card(slug, number)
    return form("cards/_form.html", card.board, card, values=Text.of(card).values())


@cards.post(CARD)
def edit(slug: str, number: int) -> Response:
    """Change what a card says."""
    with change(slug, number) as card:
        text = Text.read(request.form, card.board)
        text.refuse_conflict(card, me())
        card.edit(me(), **text.changes())
    said = _("Actie %(number)s is gewijzigd.", number=number)
    return answer(said, card=number, clear_draft=f"edit-{number}")


@cards.post(f"{CARD}/questions/<kind>")
def settle(slug: str, number: int, kind: str) -> Response:
    """Say that an open question has been answered."""
    with change(slug, number) as card:
        card.settle(kind, me())
    return answer(_("De vraag is afgehandeld."), card=number)
