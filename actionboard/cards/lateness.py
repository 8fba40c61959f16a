"""When a card is late: its day has passed and it isn't done. The one rule, of a card and in SQL."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from sqlalchemy import ColumnElement, and_

from actionboard.boards.stages import Stage


class Due(Protocol):
    """A card as it is, as it was, or as a row of the board."""

    @property
    def stage(self) -> Stage: ...
    @property
    def due_on(self) -> date | None: ...


def days_late(card: Due, on: date) -> int:
    """For how many days a card is late, 0 when it isn't."""
    if card.due_on is None or card.stage == Stage.DONE:
        return 0
    return max(0, (on - card.due_on).days)


def is_late(cards: Any, on: date) -> ColumnElement[bool]:
    """The same as a condition; `cards` is Card or an alias of it."""
    return and_(cards.stage != Stage.DONE, cards.due_on < on)
