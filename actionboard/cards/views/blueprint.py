"""The room in which every view of a card hangs, and who may come in."""

from __future__ import annotations

from flask import Blueprint, request

from actionboard.boards.access import enter
from actionboard.core.database import begin_writing
from actionboard.web.request_guards import SAFE

cards = Blueprint("cards", __name__, url_prefix="/boards/<slug>")
CARD = "/cards/<int:number>"


@cards.before_request
def only_who_may_see_it() -> None:
    """Everything about a card needs somebody who is signed in and may see its board.

    A change begins to write before anything is read, so that nothing has to be read twice.
    """
    if request.method not in SAFE:
        begin_writing()
    enter((request.view_args or {})["slug"])
