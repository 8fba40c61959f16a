"""Which level somebody meant: landelijk, regionaal or school-bedrijf."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from actionboard.list_reader.dutch_words import words_in

NATIONAL, REGIONAL, LOCAL = "national", "regional", "local"
LEVELS = (NATIONAL, REGIONAL, LOCAL)

# Names that mean a level wherever they stand, and names that also mean something else:
# "school" may be who does it, "L" may be anything.
_CLEAR = {
    NATIONAL: "landelijk landelijke landel nationaal nationale national",
    REGIONAL: "regionaal regionale regio regios regional region reg",
    LOCAL: "lokaal lokale local schoolbedrijf bedrijfschool sb",
}
_WEAK = {
    NATIONAL: "l land nat",
    REGIONAL: "r",
    LOCAL: "s b school scholen schools bedrijf bedrijven bedr leerbedrijf leerbedrijven"
    " company companies schoolintern bedrijfsintern",
}
_CLEAR_NAMES = {name: level for level, names in _CLEAR.items() for name in names.split()}
_WEAK_NAMES = {name: level for level, names in _WEAK.items() for name in names.split()}
_LONG_NAMES = [name for name in (*_CLEAR_NAMES, *_WEAK_NAMES) if len(name) >= 6]
_FILLERS = set(
    words_in("niveau niveaus level baan schaal op het de een en and of or in binnen tussen")
)
_DOUBTS = set(words_in("misschien evt eventueel mogelijk niet geen not maybe"))


@dataclass(frozen=True)
class Named:
    """The levels that a text names; `rest` counts its other words."""

    levels: frozenset[str]
    clear: bool
    doubtful: bool
    rest: int

    @property
    def nothing_else(self) -> bool:
        return bool(self.levels) and not self.rest


def read_level(text: str) -> str | None:
    """The one level that a text names without doubt, else None."""
    named = levels_in(text)
    if len(named.levels) != 1 or named.doubtful:
        return None
    if named.rest > (3 if named.clear else 0):
        return None
    return next(iter(named.levels))


def is_level_heading(text: str) -> bool:
    """Whether a line says nothing but one level: "LANDELIJK:", "Niveau regio".

    "Niveau: regio" isn't one: it may be about the line above it.
    """
    named = levels_in(text)
    return (
        ":" not in text.strip()[:-1]
        and named.nothing_else
        and named.clear
        and read_level(text) is not None
    )


@lru_cache(maxsize=4096)
def levels_in(text: str) -> Named:
    """All levels that a text names: "reg. of school-bedr." names two."""
    levels, rest, clear, doubtful, weak = set(), 0, False, "?" in text, set()
    for word in words_in(text):
        name = _known(word)
        if name in _CLEAR_NAMES:
            levels.add(_CLEAR_NAMES[name])
            clear = True
        elif name in _WEAK_NAMES:
            levels.add(_WEAK_NAMES[name])
            weak.add(name[0])
        elif word in _DOUBTS:
            doubtful = True
        elif word not in _FILLERS:
            rest += 1
    # School and bedrijf together are the name of the level.
    both = {"s", "b"} <= weak or {"s", "c"} <= weak
    return Named(frozenset(levels), clear or both, doubtful, rest)


def _known(word: str) -> str:
    """The name that a word is, or is a typing error of ("reginaal")."""
    if word in _CLEAR_NAMES or word in _WEAK_NAMES or len(word) < 6:
        return word
    return next((name for name in _LONG_NAMES if fuzz.ratio(word, name) >= 88), word)
