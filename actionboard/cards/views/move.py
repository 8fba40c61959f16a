"""Moving a card: to a column, a day, a result, off the board and back."""

from __future__ import annotations

from flask import abort, request

from actionboard.accounts.current_user import me
from actionboard.boards.stages import Stage
from actionboard.boards.stale_versions import last_change
from actionboard.cards.access import find_card
from actionboard.cards.dialogs import form
from actionboard.cards.models import Card
from actionboard.cards.move_form import Placing, refuse_ended
from actionboard.cards.views.blueprint import CARD, OF_CARD, cards
from actionboard.core.form_fields import read_day, read_number
from actionboard.core.i18n import gettext as _
from actionboard.web.changes import changes
from actionboard.web.replies import NOTHING, Reply, Typed

# What a column asked on the way in, by the field in which it was answered.
ASKED_BY = {
    "due": "cards/_ask_plan.html",
    "person": "cards/_ask_plan.html",
    "result": "cards/_ask_result.html",
}


@cards.get(f"{CARD}/place")
def place_form(slug: str, number: int, typed: Typed = NOTHING) -> str:
    """Where should it go? Works without a mouse and without JavaScript.

    A dialog that is open while somebody else moves the card asks again: with what was chosen in
    it, and `since`, the version at which it was opened.
    """
    card = find_card(slug, number)
    since = read_number(request.args.get("since")) or card.version
    chosen = {name: request.args[name] for name in ("stage", "level") if name in request.args}
    moved = last_change(card, since, ("stage", "level"), me())
    moved_by = moved.by.name if moved and moved.by else None
    around = {"values": chosen, "since": since, "moved_by": moved_by}
    asked = next((ASKED_BY[one] for one in typed.errors if one in ASKED_BY), None)
    return form(asked or "cards/_move_form.html", card.board, card, typed, **around)


@cards.post(f"{CARD}/place")
@changes(OF_CARD, form=place_form)
def place(card: Card) -> Reply:
    """Put a card in a column and lane."""
    wish = Placing.read(request.values, card.board.today)
    wish.carry_out(card, me())
    asked = card.nominee.name if wish.nominee and card.nominee else ""
    said = (
        _("%(who)s is gevraagd. De actie wacht tot het antwoord er is.", who=asked)
        if asked
        else _("Actie %(number)s staat nu op %(stage)s", number=card.number, stage=card.stage.label)
    )
    return Reply(said)


@cards.get(f"{CARD}/date")
def date_form(slug: str, number: int, typed: Typed = NOTHING) -> str:
    """When will it be done?"""
    card = find_card(slug, number)
    return form("cards/_ask_date.html", card.board, card, typed)


@cards.post(f"{CARD}/date")
@changes(OF_CARD, form=date_form)
def set_date(card: Card) -> Reply:
    """Set or move the day by which it is done."""
    card.postpone(read_day(request.form.get("due", ""), card.board.today), me())
    return Reply(_("Actie %(number)s heeft een nieuwe datum.", number=card.number))


@cards.get(f"{CARD}/result")
def result_form(slug: str, number: int, typed: Typed = NOTHING) -> str:
    """What came of it?"""
    card = find_card(slug, number)
    result = card.result_words.body if card.result_words else ""
    return form("cards/_ask_result.html", card.board, card, typed, values={"result": result})


@cards.post(f"{CARD}/result")
@changes(OF_CARD, form=result_form)
def finish(card: Card) -> Reply:
    """Done, with one sentence of what came of it."""
    refuse_ended(card, read_number(request.form.get("version")), me(), stage=Stage.DONE)
    result = request.form.get("result", "")
    card.finish(None if "later" in request.form else result, me())
    done = Stage.DONE.label
    said = _("Actie %(number)s staat nu op %(stage)s", number=card.number, stage=done)
    return Reply(said)


@cards.get(f"{CARD}/drop")
def drop_form(slug: str, number: int, typed: Typed = NOTHING) -> str:
    """Why don't we do this?"""
    card = find_card(slug, number)
    return form("cards/_ask_drop.html", card.board, card, typed)


@cards.post(f"{CARD}/drop")
@changes(OF_CARD, form=drop_form)
def drop(card: Card) -> Reply:
    """Take it off the board, with the reason."""
    refuse_ended(card, read_number(request.form.get("version")), me())
    card.drop(request.form.get("reason", ""), me())
    return Reply(_("Actie %(number)s: doen we niet.", number=card.number))


@cards.post(f"{CARD}/restore")
@changes(OF_CARD)
def restore(card: Card) -> Reply:
    """Bring it back."""
    card.restore(me())
    return Reply(_("Actie %(number)s staat weer op het bord.", number=card.number))


@cards.post(f"{CARD}/merge")
@changes(OF_CARD)
def merge(card: Card) -> Reply:
    """Fold it into the card that says the same."""
    other = Card.find(card.board, read_number(request.values.get("into"))) or abort(404)
    card.merge_into(other, me())
    into = other.number
    said = _("Actie %(number)s is samengevoegd met actie %(into)s.", number=card.number, into=into)
    return Reply(said, to=f"{card.board.url}/cards/{into}")
