"""What the pages of an agenda share: who may see them, and what stands around them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, render_template, request
from flask_login import login_required

from actionboard.boards.access import enter, leads
from actionboard.core.database import begin_writing
from actionboard.core.local_time import HOME
from actionboard.meetings.models import Meeting
from actionboard.web.request_guards import SAFE

table = Blueprint("table", __name__, url_prefix="/boards/<slug>/meetings/<int:meeting>")


@table.before_request
@login_required
def only_who_may_see_it() -> None:
    """A change begins to write before anything is read, so that nothing has to be read twice."""
    if request.method not in SAFE:
        begin_writing()
    enter((request.view_args or {})["slug"])


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
