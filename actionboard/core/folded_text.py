"""A text for searching: lower case, without accents."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """A text for searching: lower case, without accents."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in bare if not unicodedata.combining(sign))
