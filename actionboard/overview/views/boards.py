"""Several boards beside each other, for who coordinates more than one."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, render_template, request
from flask_login import login_required

from actionboard.accounts.current_user import me
from actionboard.cards import similar_cards
from actionboard.core.local_time import day_of
from actionboard.overview.board_choice import Choice
from actionboard.overview.standings import boards_of, returning, snags, standings, together

overview = Blueprint("overview", __name__)


@overview.get("/overview")
@login_required
def show() -> str:
    """How my boards stand, what is stuck at national level, what plays in more than one."""
    mine, today = boards_of(me()), day_of(datetime.now(UTC))
    choice = Choice.read(request.args)
    boards = choice.among(mine)
    rows = choice.sorted(standings(boards, today))
    return render_template(
        "overview/boards.html",
        mine=len(mine),
        choice=choice,
        standings=rows,
        shown=choice.shown(rows),
        together=together(rows),
        snags=snags(boards, today),
        shared=similar_cards.shared(boards),
        themes=returning(boards),
    )
