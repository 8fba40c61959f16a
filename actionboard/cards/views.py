"""A card over HTTP: look at it, move it, promise it, write on it."""

from __future__ import annotations

from typing import TypeVar

from flask import Blueprint, abort, g, render_template, request
from werkzeug.wrappers import Response

from actionboard.boards import replay
from actionboard.boards.finding import enter, find_board
from actionboard.boards.models import Level, Stage
from actionboard.cards import history
from actionboard.cards.answers import answer, change, find_card, me, turn
from actionboard.cards.editing import Text
from actionboard.cards.forms import form
from actionboard.cards.models import Card
from actionboard.cards.panel import Panel
from actionboard.cards.parts import Comment, Step
from actionboard.cards.placing import Placing, find_member, read_day, read_number, refuse_stale
from actionboard.db import begin_writing, db
from actionboard.i18n import gettext as _
from actionboard.web import SAFE, htmx

cards = Blueprint("cards", __name__, url_prefix="/boards/<slug>")
CARD = "/cards/<int:number>"
Part = TypeVar("Part", Step, Comment)


@cards.before_request
def only_who_may_see_it() -> None:
    """Everything about a card needs somebody who is signed in and may see its board.

    A change begins to write before anything is read, so that nothing has to be read twice.
    """
    if request.method not in SAFE:
        begin_writing()
    enter((request.view_args or {})["slug"])


# Looking ---------------------------------------------------------------------------------------


@cards.get(CARD)
def show(slug: str, number: int) -> str:
    """A card: as the panel beside the board, or as a page of its own."""
    card = find_card(slug, number)
    return render_template(
        "cards/_panel.html" if htmx else "cards/card.html",
        board=card.board,
        panel=Panel.of(card, me()),
        stages=list(Stage),
        levels=list(Level),
        link=request.base_url,
        role=me().role_on(card.board_id),
    )


@cards.get("/history")
def board_history(slug: str) -> str:
    """What happened on a board, the latest first."""
    board, before = find_board(slug), read_number(request.args.get("before"))
    entries = history.of_board(board, me(), before=before)
    earlier = f"{board.url}/history?before={entries[-1].version}" if len(entries) == 100 else ""
    return render_template("history.html", board=board, entries=entries, earlier=earlier)


@cards.get("/dropped")
def dropped(slug: str) -> str:
    """What we don't do, and why."""
    board = find_board(slug)
    found = Card.off_the_board(board)
    may = me().may_change(board.id)
    return render_template("dropped.html", board=board, dropped=found, may_restore=may)


# Proposing and editing -------------------------------------------------------------------------


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


# Moving ----------------------------------------------------------------------------------------


@cards.get(f"{CARD}/place")
def place_form(slug: str, number: int) -> str:
    """Where should it go? Works without a mouse and without JavaScript."""
    card = find_card(slug, number)
    return form("cards/_place.html", card.board, card)


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
    return answer(_("Actie %(number)s heeft een nieuwe datum.", number=number),
                  card=number)  # fmt: skip


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
        card.drop(request.form.get("reason", ""), me())
    return answer(_("Actie %(number)s: doen we niet.", number=number), card=number)


@cards.post(f"{CARD}/restore")
def restore(slug: str, number: int) -> Response:
    """Bring it back."""
    with change(slug, number) as card:
        card.restore(me())
    return answer(_("Actie %(number)s staat weer op het bord.", number=number),
                  card=number)  # fmt: skip


@cards.post(f"{CARD}/merge")
def merge(slug: str, number: int) -> Response:
    """Fold it into the card that says the same."""
    with change(slug, number) as card:
        other = Card.find(card.board, read_number(request.values.get("into"))) or abort(404)
        card.merge_into(other, me())
        into = other.number
    said = _("Actie %(number)s is samengevoegd met actie %(into)s.", number=number, into=into)
    return answer(said, card=into)


# Promising -------------------------------------------------------------------------------------


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
    return answer(_("Je doet niet meer mee met actie %(number)s.", number=number),
                  card=number)  # fmt: skip


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
    return answer(_("De vraag over actie %(number)s is weg.", number=number),
                  card=number)  # fmt: skip


@cards.get(f"{CARD}/help")
def help_form(slug: str, number: int) -> str:
    """Where are you stuck?"""
    card = find_card(slug, number)
    return form("cards/_ask_help.html", card.board, card)


@cards.post(f"{CARD}/help")
def ask_help(slug: str, number: int) -> Response:
    """Ik loop vast."""
    with change(slug, number) as card:
        card.ask_help(request.form.get("reason", ""), by=me())
    return answer(_("Iedereen ziet nu dat actie %(number)s hulp zoekt.", number=number),
                  card=number)  # fmt: skip


@cards.delete(f"{CARD}/help")
def carry_on(slug: str, number: int) -> Response:
    """Het gaat weer."""
    with change(slug, number) as card:
        card.carry_on(by=me())
    return answer(_("Mooi, actie %(number)s gaat weer.", number=number), card=number)


# Writing ---------------------------------------------------------------------------------------


@cards.post(f"{CARD}/comments")
def comment(slug: str, number: int) -> Response:
    """Say something about it."""
    with change(slug, number) as card:
        Comment.make(card, request.form.get("body", ""), me())
    return answer(_("Je reactie staat erbij."), card=number,
                  clear_draft=f"comment-{number}")  # fmt: skip


@cards.delete(f"{CARD}/comments/<int:part>")
def remove_comment(slug: str, number: int, part: int) -> Response:
    """Take back what one said."""
    with change(slug, number) as card:
        _part(Comment, card, part).remove(me())
    return answer(_("De reactie is weg."), card=number)


@cards.post(f"{CARD}/steps")
def add_step(slug: str, number: int) -> Response:
    """Add a step to the checklist."""
    with change(slug, number) as card:
        Step.add(card, request.form.get("body", ""), me())
    return answer(_("De stap staat erbij."), card=number,
                  clear_draft=f"step-{number}")  # fmt: skip


@cards.post(f"{CARD}/steps/<int:part>")
def tick_step(slug: str, number: int, part: int) -> Response:
    """Tick a step, or open it again."""
    done = request.form.get("done") == "1" or request.args.get("done") == "1"
    with change(slug, number) as card:
        step = _part(Step, card, part)
        (step.tick if done else step.untick)(me())
    return answer(_("Afgevinkt.") if done else _("De stap staat weer open."),
                  card=number)  # fmt: skip


@cards.delete(f"{CARD}/steps/<int:part>")
def remove_step(slug: str, number: int, part: int) -> Response:
    """Take a step off the list."""
    with change(slug, number) as card:
        _part(Step, card, part).remove(me())
    return answer(_("De stap is weg."), card=number)


@cards.post(f"{CARD}/questions/<kind>")
def settle(slug: str, number: int, kind: str) -> Response:
    """Say that an open question has been answered."""
    with change(slug, number) as card:
        card.settle(kind, me())
    return answer(_("De vraag is afgehandeld."), card=number)


@cards.post("/activities/<int:version>/undo")
def undo(slug: str, version: int) -> Response:
    """Take back one's own step."""
    with turn(slug) as board:
        entry = replay.undo(board, version, me())
        number = entry.card.number if entry.card and not entry.card.removed else None
    return answer(_("Ongedaan gemaakt."), card=number)


def _promised(card: Card, said: str) -> Response:
    """A promise wants a day: ask for it in the same breath."""
    number = card.number
    if htmx and card.due_on is None:
        asked = form("cards/_ask_plan.html", g.turn, card)
        return answer(said, card=number, dialog=asked)
    return answer(said, card=number)


def _part(kind: type[Part], card: Card, part: int) -> Part:
    found = db.session.get(kind, part)
    if found is None or found.card_id != card.id or found.removed:
        abort(404)
    return found
