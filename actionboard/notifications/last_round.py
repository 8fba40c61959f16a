"""How the last round of questions about a board went: how many, never who was slow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from actionboard.accounts.models import User
from actionboard.accounts.person_badge import Seat
from actionboard.boards.models import Board
from actionboard.cards.models import Card
from actionboard.core.database import db
from actionboard.core.local_time import day_of
from actionboard.notifications.check_ins import CheckIn
from actionboard.notifications.digest import Digest
from actionboard.notifications.question_days import rhythms
from actionboard.notifications.recipients import EARLY, PATIENCE, asks_on


@dataclass(frozen=True, slots=True)
class LastRound:
    """When people were last asked about this board's cards, and how many said something."""

    on: date
    people: int
    answered: int  # people
    cards: int


def last_round(board: Board, now: datetime) -> LastRound | None:
    """The latest round, with whoever was asked by another board's in the weeks before it."""
    asked = (
        select(Digest.user_id, CheckIn.card_id, CheckIn.answer, Digest.sent_at)
        .join(Digest, Digest.id == CheckIn.digest_id)
        .join(Card, Card.id == CheckIn.card_id)
        .where(Card.board_id == board.id)
    )
    latest = asked.with_only_columns(func.max(Digest.sent_at))
    sent_at: datetime | None = db.session.scalar(latest)
    if sent_at is None:
        return None
    rows: Any = db.session.execute(asked.where(Digest.sent_at > sent_at - PATIENCE)).all()
    return LastRound(
        on=day_of(sent_at),
        people=len({row.user_id for row in rows}),
        answered=len({row.user_id for row in rows if row.answer is not None}),
        cards=len({row.card_id for row in rows}),
    )


def next_day(board: Board, now: datetime) -> date | None:
    """When the next question goes out by itself."""
    today = day_of(now)
    return rhythms([board], today)[board.id].next(today)


def wanted(board: Board, now: datetime) -> list[tuple[Seat, list[Card]]]:
    """Who would be asked about which cards now, by name."""
    asks = asks_on(board, now, EARLY)
    people = db.session.scalars(select(User).where(User.id.in_(asks)).order_by(User.name))
    return [(Seat.of(one), [*asks[one.id].mine, *asks[one.id].invited]) for one in people]
