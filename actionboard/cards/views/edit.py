"""What an action says: proposing it, changing it, answering what is open."""

from __future__ import annotations

from flask import request

from actionboard.accounts.current_user import me
from actionboard.boards.access import find_board
from actionboard.boards.models import Board
from actionboard.cards.access import find_card
from actionboard.cards.dialogs import form
from actionboard.cards.edit_form import Text
from actionboard.cards.models import Card
from actionboard.cards.views.blueprint import CARD, OF_BOARD, OF_CARD, cards
from actionboard.core.i18n import gettext as _
from actionboard.web.changes import changes
from actionboard.web.replies import NOTHING, Reply, Typed


@cards.get("/cards/new")
def new(slug: str, typed: Typed = NOTHING) -> str:
    """The form for a new action."""
    return form("cards/_form.html", find_board(slug), typed=typed)


@cards.post("/cards")
@changes(OF_BOARD, form=new)
def propose(board: Board) -> Reply:
    """Put a new action on the board."""
    text = Text.read(request.form, board)
    card = Card.propose(board, by=me(), **text.changes())
    said = _("Actie %(number)s staat op het bord.", number=card.number)
    return Reply(said, to=f"{board.url}/cards/{card.number}")


@cards.get(f"{CARD}/edit")
def edit_form(slug: str, number: int, typed: Typed = NOTHING) -> str:
    """The form to change what a card says."""
    card = find_card(slug, number)
    return form("cards/_form.html", card.board, card, typed, values=Text.of(card).values())


@cards.post(CARD)
@changes(OF_CARD, form=edit_form)
def edit(card: Card) -> Reply:
    """Change what a card says."""
    card.edit(me(), **Text.read(request.form, card.board).changes())
    said = _("Actie %(number)s is gewijzigd.", number=card.number)
    return Reply(said)


@cards.post(f"{CARD}/questions/<kind>")
@changes(OF_CARD)
def settle(card: Card, kind: str) -> Reply:
    """Say that an open question has been answered."""
    card.settle(kind, me())
    return Reply(_("De vraag is afgehandeld."))
