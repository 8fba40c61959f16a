"""Dutch words without what varies by hand: capitals, accents, punctuation."""

from __future__ import annotations

import re
from functools import lru_cache

from actionboard.core.folded_text import folded

LINE_END = r"\r\n|\n|\r"


def words_in(text: str) -> list[str]:
    """The folded words and numbers of a text, in order."""
    return re.findall(r"[^\W_]+", folded(text))


_ENDINGS = re.compile(r"(?:heden|heid|ingen|eren|en|s|e)$")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Without the commonest Dutch endings: scholen, school; bereikbaarheid, bereikbaar."""
    stem = _ENDINGS.sub("", word) if len(word) >= 5 else word
    if len(stem) < 4:
        return word
    stem = re.sub(r"([bdfgklmnprst])\1$", r"\1", stem)
    stem = re.sub(r"([^aeiou])([aeiou])\2([^aeiou])$", r"\1\2\3", stem)  # formulier, jaar: same
    return {"v": stem[:-1] + "f", "z": stem[:-1] + "s"}.get(stem[-1], stem)


def one_line(text: str) -> str:
    """The same words with every run of white space as one space."""
    return " ".join(text.split())
