"""Where people find us: the full addresses that stand in mails, on walls and on paper."""

from __future__ import annotations

from flask import current_app

FALLBACK = "http://127.0.0.1:8000"  # where `actionboard run` answers when nothing is set


def link(path: str) -> str:
    """The full address of one of our pages, by ACTIONBOARD_BASE_URL and by no other."""
    base: str | None = current_app.config["SETTINGS"].base_url
    return (base or FALLBACK) + path
