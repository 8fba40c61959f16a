"""What counts as what: when a card is stuck, a promise kept, a question raised.

Rules: docs/definitions.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from actionboard.boards.models import Stage
from actionboard.boards.stillness import Stillness
from actionboard.cards.past import PastCard
from actionboard.reviews.figures import Outcome, Raised, Reason, Why

OFTEN = 2  # from so many postponements on a card is stuck


def reasons(card: PastCard, on: date, stillness: Stillness) -> Iterator[Reason]:
    """Why a card counts as stuck on a day; nothing for one that doesn't. The first is the worst."""
    if card.is_done:
        return
    if card.help_id:
        yield Reason(Why.HELP)
    if card.due_on is not None and card.due_on < on:
        yield Reason(Why.LATE, (on - card.due_on).days)
    if card.postponed >= OFTEN:
        yield Reason(Why.POSTPONED, card.postponed)
    if card.lead_id is None and card.stage in (Stage.PLANNED, Stage.DOING):
        yield Reason(Why.LEADLESS)
    if still := card.still_for(on, stillness):
        yield Reason(Why.STILL, still)


def outcome(card: PastCard, due_on: date) -> Outcome:
    """What became of the promise to do a card by a day."""
    if not card.is_on_board:
        return Outcome.OFF
    if card.is_done:
        return Outcome.KEPT if card.done_on and card.done_on <= due_on else Outcome.LATER
    return Outcome.OPEN if card.due_on == due_on else Outcome.MOVED


def raised(card: PastCard) -> Raised:
    """How far a question in the national lane is."""
    if card.is_done:
        return Raised.ANSWERED
    return Raised.WAITING if card.lead_id is None else Raised.RAISED
