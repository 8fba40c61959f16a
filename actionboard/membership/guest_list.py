"""A pasted list of people to invite: their addresses, and names where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actionboard.core.errors import Invalid
from actionboard.core.mail_address import is_address
from actionboard.core.messages import N_

MOST = 100  # addresses in one list


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody to invite, as pasted: "Karin Buis <karin@bedrijf.nl>" or an address alone."""

    email: str
    name: str = ""


def read_guests(text: str) -> list[Guest]:
    """A pasted list of addresses, whatever stands between them. Raises Invalid at "addresses"."""
    found: dict[str, Guest] = {}
    wrong = []
    for piece in filter(None, (one.strip() for one in re.split(r"[\n;,\t]+", text))):
        address = re.search(r"[^\s<>]+@[^\s<>]+", piece)
        if address is None or not is_address(address[0]):
            wrong.append(piece[:60])
            continue
        email = address[0].lower()
        name = " ".join(re.sub(r"[<>\"]", " ", piece.replace(address[0], " ")).split())[:120]
        found.setdefault(email, Guest(email, name))
    if wrong:
        raise Invalid("addresses", N_("Dit is geen mailadres: %(what)s"), what="; ".join(wrong[:5]))
    if not found:
        raise Invalid("addresses", N_("Plak hier een of meer mailadressen."))
    if len(found) > MOST:
        raise Invalid("addresses", N_("Dit zijn er te veel tegelijk: hooguit %(most)s."), most=MOST)
    return list(found.values())
