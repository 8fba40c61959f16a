"""The clock of a meeting: it counts down on the wall and on every phone, or rests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped

from actionboard.accounts.models import User
from actionboard.boards.activity_log import Recorded, kept
from actionboard.boards.models import Board
from actionboard.boards.verbs import on_a_wall
from actionboard.core.messages import N_
from actionboard.meetings.errors import TimerRuns

LONGEST_TIMER = 180  # minutes
TIMED = on_a_wall("meeting.timed", N_("%(who)s zette de klok van de bijeenkomst"))


class Timer(Recorded):
    """Counts down to `timer_ends` (a moment in seconds), or rests with `timer_left` to go."""

    timer_ends: Mapped[int | None] = kept()
    timer_left: Mapped[int | None] = kept()

    if TYPE_CHECKING:  # what the meeting it belongs to brings along
        board: Mapped[Board]

    def start_timer(self, minutes: int, by: User) -> None:
        """Count down from so many minutes."""
        self.timer_ends = self._second + 60 * max(1, min(minutes, LONGEST_TIMER))
        self.timer_left = None
        self.board.record(TIMED, self, by)

    def pause_timer(self, by: User) -> None:
        """Let the clock rest."""
        if self.timer_ends is None:
            raise TimerRuns()
        self.timer_left = max(0, self.timer_ends - self._second)
        self.timer_ends = None
        self.board.record(TIMED, self, by)

    def resume_timer(self, by: User) -> None:
        """Let it go on from where it rested."""
        if self.timer_left is None:
            raise TimerRuns()
        self.timer_ends, self.timer_left = self._second + self.timer_left, None
        self.board.record(TIMED, self, by)

    def stop_timer(self, by: User) -> None:
        """Take the clock away."""
        if self.timer_ends is not None or self.timer_left is not None:
            self.timer_ends = self.timer_left = None
            self.board.record(TIMED, self, by)

    @property
    def _second(self) -> int:
        return int(self.board.moment.timestamp())
