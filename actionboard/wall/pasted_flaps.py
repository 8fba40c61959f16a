"""All flaps of a meeting in one text, as typed from photos: which post-it hangs where."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from actionboard.accounts.models import User
from actionboard.core.errors import Invalid
from actionboard.core.messages import N_
from actionboard.list_reader.columns import DATE, LEVEL, REMARK, VOTES, WHO, WORDS
from actionboard.list_reader.line_parts import parts_of, separators_of
from actionboard.list_reader.proposals import read_votes
from actionboard.list_reader.tables import Unreadable
from actionboard.list_reader.typed_lists import HEADING, TypedLine, items_of, lines_of
from actionboard.meetings.flap_questions import ACTIONS
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import WHO as LONGEST_WHO
from actionboard.meetings.notes import WORDS as LONGEST_WORDS
from actionboard.meetings.notes import Note
from actionboard.wall.votes import raise_hands

LONGEST = 60_000  # characters of the whole text
MOST = 400  # post-its in it


@dataclass(frozen=True, slots=True)
class Pasted:
    """One post-it of the text, in its own words; `row` is its line."""

    row: int
    flap: str
    words: str
    who: str = ""
    level_text: str = ""
    due_text: str = ""
    remark: str = ""
    stickers: int | None = None  # counted on paper


@dataclass(frozen=True, slots=True)
class Sheets:
    """What a text turned out to hold: post-its by flap, and the lines that are none."""

    notes: tuple[Pasted, ...]
    left: tuple[str, ...]

    @property
    def codes(self) -> list[str]:
        """The flaps that it names, in their order."""
        return sorted({note.flap for note in self.notes})

    def on(self, code: str) -> list[Pasted]:
        """The post-its of one flap."""
        return [note for note in self.notes if note.flap == code]


def read_flaps(text: str, *, today: date) -> Sheets:
    """The post-its below "Flap 1A", "Flap 1B" and so on, word for word; those of 2B in their parts.

    What stands above the first flap, and remarks between and below, are in `left`. Raises Invalid.
    """
    if len(text) > LONGEST:
        raise Invalid("text", N_("Dit is te lang: hooguit %(most)s tekens."), most=LONGEST)
    if not text.strip():
        raise Invalid("text", N_("Plak hier eerst de tekst van de flappen."))
    try:
        lines = lines_of(text)
    except Unreadable as error:
        raise Invalid("text", error.message, **error.values) from None
    if not any(line.flap for line in lines):
        raise Invalid(
            "text", N_("Hier staat geen flap boven. Zet boven elke lijst een regel als 'Flap 1A'.")
        )
    notes, left = [], []
    for code, below in groupby(lines, key=lambda line: line.flap):
        under = [line for line in below if not HEADING.match(line.text)]
        if code is None:
            left += [line.bare for line in under]
            continue
        found, others = _notes(code, under, today)
        notes += found
        left += others
    return Sheets(tuple(_fitting(notes)), tuple(left))


def stick(
    meeting: Meeting, sheets: Sheets, codes: Collection[str], by: User, *, key: str = ""
) -> list[Note]:
    """Stick the post-its of the chosen flaps; with the same `key`, each is stuck once.

    Stickers that were counted on paper count as hands that were raised.
    Raises MeetingClosed, NoFlap.
    """
    stuck = []
    for one in sheets.notes:
        if one.flap not in codes:
            continue
        note = Note.stick(
            meeting,
            one.flap,
            one.words,
            by=by,
            who=one.who,
            level_text=one.level_text,
            key=f"{key}-{one.row}" if key else None,
        )
        note.due_text, note.remark = one.due_text, one.remark
        if one.stickers is not None:
            raise_hands(note, one.stickers, by)
        stuck.append(note)
    return stuck


def _notes(code: str, lines: Sequence[TypedLine], today: date) -> tuple[list[Pasted], list[str]]:
    if not lines:
        return [], []
    items, others = items_of(list(lines), sure=False)
    if code == ACTIONS:
        separators = separators_of([text for _row, _number, text in items])
        found = [_action(row, text, separators, today) for row, _number, text in items]
    else:
        found = [Pasted(row, code, _one_line(text)) for row, _number, text in items]
    return found, [one.text for one in others]


def _action(row: int, text: str, separators: str, today: date) -> Pasted:
    parts = parts_of(text, separators, today=today, tails=False)
    stickers = read_votes(parts[VOTES])
    doubtful = parts[VOTES] if stickers is None else ""
    return Pasted(
        row,
        ACTIONS,
        _one_line(parts[WORDS]),
        _one_line(parts[WHO]),
        parts[LEVEL],
        parts[DATE],
        "\n".join(filter(None, [parts[REMARK], doubtful and f"({doubtful})"])),
        stickers,
    )


def _fitting(notes: Sequence[Pasted]) -> Iterator[Pasted]:
    """The same, each fit for a post-it. Raises Invalid at the first that isn't."""
    if len(notes) > MOST:
        raise Invalid("text", N_("Plak hooguit %(most)s regels tegelijk."), most=MOST)
    for note in notes:
        for part, most in ((note.words, LONGEST_WORDS), (note.who, LONGEST_WHO)):
            if len(part) > most:
                raise Invalid(
                    "text",
                    N_("Regel %(row)s is te lang voor een post-it: hooguit %(most)s tekens."),
                    row=note.row,
                    most=most,
                )
        yield note


def _one_line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())
