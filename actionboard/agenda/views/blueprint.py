"""What the pages of an agenda share: who may see them, and what stands around them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, render_template
from flask_login import login_required

from actionboard.boards.access import enter, leads
from actionboard.core.local_time import HOME
from actionboard.meetings.models import Meeting
from actionboard.meetings.views.blueprint import lead
from actionboard.web.changes import Door

table = Blueprint("table", __name__, url_prefix="/boards/<slug>/meetings/<int:meeting>")

AT_TABLE: Door[Meeting] = Door(lead, page="table.agreed", home=lambda it: f"{it.url}/agreed")
ON_WALK: Door[Meeting] = Door(lead, page="table.walk", home=lambda it: f"{it.url}/walk")


@table.before_request
@login_required
def only_signed_in() -> None:
    """These pages need somebody who is signed in."""


def page(template: str, meeting: Meeting, **context: Any) -> str:
    """A page of a meeting, with what its frame shows."""
    board = meeting.board
    return render_template(
        template,
        board=board,
        meeting=meeting,
        role=enter(board.slug)[1].value,
        leads=leads(board.slug),
        version=board.version,
        now=f"{datetime.now(HOME):%H:%M}",
        **context,
    )
