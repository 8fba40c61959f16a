"""The day on which a moment falls for people in the Netherlands."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

HOME = ZoneInfo("Europe/Amsterdam")


def day_of(moment: datetime) -> date:
    """The day on which a moment falls for people in the Netherlands."""
    return moment.astimezone(HOME).date()
