"""Moving a card: to a column, a day, a result, off the board and back."""

from __future__ import annotations

from flask import abort, request
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me
from actionboard.boards.stages import Stage
from actionboard.boards.stale_versions import refuse_stale, who_changed
from actionboard.cards.access import change, find_card
from actionboard.cards.dialogs import form
from actionboard.cards.models import Card
from actionboard.cards.move_form import Placing, refuse_ended
from actionboard.cards.views.blueprint import CARD, cards
from actionboard.core.form_fields import read_day, read_number
from actionboard.core.i18n import gettext as _
from actionboard.web.replies import answer


@cards.get(f"{CARD}/place")
def place_form(slug: str, number: int) -> str:
    """Where should it go? Works without a mouse and without JavaScript.

    A dialog that is open while somebody else moves the card asks again: with what was chosen in
    it, and `since`, the version at which it was opened.
    """
    card = find_card(slug, number)
    since = read_number(request.args.get("since")) or card.version
    chosen = {name: request.args[name] for name in ("stage", "level") if name in request.args}
    moved_by = who_changed(card, since, ("stage", "level"), me())
    around = {"values": chosen, "since": since, "moved_by": moved_by}
    return form("cards/_move_form.html", card.board, card, **around)


@cards.post(f"{CARD}/place")
def place(slug: str, number: int) -> Response:
    """Put a card in a column and lane."""
    with change(slug, number) as card:
        wish = Placing.read(request.values, card.board.today)
        wish.carry_out(card, me())
        asked = card.nominee.name if wish.nominee and card.nominee else ""
        where = card.stage.label
    said = (
        _("%(who)s is gevraagd. De actie wacht tot het antwoord er is.", who=asked)
        if asked
        else _("Actie %(number)s staat nu op %(stage)s", number=number, stage=where)
    )
    return answer(said, card=number, clear_draft=f"result-{number}" if wish.result else "")


@cards.get(f"{CARD}/date")
def date_form(slug: str, number: int) -> str:
    """When will it be done?"""
    card = find_card(slug, number)
    return form("cards/_ask_date.html", card.board, card)


@cards.post(f"{CARD}/date")
def set_date(slug: str, number: int) -> Response:
    """Set or move the day by which it is done."""
    with change(slug, number) as card:
        refuse_stale(card, read_number(request.form.get("version")), ["due_on"], me())
        card.postpone(read_day(request.form.get("due", ""), card.board.today), me())
    said = _("Actie %(number)s heeft een nieuwe datum.", number=number)
    return answer(said, card=number)


@cards.get(f"{CARD}/result")
def result_form(slug: str, number: int) -> str:
    """What came of it?"""
    card = find_card(slug, number)
    result = card.result_words.body if card.result_words else ""
    return form("cards/_ask_result.html", card.board, card, values={"result": result})


@cards.post(f"{CARD}/result")
def finish(slug: str, number: int) -> Response:
    """Done, with one sentence of what came of it."""
    with change(slug, number) as card:
        refuse_ended(card, read_number(request.form.get("version")), me())
        result = request.form.get("result", "")
        card.finish(None if "later" in request.form else result, me())
    said = _("Actie %(number)s staat nu op %(stage)s", number=number, stage=Stage.DONE.label)
    return answer(said, card=number, clear_draft=f"result-{number}")


@cards.get(f"{CARD}/drop")
def drop_form(slug: str, number: int) -> str:
    """Why don't we do this?"""
    card = find_card(slug, number)
    return form("cards/_ask_drop.html", card.board, card)


@cards.post(f"{CARD}/drop")
def drop(slug: str, number: int) -> Response:
    """Take it off the board, with the reason."""
    with change(slug, number) as card:
        refuse_ended(card, read_number(request.form.get("version")), me())
        card.drop(request.form.get("reason", ""), me())
    return answer(_("Actie %(number)s: doen we niet.", number=number), card=number)


@cards.post(f"{CARD}/restore")
def restore(slug: str, number: int) -> Response:
    """Bring it back."""
    with change(slug, number) as card:
        card.restore(me())
    said = _("Actie %(number)s staat weer op het bord.", number=number)
    return answer(said, card=number)


@cards.post(f"{CARD}/merge")
def merge(slug: str, number: int) -> Response:
    """Fold it into the card that says the same."""
    with change(slug, number) as card:
        other = Card.find(card.board, read_number(request.values.get("into"))) or abort(404)
        card.merge_into(other, me())
        into = other.number
    said = _("Actie %(number)s is samengevoegd met actie %(into)s.", number=number, into=into)
    return answer(said, card=into)
