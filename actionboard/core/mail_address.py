"""What a mail address looks like: nothing in it that could begin another header or another mail."""

from __future__ import annotations

import re

from actionboard.core.errors import Invalid
from actionboard.core.messages import N_

_ADDRESS = re.compile(r"[^\s@<>\"(),:;\\\x00-\x1f]{1,64}@[^\s@<>\"(),:;\\\x00-\x1f]{3,190}")


def is_address(text: str) -> bool:
    """Whether a mail can be sent there."""
    return _ADDRESS.fullmatch(text) is not None


def read_address(text: str) -> str:
    """An address as somebody typed it, in lower case. Raises Invalid at "email"."""
    address = text.strip()
    if not is_address(address):
        raise Invalid("email", N_("Dit is geen mailadres. Schrijf het als naam@bedrijf.nl."))
    return address.lower()
