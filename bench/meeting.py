"""A full room: two hundred phones on one meeting.

Every phone asks for the page, joins, keeps a stream open, and sticks notes of its own. The wall is
one more stream, on which each note is looked for. At first at the pace of a meeting; then all of
them within five seconds, and within one. In another round the server is killed in the middle, and
phones drop off between a note and its answer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator

from flask import Flask

from actionboard.accounts.models import User
from actionboard.boards.models import Board
from actionboard.core.database import db
from actionboard.meetings.models import Meeting
from bench.region import SLUG, app_with
from bench.room import PHONES, VOTING, Room, Rush
from bench.timing import Figure

PACES = (  # what it is called, how fast, within what 95 of 100 notes must hang
    ("at a meeting's pace", Rush(), 1000),
    ("at 20 notes a second", Rush(spread=PHONES / 20), 1000),
    ("all join and write within 5 s", Rush(joining=5, spread=None), 1000),
    ("all join and write in the same second", Rush(joining=1, spread=None), None),
)


def figures(rounds: int, tell: Callable[[str], None]) -> Iterator[Figure]:
    """How long a note takes to the wall, what gets lost, and whether the count is exact."""
    for number, (pace, rush, bound) in enumerate(PACES):
        with app_with(100) as app:
            room = Room(app, *plan(app))
            with room.server():
                tell(f"{PHONES} phones, {pace}")
                idle = room.work
                asyncio.run(room.write(number, 1, rush))
                work = (room.work - idle) / PHONES
            in_time = room.joining(0.95)
            yield Figure(f"a phone is in, 95 of 100, and its work, {pace}", in_time, work=work)
            yield Figure(f"a note on the wall, median, {pace}", room.quantile(0.5))
            yield Figure(f"the same, 95 of 100, {pace}", room.quantile(0.95), bound=bound)
            yield from room.kept(1, pace)
    yield from _hard_times(max(1, min(5, rounds // 8)), tell)


def _hard_times(each: int, tell: Callable[[str], None]) -> Iterator[Figure]:
    with app_with(100) as app:
        room = Room(app, *plan(app))
        tell("the server is killed in between, phones drop off")
        with room.server():
            asyncio.run(room.write(0, each, Rush(disturbed=True)))
        yield from room.kept(each, "through kill -9 and phones that drop off")
        tell(f"{PHONES} people vote in {VOTING:g} seconds")
        with room.server():
            wanted = asyncio.run(room.vote())
        yield Figure("stickers counted wrongly", room.miscounted(wanted), bound=0, unit="")


def plan(app: Flask) -> tuple[str, int]:
    """A meeting on the board; its code and its id."""
    with app.app_context():
        board = db.session.query(Board).filter_by(slug=SLUG).one()
        with board.turn():
            made = Meeting.plan(board, board.today, by=db.session.get_one(User, 1))
        code, number = str(made.code), made.id
        db.session.remove()
    return code, number
