"""Throwing away what has ended, so that nothing about people stays longer than it is of use."""

from __future__ import annotations

from datetime import datetime

from actionboard.accounts import challenges, rate_limits, sessions, sign_in_codes


def tidy(now: datetime) -> None:
    """Forget ended sessions, links, codes and countings; within a transaction that writes."""
    for kept in (sessions, sign_in_codes, challenges, rate_limits):
        kept.forget(now)
