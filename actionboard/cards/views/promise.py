"""Promising: taking it up, taking part, asking somebody, asking for help."""

from __future__ import annotations

from flask import g, request
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me
from actionboard.boards.people import find_member
from actionboard.cards.access import change, find_card
from actionboard.cards.dialogs import form
from actionboard.cards.models import Card
from actionboard.cards.move_form import refuse_ended
from actionboard.cards.views.blueprint import CARD, cards
from actionboard.core.form_fields import read_number
from actionboard.core.i18n import gettext as _
from actionboard.web.replies import answer
from actionboard.web.request_guards import htmx


@cards.post(f"{CARD}/claim")
def claim(slug: str, number: int) -> Response:
    """Ik pak dit op."""
    with change(slug, number) as card:
        card.claim(by=me())
    return _promised(card, _("Jij trekt actie %(number)s.", number=number))


@cards.delete(f"{CARD}/claim")
def release(slug: str, number: int) -> Response:
    """Teruggeven."""
    with change(slug, number) as card:
        card.release(by=me())
    return answer(_("Actie %(number)s is teruggegeven.", number=number), card=number)


@cards.post(f"{CARD}/join")
def join(slug: str, number: int) -> Response:
    """Ik doe mee."""
    with change(slug, number) as card:
        card.join(by=me())
        other = card.lead.name if card.partner is me() and card.lead else ""
    said = (
        _("Jij en %(who)s zijn een duo voor actie %(number)s.", who=other, number=number)
        if other
        else _("Je werkt mee aan actie %(number)s.", number=number)
    )
    return answer(said, card=number)


@cards.delete(f"{CARD}/join")
def leave(slug: str, number: int) -> Response:
    """Ik doe niet meer mee."""
    with change(slug, number) as card:
        card.leave(by=me())
    said = _("Je doet niet meer mee met actie %(number)s.", number=number)
    return answer(said, card=number)


@cards.get(f"{CARD}/nominate")
def nominate_form(slug: str, number: int) -> str:
    """Who could do this?"""
    card = find_card(slug, number)
    return form("cards/_ask_nominate.html", card.board, card)


@cards.post(f"{CARD}/nominate")
def nominate(slug: str, number: int) -> Response:
    """Ask somebody; only they can say yes."""
    with change(slug, number) as card:
        person = find_member(card.board, read_number(request.form.get("person")))
        card.nominate(person, by=me())
    said = _("%(who)s ziet je vraag bij Mijn acties en op de kaart.", who=person.name)
    return answer(said, card=number)


@cards.post(f"{CARD}/accept")
def accept(slug: str, number: int) -> Response:
    """Ja, ik pak dit op."""
    with change(slug, number) as card:
        card.accept(by=me())
    return _promised(card, _("Jij trekt actie %(number)s.", number=number))


@cards.post(f"{CARD}/decline")
def decline(slug: str, number: int) -> Response:
    """Nee, nu niet."""
    with change(slug, number) as card:
        card.decline(by=me())
    said = _("De vraag over actie %(number)s is weg.", number=number)
    return answer(said, card=number)


@cards.get(f"{CARD}/help")
def help_form(slug: str, number: int) -> str:
    """Where are you stuck?"""
    card = find_card(slug, number)
    return form("cards/_ask_help.html", card.board, card)


@cards.post(f"{CARD}/help")
def ask_help(slug: str, number: int) -> Response:
    """Ik loop vast."""
    with change(slug, number) as card:
        refuse_ended(card, read_number(request.form.get("version")), me())
        card.ask_help(request.form.get("reason", ""), by=me())
    said = _("Iedereen ziet nu dat actie %(number)s hulp zoekt.", number=number)
    return answer(said, card=number)


@cards.delete(f"{CARD}/help")
def carry_on(slug: str, number: int) -> Response:
    """Het gaat weer."""
    with change(slug, number) as card:
        card.carry_on(by=me())
    return answer(_("Mooi, actie %(number)s gaat weer.", number=number), card=number)


def _promised(card: Card, said: str) -> Response:
    """A promise wants a day: ask for it in the same breath."""
    number = card.number
    if htmx and card.due_on is None:
        asked = form("cards/_ask_plan.html", g.turn, card)
        return answer(said, card=number, dialog=asked)
    return answer(said, card=number)
