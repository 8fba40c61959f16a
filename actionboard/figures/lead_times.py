"""From coming on the board to done: how many days the finished cards took."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from actionboard.boards.activity_log import Activity
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.cards.log_events import not_undone
from actionboard.cards.models import Card
from actionboard.cards.past_board import PastCard
from actionboard.core.database import db
from actionboard.core.local_time import day_of
from actionboard.figures.figures import LeadTime

STARTED = (Stage.DOING, Stage.DONE)


def lead_times(board: Board, finished: Sequence[PastCard], until: int) -> tuple[LeadTime, ...]:
    """How long each of these cards took, in the order of finishing."""
    started = _started(board, [one.id for one in finished], until)
    done = [(one.done_on, one) for one in finished if one.done_on]
    return tuple(
        LeadTime(
            card.id,
            days=max(0, (done_on - day_of(card.created_at)).days),
            working=max(0, (done_on - started.get(card.id, done_on)).days),
        )
        for done_on, card in sorted(done, key=lambda one: (one[0], one[1].number))
    )


def _started(board: Board, cards: Sequence[int], until: int) -> dict[int, date]:
    """On which day each card first came to *bezig*, or at once to *klaar*."""
    found: dict[int, date] = {}
    entries = select(
        Activity.version, Activity.verb, Activity.subject, Activity.subject_id, Activity.at,
        Activity.facts,
    ).where(
        Activity.subject == Card.KIND, Activity.version <= until,
        Activity.facts["now"]["stage"].as_string().is_not(None),
    )  # fmt: skip
    for first in range(0, len(cards), 500):
        some = entries.where(Activity.card_id.in_(cards[first : first + 500]))
        rows = db.session.execute(some.order_by(Activity.version)).all()
        for entry in not_undone(rows):
            if entry.facts["now"].get("stage") in STARTED:
                found.setdefault(entry.subject_id, day_of(entry.at))
    return found
