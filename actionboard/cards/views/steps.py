"""Add a step to the checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from flask import abort, request
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me
from actionboard.cards.access import change
from actionboard.cards.comments import Comment
from actionboard.cards.steps import Step
from actionboard.cards.views.blueprint import CARD, cards
from actionboard.core.database import db
from actionboard.core.i18n import gettext as _
from actionboard.web.replies import answer

if TYPE_CHECKING:
    from actionboard.cards.models import Card

Part = TypeVar("Part", Step, Comment)


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


def _part(kind: type[Part], card: Card, part: int) -> Part:
    found = db.session.get(kind, part)
    if found is None or found.card_id != card.id or found.removed:
        abort(404)
    return found
