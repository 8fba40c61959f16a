"""The time that people here live by: when a day begins, and on which day a moment falls."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HOME = ZoneInfo("Europe/Amsterdam")
TICK = timedelta(microseconds=1)  # moments are kept no finer than this


def day_of(moment: datetime) -> date:
    """The day on which a moment falls for people in the Netherlands."""
    return moment.astimezone(HOME).date()


def begin_of(day: date) -> datetime:
    """The moment at which a day begins in the Netherlands."""
    return datetime.combine(day, time(), HOME)


def end_of(day: date) -> datetime:
    """The last moment of a day; what is written up that evening still belongs to it."""
    return begin_of(day + timedelta(days=1)) - TICK
