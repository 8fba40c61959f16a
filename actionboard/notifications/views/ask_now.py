"""For the coordinator: when everybody was last asked, and asking sooner."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Blueprint
from flask_login import login_required

from actionboard.accounts.current_user import now
from actionboard.boards.access import coordinated
from actionboard.boards.models import Board
from actionboard.boards.views.settings_layout import page
from actionboard.core.i18n import ngettext
from actionboard.notifications import last_round, monthly_round
from actionboard.web.changes import Door, changes
from actionboard.web.replies import Reply

asking = Blueprint("asking", __name__, url_prefix="/boards/<slug>/check-ins")


@contextmanager
def _asked(slug: str) -> Iterator[Board]:
    """A board for its coordinator; each letter is written in a transaction of its own."""
    yield coordinated(slug)


OF_ROUND: Door[Board] = Door(_asked, page="asking.show", home=lambda it: f"{it.url}/check-ins")


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
@changes(OF_ROUND)
def ask_now(board: Board) -> Reply:
    """Ask them now."""
    sent = monthly_round.ask_now(board, now())
    return Reply(ngettext("De vraag is onderweg naar %(num)s mens.",
                          "De vraag is onderweg naar %(num)s mensen.", sent))  # fmt: skip
