"""QR codes: an address that a phone's camera opens."""

from __future__ import annotations

from functools import lru_cache

import segno

QUIET = 4  # modules of white around it, as the standard asks


@lru_cache(maxsize=4096)  # an address keeps its code, and finding the best one takes milliseconds
def qr(address: str) -> str:
    """The code of an address as an SVG, dark on light with its quiet zone."""
    code = segno.make(address, error="m", micro=False, boost_error=False)
    return str(code.svg_inline(border=QUIET, dark="#000", light="#fff", omitsize=True))
