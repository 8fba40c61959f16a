"""For the coordinator: when everybody was last asked, and asking sooner."""

from __future__ import annotations

from flask import Blueprint, flash, redirect
from flask_login import login_required
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import now
from actionboard.boards.access import coordinated
from actionboard.boards.views.settings_layout import page
from actionboard.core.i18n import ngettext
from actionboard.notifications import last_round, monthly_round

asking = Blueprint("asking", __name__, url_prefix="/boards/<slug>/check-ins")


@asking.before_request
@login_required
def only_signed_in() -> None:
    """Asking needs somebody who is signed in."""


@asking.get("")
def show(slug: str) -> str:
    """How the last round went, when the next one comes, and who would be asked now."""
    board = coordinated(slug)
    return page(
        "notifications/check_ins.html",
        board,
        "check_ins",
        last=last_round.last_round(board, now()),
        next_on=last_round.next_day(board, now()),
        wanted=last_round.wanted(board, now()),
    )


@asking.post("")
def ask_now(slug: str) -> Response:
    """Ask them now."""
    board = coordinated(slug)
    sent = monthly_round.ask_now(board, now())
    flash(ngettext("De vraag is onderweg naar %(num)s mens.",
                   "De vraag is onderweg naar %(num)s mensen.", sent))  # fmt: skip
    return redirect(f"{board.url}/check-ins", 303)
