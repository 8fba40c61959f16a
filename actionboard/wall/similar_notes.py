"""Post-its on one flap that may say the same: a suggestion, which people follow or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from actionboard.list_reader.similar_texts import find_similar
from actionboard.meetings.flap_questions import ACTIONS
from actionboard.wall.note_view import NoteFace

SHOWN = 40  # characters of a note in a suggestion


@dataclass(frozen=True, slots=True)
class SimilarNotes:
    """A suggestion: these notes may say the same."""

    flap: str
    words: str
    ids: tuple[int, ...]


def find_similar_notes(notes: Sequence[NoteFace]) -> SimilarNotes | None:
    """The largest group of notes on one flap that may say the same."""
    found = []
    for flap in sorted({note.flap for note in notes}):
        words = {one.id: one.words for one in notes if one.flap == flap and not one.held}
        for group in groups_of(words.items()):
            said = min((words[number] for number in group), key=len)
            found.append(SimilarNotes(flap, said[:SHOWN], tuple(group)))
    return max(found, key=lambda one: (one.flap == ACTIONS, len(one.ids)), default=None)


def still_similar(known: SimilarNotes | None, notes: Sequence[NoteFace]) -> SimilarNotes | None:
    """What was found alike, unless some of it was bundled or taken away since."""
    hanging = {note.id for note in notes}
    return known if known and hanging.issuperset(known.ids) else None


def groups_of(texts: Iterable[tuple[int, str]]) -> list[list[int]]:
    """Groups of notes that may say the same, the largest first; `texts` are (id, words)."""
    groups: dict[int, list[int]] = {}
    for found in find_similar(sorted(texts)):
        group = groups.setdefault(found.like, [found.like])
        group.append(found.key)
        groups[found.key] = group
    distinct = {id(group): group for group in groups.values()}
    return sorted(distinct.values(), key=lambda group: (-len(group), group[0]))
