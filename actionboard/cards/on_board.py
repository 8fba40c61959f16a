"""What stands on the board, rather than dropped, merged or removed: as a condition, and of a row.

A `Card` that is being changed has its own `is_on_board`: it knows the texts before their ids.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_

from actionboard.cards.models import Card

ON_BOARD = and_(~Card.removed, Card.dropped_id.is_(None), Card.merged_into_id.is_(None))


def is_on_board(row: Any) -> bool:
    """The same of a row with these columns, now or as it was."""
    return not (row.removed or row.dropped_id or row.merged_into_id)
