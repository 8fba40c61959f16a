"""Texts without what varies by hand, to search and to compare."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Lower case without accents: "Eén" becomes "een"."""
    if text.isascii():
        return text.lower()
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


def spelled(text: str) -> str:
    """Only letters and digits, folded: "Buis & Zn." and "BUIS-ZN" are both "buiszn"."""
    return "".join(sign for sign in folded(text).lower() if sign.isalnum())
