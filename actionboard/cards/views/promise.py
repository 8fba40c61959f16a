"""Promising: taking it up, taking part, asking somebody, asking for help."""

from __future__ import annotations

from flask import request

from actionboard.accounts.current_user import me
from actionboard.boards.people import find_member
from actionboard.cards.access import find_card
from actionboard.cards.dialogs import form
from actionboard.cards.models import Card
from actionboard.cards.move_form import refuse_ended
from actionboard.cards.views.blueprint import CARD, OF_CARD, cards
from actionboard.core.form_fields import read_number
from actionboard.core.i18n import gettext as _
from actionboard.web.changes import changes
from actionboard.web.replies import NOTHING, Question, Reply, Typed


@cards.post(f"{CARD}/claim")
@changes(OF_CARD)
def claim(card: Card) -> Reply:
    """Ik pak dit op."""
    card.claim(by=me())
    return _promised(card)


@cards.delete(f"{CARD}/claim")
@changes(OF_CARD)
def release(card: Card) -> Reply:
    """Teruggeven."""
    card.release(by=me())
    return Reply(_("Actie %(number)s is teruggegeven.", number=card.number))


@cards.post(f"{CARD}/join")
@changes(OF_CARD)
def join(card: Card) -> Reply:
    """Ik doe mee."""
    card.join(by=me())
    other = card.lead.name if card.partner is me() and card.lead else ""
    return Reply(
        _("Jij en %(who)s zijn een duo voor actie %(number)s.", who=other, number=card.number)
        if other
        else _("Je werkt mee aan actie %(number)s.", number=card.number)
    )


@cards.delete(f"{CARD}/join")
@changes(OF_CARD)
def leave(card: Card) -> Reply:
    """Ik doe niet meer mee."""
    card.leave(by=me())
    return Reply(_("Je doet niet meer mee met actie %(number)s.", number=card.number))


@cards.get(f"{CARD}/nominate")
def nominate_form(slug: str, number: int, typed: Typed = NOTHING) -> str:
    """Who could do this?"""
    card = find_card(slug, number)
    return form("cards/_ask_nominate.html", card.board, card, typed)


@cards.post(f"{CARD}/nominate")
@changes(OF_CARD, form=nominate_form)
def nominate(card: Card) -> Reply:
    """Ask somebody; only they can say yes."""
    person = find_member(card.board, read_number(request.form.get("person")))
    card.nominate(person, by=me())
    return Reply(_("%(who)s ziet je vraag bij Mijn acties en op de kaart.", who=person.name))


@cards.post(f"{CARD}/accept")
@changes(OF_CARD)
def accept(card: Card) -> Reply:
    """Ja, ik pak dit op."""
    card.accept(by=me())
    return _promised(card)


@cards.post(f"{CARD}/decline")
@changes(OF_CARD)
def decline(card: Card) -> Reply:
    """Nee, nu niet."""
    card.decline(by=me())
    return Reply(_("De vraag over actie %(number)s is weg.", number=card.number))


@cards.get(f"{CARD}/help")
def help_form(slug: str, number: int, typed: Typed = NOTHING) -> str:
    """Where are you stuck?"""
    card = find_card(slug, number)
    return form("cards/_ask_help.html", card.board, card, typed)


@cards.post(f"{CARD}/help")
@changes(OF_CARD, form=help_form)
def ask_help(card: Card) -> Reply:
    """Ik loop vast."""
    refuse_ended(card, read_number(request.form.get("version")), me())
    card.ask_help(request.form.get("reason", ""), by=me())
    return Reply(_("Iedereen ziet nu dat actie %(number)s hulp zoekt.", number=card.number))


@cards.delete(f"{CARD}/help")
@changes(OF_CARD)
def carry_on(card: Card) -> Reply:
    """Het gaat weer."""
    card.carry_on(by=me())
    return Reply(_("Mooi, actie %(number)s gaat weer.", number=card.number))


@cards.get(f"{CARD}/plan")
def plan_form(slug: str, number: int, typed: Typed = NOTHING) -> str:
    """Who leads it, and when will it be done?"""
    card = find_card(slug, number)
    return form("cards/_ask_plan.html", card.board, card, typed)


def _promised(card: Card) -> Reply:
    """A promise wants a day: ask for it in the same breath."""
    said = _("Jij trekt actie %(number)s.", number=card.number)
    if card.due_on is not None:
        return Reply(said)
    slug, number = card.board.slug, card.number
    url = f"{card.board.url}/cards/{number}/plan"
    return Reply(said, ask=Question(url, lambda: plan_form(slug, number)))
