"""Who asks, and when: what a view hands to the verbs."""

from __future__ import annotations

from datetime import UTC, datetime

from flask_login import current_user

from actionboard.accounts.models import User


def me() -> User:
    """The signed-in person themselves, as the row that a verb needs."""
    user: User = current_user._get_current_object()
    return user


def now() -> datetime:
    """The moment of this request."""
    return datetime.now(UTC)
