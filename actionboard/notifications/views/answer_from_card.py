"""Saying from the card itself that it goes on, for who is signed in."""

from __future__ import annotations

from flask import Blueprint, request
from flask_login import login_required
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me
from actionboard.cards.access import change, find_card
from actionboard.cards.dialogs import form
from actionboard.core.form_fields import read_day
from actionboard.core.i18n import gettext as _
from actionboard.notifications.check_ins import CheckIn
from actionboard.web.replies import answer

going = Blueprint("going", __name__, url_prefix="/boards/<slug>/cards/<int:number>")


@going.before_request
@login_required
def only_signed_in() -> None:
    """Who isn't signed in answers from the mail."""


@going.get("/check-in")
def ask(slug: str, number: int) -> str:
    """Does it go on? A line and another day may be added."""
    card = find_card(slug, number)
    return form("cards/_ask_check_in.html", card.board, card)


@going.post("/check-in")
def go_on(slug: str, number: int) -> Response:
    """Loopt nog."""
    with change(slug, number) as card:
        due_on = read_day(request.form.get("due", "")[:40], card.board.today)
        CheckIn.going_on(card, me(), request.form.get("line", ""), due_on)
    return answer(_("Mooi, actie %(number)s loopt nog.", number=number), card=number)
