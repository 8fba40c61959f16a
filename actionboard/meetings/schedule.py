"""When a board meets next: the first of its meetings that is still to come."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import func, select

from actionboard.accounts.models import User
from actionboard.boards.meeting_rhythm import Rhythm
from actionboard.boards.models import Board
from actionboard.boards.verbs import Tells, Verb
from actionboard.core.database import db
from actionboard.core.messages import N_
from actionboard.meetings.models import Meeting
from actionboard.meetings.phases import Phase

SCHEDULED = Verb(
    "board.scheduled",
    says=N_("%(who)s prikte wanneer jullie elkaar weer zien"),
    tells=Tells.EVERYBODY,
)

WEEKS = {Rhythm.MONTH: 4, Rhythm.QUARTER: 13}  # a BPV period is as long as the school says


def in_rhythm(board: Board, day: date) -> date | None:
    """The day of the meeting after one on this day, if the board meets in a rhythm."""
    weeks = WEEKS.get(board.rhythm)
    return day + timedelta(weeks=weeks) if weeks else None


def keep_next_day(
    board: Board, by: User, *, after: date | None = None, without: date | None = None
) -> None:
    """Let the board say when its next meeting is; in its turn, nothing recorded when it did.

    `after` leaves out a meeting that is over, `without` the day of one that was taken away. A day
    that was set by hand stays while no meeting is planned, as long as it is still to come.
    """
    first = after + timedelta(days=1) if after else board.today
    mine = (Meeting.board_id == board.id, Meeting.held_on >= first, ~Meeting.removed)
    ahead = select(func.min(Meeting.held_on)).where(*mine, Meeting.phase != Phase.CLOSED)
    planned = db.session.scalar(ahead)
    known = board.meets_on
    stays = known is not None and known >= first and known != without
    day = planned or (known if stays else None)
    if day != board.meets_on:
        board.meets_on = day
        board.record(SCHEDULED, board, by)
