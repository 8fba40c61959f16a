"""Throwing away what has ended, so that nothing about people stays longer than it is of use."""

from __future__ import annotations

from datetime import datetime

from actionboard.accounts import attempts, budgets, sessions, signins


def tidy(now: datetime) -> None:
    """Forget ended sessions, links, codes and countings; within a transaction that writes."""
    for room in (sessions, signins, attempts, budgets):
        room.forget(now)
