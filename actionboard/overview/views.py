"""Several boards beside each other, for who coordinates more than one."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, render_template
from flask_login import login_required

from actionboard.cards.answers import me
from actionboard.i18n import day_of
from actionboard.overview import counting, likeness

overview = Blueprint("overview", __name__)


@overview.get("/overview")
@login_required
def show() -> str:
    """How my boards stand, what is stuck at national level, what plays in more than one."""
    boards, today = counting.boards_of(me()), day_of(datetime.now(UTC))
    return render_template(
        "overview/show.html",
        standings=counting.standings(boards, today),
        snags=counting.snags(boards, today),
        shared=likeness.shared(boards),
        themes=counting.returning(boards),
    )
