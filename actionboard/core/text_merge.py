"""Two versions of a text beside the one that both began from: what differs, and both in one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"\s*\S+|\s+$")  # a word with the space before it


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: `kind` is "same", "added" or "gone"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Merged:
    """Both versions in one; `is_clean` when nobody changed what the other changed."""

    text: str
    is_clean: bool


def differences(before: str, after: str) -> list[Piece]:
    """What came and what went, word by word, in reading order."""
    old, new = _words(before), _words(after)
    return [
        Piece(kind, "".join(part))
        for tag, i, j, k, n in _changes(old, new)
        for kind, part in _kinds(tag, old[i:j], new[k:n])
        if part
    ]


def merge(base: str, theirs: str, mine: str) -> Merged:
    """Both texts put together by words.

    Where both changed the same words, theirs stands before mine, and the text isn't clean.
    """
    words, one, other = _words(base), _words(theirs), _words(mine)
    ours = [(i, j, one[k:n]) for tag, i, j, k, n in _changes(words, one) if tag != "equal"]
    yours = [(i, j, other[k:n]) for tag, i, j, k, n in _changes(words, other) if tag != "equal"]
    merged: list[str] = []
    is_clean, at = True, 0
    while ours or yours:
        begin, end, left, right = _next(ours, yours)
        merged += words[at:begin]
        a, b = _applied(words, begin, end, left), _applied(words, begin, end, right)
        if left and right and a != b:
            is_clean = False
            merged += [*a, *_apart(a, b)]
        else:
            merged += a if left else b
        at = end
    return Merged("".join([*merged, *words[at:]]).strip(), is_clean)


Change = tuple[int, int, list[str]]


def _next(ours: list[Change], yours: list[Change]) -> tuple[int, int, list[Change], list[Change]]:
    """The next stretch that anybody changed, with all changes of both that touch it."""
    begin = min(side[0][0] for side in (ours, yours) if side)
    end = begin
    taken: tuple[list[Change], list[Change]] = ([], [])
    grew = True
    while grew:
        grew = False
        for side, mine in zip((ours, yours), taken, strict=True):
            while side and (side[0][0] < end or side[0][0] == begin):
                mine.append(side.pop(0))
                end, grew = max(end, mine[-1][1]), True
    return begin, end, *taken


def _applied(words: list[str], begin: int, end: int, changes: list[Change]) -> list[str]:
    result, at = [], begin
    for i, j, new in changes:
        result += [*words[at:i], *new]
        at = j
    return [*result, *words[at:end]]


def _apart(a: list[str], b: list[str]) -> Iterator[str]:
    """The second variant, on a line of its own below the first."""
    text = "".join(b).strip()
    if a and text:
        yield "\n"
    yield text


def _words(text: str) -> list[str]:
    return WORD.findall(text)


def _changes(old: list[str], new: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _kinds(tag: str, old: list[str], new: list[str]) -> list[tuple[str, list[str]]]:
    if tag == "equal":
        return [("same", new)]
    return [("gone", old), ("added", new)]
