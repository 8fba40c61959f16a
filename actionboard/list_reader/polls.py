"""Exports of a poll: a row for each participant, several actions in one answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from actionboard.core.folded_text import folded
from actionboard.list_reader.columns import WHO, WORDS, field_named
from actionboard.list_reader.dutch_words import one_line, words_in
from actionboard.list_reader.levels import levels_in, read_level
from actionboard.list_reader.proposals import Proposal, propose
from actionboard.list_reader.tables import Row, Skipped

_FLAP = re.compile(r"\s*(?:flap\s*)?([12]\s?[ab])\b", re.IGNORECASE)
_PARTICIPANT = re.compile(
    r"deelnemer|participant|respondent|tijdstempel|timestamp|voter|sessie|session|start ?time"
    r"|begintijd|voltooiingstijd|completion"
)
_NUMBERED = re.compile(r"(?:^|\s)\(?([1-9])[.)]\s+")
_LEVEL_IN_BRACKETS = re.compile(r"\(([^()]{1,30})\)")
_TRY_OUT = re.compile(r"(?:test\W*|asdf\w*|qwerty|xx+|bla\W*)+", re.IGNORECASE)


_NO_IDEA = re.compile(
    r"\W*(?:geen idee|weet (?:ik )?niet|nvt|n\.v\.t\.?|niets|niks|no idea|none)?\W*", re.I
)


def is_filled_in(header: Sequence[str]) -> bool:
    """Whether people filled this in themselves, one row each: it says who or when."""
    return any(_PARTICIPANT.search(folded(cell)) for cell in header)


def no_answer(text: str) -> str | None:
    """Why what somebody filled in is no action: "no_answer" or "test"; None when it may be one."""
    plain = one_line(text)
    if _NO_IDEA.fullmatch(plain):
        return "no_answer"
    return "test" if _TRY_OUT.fullmatch(plain) else None


def answer_column(header: Sequence[str]) -> int | None:
    """The column with the answers about flap 2B; None when this is no poll.

    Other flaps beside it, or a column of participants, tell a poll from a list.
    """
    flaps = [_flap(cell) for cell in header]
    participants = is_filled_in(header)
    if "2B" in flaps and (participants or len(set(flaps) - {None}) > 1):
        return flaps.index("2B")
    fields = [field_named(cell) for cell in header]
    named = [cell for cell, field in zip(header, fields, strict=True) if field == WHO]
    if participants and WORDS in fields and all(words_in(cell) == ["naam"] for cell in named):
        return fields.index(WORDS)
    return None


def read_poll(rows: Sequence[Row], column: int, *, today: date) -> Iterator[Proposal | Skipped]:
    """The actions in the answers, numbered on their own: who answered what stays out of it."""
    count = 0
    for row in rows:
        answer = row.cell(column)
        if reason := no_answer(answer):
            reason = "empty" if row.is_empty else reason
            yield Skipped(row.number, reason, answer.strip())
        else:
            for item in _actions(answer):
                count += 1
                who, level = _who_and_level(item)
                yield propose(count, item, today=today, who=who, level=level, damaged=row.damaged)


def _flap(header: str) -> str | None:
    found = _FLAP.match(header)
    return found[1].replace(" ", "").upper() if found else None


def _actions(answer: str) -> list[str]:
    """An answer cut at line breaks, ";", a numbering, or a plus after a level in brackets."""
    pieces = re.split(r"[\n;]", answer.replace("\r", "\n"))
    pieces = [part for piece in pieces for part in _cut_at_numbers(piece)]
    pieces = [part for piece in pieces for part in _cut_after_level(piece)]
    pieces = [re.sub(r"^\s*[-*•–]\s+", "", piece).strip() for piece in pieces]
    return [piece for piece in pieces if piece]


def _cut_at_numbers(piece: str) -> list[str]:
    """ "1. bellen 2. mailen": only numbers that count from 1 are a numbering."""
    marks = list(_NUMBERED.finditer(piece))
    if not marks or [int(mark[1]) for mark in marks] != list(range(1, len(marks) + 1)):
        return [piece]
    starts = [mark.start() for mark in marks] + [len(piece)]
    cut = [piece[mark.end() : end] for mark, end in zip(marks, starts[1:], strict=True)]
    return [piece[: starts[0]], *cut]


def _cut_after_level(piece: str) -> list[str]:
    for bracket in _LEVEL_IN_BRACKETS.finditer(piece):
        after = piece[bracket.end() :].lstrip()
        if levels_in(bracket[1]).nothing_else and after.startswith("+"):
            return [piece[: bracket.end()], *_cut_after_level(after[1:])]
    return [piece]


def _who_and_level(item: str) -> tuple[str, str]:
    """What an answer says about who and level when it says so plainly, else empty texts."""
    for bracket in _LEVEL_IN_BRACKETS.finditer(item):
        if levels_in(bracket[1]).nothing_else:
            return "", bracket[1]
    parts = [part.strip() for part in re.split(r"\s/\s|\s[-–—]\s|,\s", item)]
    last = levels_in(parts[-1])
    if len(parts) > 1 and last.nothing_else and (last.clear or len(parts) > 2):
        return (parts[-2] if len(parts) > 2 and len(parts[-2]) <= 60 else ""), parts[-1]
    if len(parts) == 2 and ", " not in item and len(parts[1].split()) <= 4:
        return parts[1], ""
    tail = item.split()[-1]
    return "", tail if levels_in(tail).clear and read_level(tail) else ""
