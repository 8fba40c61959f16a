"""What a facilitator types from a flap: a post-it for each line, with who and level behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actionboard.core.errors import Invalid
from actionboard.core.messages import N_

MOST_LINES = 200
LONGEST = 20_000  # characters of all lines together
BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,3}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Typed:
    """One line: the note's own words, and behind slashes who does it and on which level."""

    words: str
    who: str = ""
    level_text: str = ""


def typed_notes(text: str) -> list[Typed]:
    """The notes in a text, one a line; "bellen / mentor / school-bedrijf". Raises Invalid."""
    if len(text) > LONGEST:
        raise Invalid("lines", N_("Dit is te lang: hooguit %(most)s tekens."), most=LONGEST)
    lines = [line for line in (BULLET.sub("", one).strip() for one in text.splitlines()) if line]
    if not lines:
        raise Invalid("lines", N_("Schrijf eerst iets op."))
    if len(lines) > MOST_LINES:
        raise Invalid("lines", N_("Plak hooguit %(most)s regels tegelijk."), most=MOST_LINES)
    return [_typed(line) for line in lines]


def _typed(line: str) -> Typed:
    words, *others = re.split(r"\s/\s", line, maxsplit=2)
    return Typed(words, *others)
