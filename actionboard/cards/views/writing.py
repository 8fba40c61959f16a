"""Proposing and editing an action, talking about it, ticking it off, taking a step back."""

from __future__ import annotations

from typing import TypeVar

from flask import abort, request
from werkzeug.wrappers import Response

from actionboard.boards import replay
from actionboard.boards.finding import find_board
from actionboard.cards.answers import answer, change, find_card, me, turn
from actionboard.cards.editing import Text
from actionboard.cards.forms import form
from actionboard.cards.models import Card
from actionboard.cards.parts import Comment, Step
from actionboard.cards.views.room import CARD, cards
from actionboard.db import db
from actionboard.i18n import gettext as _

Part = TypeVar("Part", Step, Comment)


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
        card = db.session.get(Card, entry.card_id) if entry.card_id else None
    return answer(_("Ongedaan gemaakt."), card=card.number if card and not card.removed else None)


def _part(kind: type[Part], card: Card, part: int) -> Part:
    found = db.session.get(kind, part)
    if found is None or found.card_id != card.id or found.removed:
        abort(404)
    return found
