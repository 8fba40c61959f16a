"""Throwing away what has ended, so that nothing about people stays longer than it is of use."""

from __future__ import annotations

from datetime import datetime

from actionboard.accounts import challenges as attempts
from actionboard.accounts import rate_limits as budgets
from actionboard.accounts import sessions
from actionboard.accounts import sign_in_codes as signins


def tidy(now: datetime) -> None:
    """Forget ended sessions, links, codes and countings; within a transaction that writes."""
    for room in (sessions, signins, attempts, budgets):
        room.forget(now)
