"""Where a long word may be broken: soft hyphens, for browsers that know no Dutch.

A post-it on a narrow flap is read from six metres, and a borrowed computer has no dictionary.
"""

from __future__ import annotations

import re

LONG = 12  # letters of a word that may need breaking
LEAST = 4  # letters that stay together at either end
SOFT = "\u00ad"

_VOWELS = "aeiouyàáâäèéêëìíîïòóôöùúûü"
_WORD = re.compile(rf"[^\W\d_]{{{LONG},}}")
_ONSET = "schr?|spr|str|ch|th|[bcdfgkpv]l|[bcdfgkptv]r|[bcdfghklmnpqrstvwxz]"  # of a syllable
# Behind a vowel, before what the next syllable begins with: "con-tact-per-soon".
_BREAK = re.compile(
    rf"(?<=[{_VOWELS}j])[bcdfghklmnpqrstvwxz]*?(?=(?:{_ONSET})[{_VOWELS}])", re.IGNORECASE
)


def softly(text: str) -> str:
    """The text with soft hyphens in its long words; they show only where a line breaks there."""
    return _WORD.sub(_broken, text)


def _broken(found: re.Match[str]) -> str:
    word = found[0]
    first: dict[int, int] = {}  # where a syllable may end, by its vowel: at the first such place
    for one in _BREAK.finditer(word):
        first.setdefault(one.start(), one.end())
    cuts = [end for end in first.values() if LEAST <= end <= len(word) - LEAST]
    parts = zip([0, *cuts], [*cuts, len(word)], strict=True)
    return SOFT.join(word[start:end] for start, end in parts)
