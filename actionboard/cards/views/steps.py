"""The checklist of a card: adding, ticking and taking off its steps."""

from __future__ import annotations

from flask import request

from actionboard.accounts.current_user import me
from actionboard.cards.access import find_part
from actionboard.cards.models import Card
from actionboard.cards.steps import Step
from actionboard.cards.views.blueprint import CARD, OF_CARD, cards
from actionboard.core.i18n import gettext as _
from actionboard.web.changes import changes
from actionboard.web.replies import Reply


@cards.post(f"{CARD}/steps")
@changes(OF_CARD)
def add_step(card: Card) -> Reply:
    """Add a step to the checklist."""
    Step.add(card, request.form.get("body", ""), me())
    return Reply(_("De stap staat erbij."))


@cards.post(f"{CARD}/steps/<int:part>")
@changes(OF_CARD)
def tick_step(card: Card, part: int) -> Reply:
    """Tick a step, or open it again."""
    done, step = request.values.get("done") == "1", find_part(Step, card, part)
    (step.tick if done else step.untick)(me())
    return Reply(_("Afgevinkt.") if done else _("De stap staat weer open."))


@cards.delete(f"{CARD}/steps/<int:part>")
@changes(OF_CARD)
def remove_step(card: Card, part: int) -> Reply:
    """Take a step off the list."""
    find_part(Step, card, part).remove(me())
    return Reply(_("De stap is weg."))
