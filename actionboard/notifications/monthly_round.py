"""Asking everybody whose boards ask today: safe to do as often as one likes, on many hosts."""

from __future__ import annotations

import time
from collections import defaultdict
from datetime import datetime

from sqlalchemy import select

from actionboard.accounts.models import Membership, Reminders, User
from actionboard.boards.models import Board
from actionboard.boards.people import TAKES_PART
from actionboard.core.database import db, writing
from actionboard.core.local_time import day_of
from actionboard.notifications import digest_mail, recipients
from actionboard.notifications.question_days import Rhythm, rhythms
from actionboard.notifications.recipients import EARLY, PATIENCE

PAUSE = 0.002  # seconds between two people: whoever waits for a page goes first


def remind(now: datetime) -> int:
    """Mail everybody who is due, each in a transaction of their own; how many that were.

    Whoever had a mail since their boards' day, or in the last twenty days, gets none.
    """
    today = day_of(now)
    boards = db.session.scalars(select(Board)).all()
    due = {number: rhythm for number, rhythm in rhythms(boards, today).items() if rhythm.due(today)}
    if not due:
        return 0
    of_person = _boards_of(due)
    people = [one for one in recipients.may_be_asked(now) if _is_due(one, of_person[one.id], now)]
    return _send([one.id for one in people], now)


def ask_now(board: Board, now: datetime) -> int:
    """The coordinator doesn't wait for the day: ask about this board's cards, all in one mail each.

    Who was asked about them in the last seven days isn't asked again.
    """
    return _send(sorted(recipients.asks_on(board, now, EARLY)), now, early=True)


def _send(people: list[int], now: datetime, *, early: bool = False) -> int:
    sent, patience = 0, EARLY if early else PATIENCE
    for number in people:
        if digest_mail.has_something(db.session.get_one(User, number), now, patience):
            with writing():
                person = db.session.get_one(User, number)
                sent += digest_mail.send(person, now, patience) is not None
        time.sleep(PAUSE)
    return sent


def _boards_of(due: dict[int, Rhythm]) -> dict[int, list[Rhythm]]:
    """The boards that ask today, by the people who take part in them."""
    found: dict[int, list[Rhythm]] = defaultdict(list)
    members = select(Membership.user_id, Membership.board_id).where(
        Membership.board_id.in_(due), TAKES_PART
    )
    for row in db.session.execute(members):
        found[row.user_id].append(due[row.board_id])
    return found


def _is_due(person: User, boards: list[Rhythm], now: datetime) -> bool:
    if person.reminders is Reminders.MEETINGS:
        return any(one.due_before_meeting(day_of(now)) for one in boards)
    return bool(boards)
