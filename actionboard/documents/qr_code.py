"""QR codes: an address that a phone's camera opens."""

from __future__ import annotations

from functools import lru_cache

import segno
from markupsafe import Markup

QUIET = 4  # modules of white around it, as the standard asks


@lru_cache(maxsize=4096)  # an address keeps its code, and finding the best one takes milliseconds
def qr_code(
    address: str, *, title: str | None = None, dark: str = "#000", border: int = QUIET
) -> Markup:
    """The code of an address as an SVG of the class `qr`, dark on white."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        svgclass="qr",
        lineclass=None,
        omitsize=True,
        border=border,
        dark=dark,
        light="#fff",
        title=title,
    )
    return Markup(drawn)  # noqa: S704  # made by segno, which escapes the title
