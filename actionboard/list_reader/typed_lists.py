"""A list as somebody typed it: numbered, with dashes, or simply a line for each action."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from actionboard.core.messages import N_
from actionboard.list_reader.columns import LEVEL, NUMBER, names_the_action
from actionboard.list_reader.dutch_words import LINE_END
from actionboard.list_reader.levels import is_level_heading
from actionboard.list_reader.line_parts import FIELDS, is_labelled, parts_of, separators_of
from actionboard.list_reader.tables import (
    MOST_ROWS,
    Row,
    Skipped,
    Table,
    Unreadable,
    checked,
    too_many_rows,
)

_BULLET = re.compile(r"\s*(?:[-*•–—‣▪●○◦·☐]\s+(?:\[[ xX]?\]\s+)?|\[[ xX]?\]\s+)(?=\S)")
_BELOW = re.compile(r"\s+◦\s+(?=\S)")  # Word's and Outlook's second rank
_NUMBER = re.compile(
    r"\s*(\d{1,2}(?:\.\d{1,2})+)\.?\s+(?=\S)|\s*\(?(\d{1,4})\s?[.):]\s*(?=[^\d\s])|\s*(\d{1,4})\s+(?=\S)"
)
_LETTER = re.compile(r"\s*\(?([a-z])[.)]\s+(?=\S)", re.IGNORECASE)
_OTHER = re.compile(r"(?:overige?|diversen|algemeen)(?: acties| punten)?:?", re.IGNORECASE)
_ABOUT = re.compile(r"\bflap\s*2\s?b\b", re.IGNORECASE)  # a first line that tells what follows
HEADING = re.compile(r"\W*(?:(?:flap|vel|flip-?over)\s*([12]\s?[ab])\b|([12][ab])\s*(?::|$))", re.I)


@dataclass
class TypedLine:
    """One line that holds something, and what the headings above it say."""

    number: int
    text: str
    after_gap: bool
    flap: str | None = None
    level: str = ""  # as the heading above says it
    names_level: bool = False  # it is such a heading
    below_heading: bool = False

    @property
    def bare(self) -> str:
        """Without the spaces around it."""
        return self.text.strip()


def read_typed(text: str, *, today: date, asides: Collection[int] | None = None) -> Table:
    """The actions of a typed list, one row each; of a text with flaps only those of flap 2B.

    Of a chat, `asides` are the numbers of the lines that are no message. Titles, conclusions and
    other flaps are in `skipped`. Raises `Unreadable` when the text has flaps but no 2B.
    """
    lines = lines_of(text)
    skipped: list[Skipped] = []
    flaps = {line.flap for line in lines if line.flap}
    if flaps and "2B" not in flaps:
        raise Unreadable(
            N_("Hier staat geen flap 2B in. Plak alleen de acties, of zet er 'Flap 2B' boven.")
        )
    wanted: list[TypedLine] = []
    below = False  # a heading: what stands there belongs to nothing above it
    for line in lines:
        line.below_heading, below = below, True
        if flaps and line.flap != "2B":
            reason = "other_flap" if line.flap and not HEADING.match(line.text) else "title"
            skipped.append(Skipped(line.number, reason, line.bare))
        elif asides and line.number in asides:
            skipped.append(Skipped(line.number, "note", line.bare))
        elif line is lines[0] and names_the_action(line.text):
            skipped.append(Skipped(line.number, "header", line.bare))
        elif (
            HEADING.match(line.text)
            or (line is lines[0] and _ABOUT.search(line.text))
            or line.names_level
            or (line.bare.endswith(":") and not _BULLET.match(line.text))
        ):
            skipped.append(Skipped(line.number, "title", line.bare))
        else:
            wanted.append(line)
            below = False
    items, notes = items_of(wanted, sure=asides is not None)
    checked(Table(tuple(Row(number, (item,)) for number, _, item in items), None, tuple(skipped)))
    level_at = {line.number: line.level for line in wanted}
    separators = separators_of([text for _, _, text in items])
    rows = []
    for number, own_number, item in items:
        fields = parts_of(item, separators, today=today) | {NUMBER: own_number}
        fields[LEVEL] = fields[LEVEL] or level_at[number]
        rows.append(Row(number, tuple(fields[field] for field in FIELDS)))
    skipped = sorted([*skipped, *notes], key=lambda row: row.row)
    return Table(tuple(rows), FIELDS, tuple(skipped))


def lines_of(text: str) -> list[TypedLine]:
    """The lines that hold something, each with the flap it stands under.

    Too many or too long are refused here, before any pattern has to look at them.
    """
    lines: list[TypedLine] = []
    flap, gap, level = None, True, ""
    for number, line in enumerate(re.split(LINE_END, text), start=1):
        if not line.strip():
            gap = True
            continue
        if len(lines) == MOST_ROWS:
            raise too_many_rows()
        checked(Table((Row(number, (line,)),)))
        if heading := HEADING.match(line):
            flap = (heading[1] or heading[2]).replace(" ", "").upper()
        bare = _without_mark(line)
        is_heading = is_level_heading(bare) or bool(level and _OTHER.fullmatch(bare))
        if is_heading:
            level = bare if is_level_heading(bare) else ""
        lines.append(TypedLine(number, line, gap, flap, level, is_heading))
        gap = False
    return lines


def items_of(
    lines: list[TypedLine], *, sure: bool
) -> tuple[list[tuple[int, str, str]], list[Skipped]]:
    """(line, own number, text) of each item, and the lines that are none.

    `sure` says that the items are marked, however few they are.
    """
    marked = _lettered([_mark(line.text) for line in lines], lines)
    if not _counts(marked):
        marked = [None if mark and mark[1] else mark for mark in marked]
    at = [index for index, mark in enumerate(marked) if mark]
    # A greeting above and below doesn't count: between the first and the last mark is the list.
    if not sure and (len(at) < 2 or len(at) * 2 < at[-1] - at[0] + 1):
        return _unmarked(lines)
    items: list[tuple[int, str, str]] = []
    notes: list[Skipped] = []
    for line, mark in zip(lines, marked, strict=True):
        if mark and items and _BELOW.match(line.text) and not line.below_heading:
            number, own, text = items[-1]
            items[-1] = (number, own, f"{text}\n· {line.text[mark[2] :].rstrip()}")
        elif mark:
            items.append((line.number, mark[0], line.text[mark[2] :].rstrip()))
        elif line.below_heading and line.level:
            items.append((line.number, "", line.bare))
        elif items and not line.after_gap and not (notes and notes[-1].row == line.number - 1):
            number, own, text = items[-1]
            items[-1] = (number, own, f"{text}\n{line.bare}")
        else:
            notes.append(Skipped(line.number, "note" if items else "title", line.bare))
    return items, notes


def _mark(text: str) -> tuple[str, bool, int] | None:
    """(number, whether it is a bare number, where the words begin) of a marked line."""
    if bullet := _BULLET.match(text):
        return "", False, bullet.end()
    if number := _NUMBER.match(text):
        nested, closed, bare = number.groups()
        return nested or closed or bare, bool(bare), number.end()
    return None


def _without_mark(text: str) -> str:
    mark = _mark(text)
    return text[mark[2] :].strip() if mark and not mark[1] else text.strip()


_Mark = tuple[str, bool, int]


def _lettered(marked: list[_Mark | None], lines: list[TypedLine]) -> list[_Mark | None]:
    """The marks, with a, b, c as marks too where they count: from a, one after the other."""
    letters = [
        None if mark else _LETTER.match(line.text) for mark, line in zip(marked, lines, strict=True)
    ]
    told = [ord(found[1].lower()) for found in letters if found]
    steps = [b - a for a, b in pairwise([ord("a") - 1, *told]) if b != ord("a")]
    if len(told) < 2 or any(step != 1 for step in steps):
        return marked
    return [
        (found[1], False, found.end()) if found else mark
        for mark, found in zip(marked, letters, strict=True)
    ]


def _counts(marked: list[tuple[str, bool, int] | None]) -> bool:
    """Whether bare numbers count the items (1, 2, 3), rather than things ("2 docenten")."""
    numbers = [int(mark[0]) for mark in marked if mark and mark[1]]
    steps = [b - a for a, b in pairwise(numbers)]
    return bool(steps) and sum(step == 1 for step in steps) * 4 >= len(steps) * 3


def _unmarked(lines: list[TypedLine]) -> tuple[list[tuple[int, str, str]], list[Skipped]]:
    """Each line is an item, but a first line that stands apart is the title."""
    gaps = [line.after_gap for line in lines]
    titled = len(lines) > 2 and gaps[1] and not any(gaps[2:])
    notes = [Skipped(lines[0].number, "title", lines[0].bare)] if titled else []
    items: list[tuple[int, str, str]] = []
    for line in lines[len(notes) :]:
        if items and not line.after_gap and is_labelled(line.text):
            number, own, text = items[-1]
            items[-1] = (number, own, f"{text}\n{line.bare}")
        else:
            items.append((line.number, "", line.bare))
    return items, notes
