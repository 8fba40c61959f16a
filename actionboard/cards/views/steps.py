"""The checklist of a card: adding, ticking and taking off its steps."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me
from actionboard.cards.access import change, find_part
from actionboard.cards.steps import Step
from actionboard.cards.views.blueprint import CARD, cards
from actionboard.core.i18n import gettext as _
from actionboard.web.replies import answer


@cards.post(f"{CARD}/steps")
def add_step(slug: str, number: int) -> Response:
    """Add a step to the checklist."""
    with change(slug, number) as card:
        Step.add(card, request.form.get("body", ""), me())
    said = _("De stap staat erbij.")
    return answer(said, card=number, clear_draft=f"step-{number}")


@cards.post(f"{CARD}/steps/<int:part>")
def tick_step(slug: str, number: int, part: int) -> Response:
    """Tick a step, or open it again."""
    done = request.form.get("done") == "1" or request.args.get("done") == "1"
    with change(slug, number) as card:
        step = find_part(Step, card, part)
        (step.tick if done else step.untick)(me())
    said = _("Afgevinkt.") if done else _("De stap staat weer open.")
    return answer(said, card=number)


@cards.delete(f"{CARD}/steps/<int:part>")
def remove_step(slug: str, number: int, part: int) -> Response:
    """Take a step off the list."""
    with change(slug, number) as card:
        find_part(Step, card, part).remove(me())
    return answer(_("De stap is weg."), card=number)
