"""Nothing."""

from __future__ import annotations

from sqlalchemy import and_

from actionboard.cards.models import Card

ON_BOARD = and_(~Card.removed, Card.dropped_id.is_(None), Card.merged_into_id.is_(None))
