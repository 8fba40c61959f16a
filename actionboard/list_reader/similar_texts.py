"""Which action may say the same as an earlier one, in other words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from actionboard.list_reader.dutch_words import stem, words_in

ENOUGH = 0.75  # of the shorter text's weight must be in the other one
_NEARLY_EQUAL = 92  # per cent of equal signs, which forgives typing errors
_COMMON = 40  # a word in more texts than this doesn't lead to candidates
_TRIED_WORDS = 4  # the rarest words of a text, by which it meets its candidates

# Words without weight, and words that so many actions in this field share that they say little.
_STOP = set(
    words_in(
        """de het een en of van voor bij in op met aan te om per naar door tot uit over als is
        zijn wordt worden dat die dit deze er ook nog wel niet geen alle al zo dan hun ons onze
        wij we je iets the a an of for to with and"""
    )
)
_LIGHT = {
    stem(word)
    for word in words_in(
        """school bedrijf docent praktijkopleider bpv leerling student roc opleid vast beter meer
        goed nieuw elk ieder regio jaar week periode keer geven maken regelen doen komen
        gaan krijgen organiseren opzetten opstellen samen eigen duidelijk extra
        gezamenlijk afspraken leerbedrijf leren laten"""
    )
}
_IN_FULL = {
    "praktijkopl": "praktijkopleider", "prakt": "praktijk", "inst": "installatie",
    "bedr": "bedrijf", "leerl": "leerling", "doc": "docent", "coord": "coordinator",
    "wg": "werkgroep", "tel": "telefoon", "info": "informatie", "org": "organisatie",
    "po": "praktijkopleider", "beoord": "beoordeling", "app": "whatsapp",
    "kd": "kwalificatiedossier", "werkbegel": "werkbegeleider",
}  # fmt: skip


@dataclass(frozen=True)
class Similar:
    """The text at `key` may double `like`; `known` says that it is one of the known texts.

    `score` runs from 0 to 1: how much of the shorter text is in the other.
    """

    key: int
    like: int
    known: bool
    score: float


@dataclass(frozen=True)
class _Said:
    key: int
    known: bool
    words: frozenset[str]
    plain: str
    weight: float
    numbers: frozenset[str]

    @classmethod
    def of(cls, key: int, known: bool, words: frozenset[str], spelled: Sequence[str]) -> _Said:
        """A text by its words that count, once apart and once as they were spelled."""
        numbers = frozenset(word for word in words if word.isdigit())
        return cls(key, known, words, " ".join(spelled), _weight(words), numbers)


def find_similar(
    texts: Sequence[tuple[int, str]],
    *,
    known: Sequence[tuple[int, str]] = (),
    progress: Callable[[int, int], None] | None = None,
) -> list[Similar]:
    """For each (key, text) the text before it, or among `known`, that it most resembles, if any.

    Two thousand texts take well under two seconds: texts meet only through their rarest
    words. `progress` hears (done, total) about a hundred times.
    """
    spelled = [_spelled(text) for _, text in (*known, *texts)]
    vocabulary = {word for words in spelled for word in words}
    bags = [frozenset(_apart(words, vocabulary)) for words in spelled]
    seen = _Seen(bags)
    found = []
    step = max(1, len(texts) // 100)
    for index, (key, _) in enumerate((*known, *texts)):
        is_known = index < len(known)
        said = _Said.of(key, is_known, bags[index], spelled[index])
        if not is_known and (similar := seen.nearest(said)):
            found.append(similar)
        seen.add(said)
        done = index + 1 - len(known)
        if progress and not is_known and (done % step == 0 or done == len(texts)):
            progress(done, len(texts))
    return found


def alike(text: str, texts: Iterable[tuple[int, str]]) -> list[int]:
    """The keys of the (key, text)s that say the same as one text, the most alike first."""
    told = [(key, _spelled(one)) for key, one in texts]
    mine = _spelled(text)
    vocabulary = {*mine, *(word for _, words in told for word in words)}
    parts = {word: _apart([word], vocabulary) for word in vocabulary}

    def bag(words: list[str]) -> frozenset[str]:
        return frozenset(part for word in words for part in parts[word])

    one = _Said.of(0, True, bag(mine), mine)
    scores = []
    for key, words in told:
        if one.words.isdisjoint(theirs := bag(words)):
            continue  # as most are
        scores.append((_likeness(one, _Said.of(key, True, theirs, words)), key))
    return [key for score, key in sorted(scores, key=lambda each: -each[0]) if score >= ENOUGH]


class _Seen:
    """The texts so far, to be found by their words."""

    def __init__(self, bags: Iterable[frozenset[str]]) -> None:
        self.count: dict[str, int] = defaultdict(int)
        for bag in set(bags):
            for word in bag:
                self.count[word] += 1
        self.by_word: dict[str, list[_Said]] = defaultdict(list)
        self.first: dict[tuple[frozenset[str], str], _Said] = {}

    def add(self, said: _Said) -> None:
        # Only the first of equal texts is a candidate, so that copies don't multiply the work.
        if self.first.setdefault((said.words, said.plain), said) is said:
            for word in said.words:
                self.by_word[word].append(said)

    def nearest(self, said: _Said) -> Similar | None:
        same = self.first.get((said.words, said.plain))
        if same and said.plain:
            return Similar(said.key, same.key, same.known, 1.0)
        best: Similar | None = None
        for other in self._candidates(said):
            score = _likeness(said, other)
            if score >= ENOUGH and (best is None or score > best.score):
                best = Similar(said.key, other.key, other.known, round(score, 3))
        return best

    def _candidates(self, said: _Said) -> list[_Said]:
        """Earlier texts that share one of the rarest words, in the order they were said."""
        rarest = sorted(said.words, key=lambda word: (self.count[word], word))[:_TRIED_WORDS]
        candidates = {id(other): other for word in rarest for other in self.by_word[word][:_COMMON]}
        return sorted(candidates.values(), key=lambda other: (not other.known, other.key))


def _likeness(one: _Said, other: _Said) -> float:
    """How much of the shorter text is in the other, by weight; 0 when too little is shared."""
    if one.numbers and other.numbers and not (one.numbers & other.numbers):
        return 0  # "gesprek periode 1" and "gesprek periode 2" are two actions
    shared = one.words & other.words
    telling = [word for word in shared if word not in _LIGHT and len(word) >= 4]
    shorter = min(one.weight, other.weight)
    if not telling or not shorter:
        return 0
    inside = _weight(shared) / shorter
    smaller = min(len(one.words), len(other.words))
    # One word in common is enough only when it is all that one of them says, and a long one.
    if len(shared) == 1 and (smaller > 1 or len(telling[0]) < 6):
        inside = 0
    elif len(telling) == 1 and smaller > 3:
        inside *= 0.8
    if inside < ENOUGH and fuzz.ratio(one.plain, other.plain) >= _NEARLY_EQUAL:
        return 0.95
    return inside


def _weight(words: Iterable[str]) -> float:
    return sum(0.3 if word in _LIGHT or word.isdigit() or len(word) < 3 else 1.0 for word in words)


def _spelled(text: str) -> list[str]:
    """The stems of the words that count, abbreviations in full."""
    words = words_in(text.replace("'", ""))
    return [stem(_IN_FULL.get(word, word)) for word in words if word not in _STOP]


def _apart(words: Sequence[str], vocabulary: set[str]) -> list[str]:
    """Compounds cut where others wrote the parts apart: beoordelings-formulier."""
    apart: list[str] = []
    for word in words:
        cuts = range(4, len(word) - 3) if len(word) >= 9 and word not in _LIGHT else ()
        for cut in cuts:
            left, right = word[:cut], word[cut:]
            first = next((part for part in (left, stem(left)) if part in vocabulary), None)
            if first and right in vocabulary:
                apart += [first, right]
                break
        else:
            apart.append(word)
    return apart
