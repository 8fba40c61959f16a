"""When a promise was kept, and a question raised.

Rules: docs/definitions.md.
"""

from __future__ import annotations

from datetime import date

from actionboard.cards.past_board import PastCard
from actionboard.figures.figures import Outcome, Raised


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
