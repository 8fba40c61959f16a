"""The tag by which a browser asks whether the page that it has is still the page."""

from __future__ import annotations

from datetime import datetime
from hashlib import blake2b
from typing import Any

from flask import Flask

from actionboard.core.local_time import day_of


def etag(app: Flask, row: Any, now: datetime) -> str:
    """Changes when the page would: with the board, the reader, the day or the product."""
    *shown, _facts, _seen_at = row
    seen = (*shown, day_of(now), app.extensions["started"])
    return blake2b(repr(seen).encode(), digest_size=12).hexdigest()


def kept_by_browser(tag: str) -> dict[str, str]:
    """The headers of a page that its browser may keep, and must ask about each time."""
    return {
        "ETag": f'"{tag}"',
        "Cache-Control": "private, no-cache",
        "Vary": "Cookie, Accept-Encoding, HX-Request",
    }
