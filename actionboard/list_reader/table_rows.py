"""A table of flap 2B becomes proposals: nothing rejected, nothing guessed, nothing lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from actionboard.core.folded_text import folded
from actionboard.core.messages import N_
from actionboard.list_reader.columns import (
    DATE,
    FLAP,
    LEVEL,
    NUMBER,
    OTHER,
    REMARK,
    VOTES,
    WHO,
    WORDS,
)
from actionboard.list_reader.dutch_words import one_line
from actionboard.list_reader.levels import is_level_heading
from actionboard.list_reader.polls import is_filled_in, no_answer, read_poll
from actionboard.list_reader.proposals import Proposal, propose
from actionboard.list_reader.similar_texts import find_similar
from actionboard.list_reader.table_shape import Shape, shape_of, text_of
from actionboard.list_reader.tables import Row, Skipped, Table, Unreadable

_TOTALS = re.compile(
    r"(?:sub|eind)?(?:totaal|totalen|total|som)(?: (?:aantal )?(?:stickers|stemmen|stippen|punten"
    r"|votes|dots|acties|aantal))?\W*"
)
_TIME = re.compile(r"(?<=\d\d)T\d\d:\d\d[\d:.]*Z?\s*$")  # behind a day, as programs write it
_SAYS_NOTHING = re.compile(r"\s*(?:false|onwaar)?\s*", re.IGNORECASE)  # a box left open
_SECTION = re.compile(r"\W*(?:flap|vel|flip-?over)\s*([12]\s?[ab])\b", re.IGNORECASE)
# The list itself says which rows belong together: "lijkt op nr 1?", "=zie nr 4", "idem 3".
_REFERENCE = re.compile(
    r"(?:\b(?:lijkt op|same as|duplicate of|zelfde als|gelijk aan|idem(?: als)?|dubbel(?: met)?"
    r"|samen(?:voegen)? met|hoort bij)\s*(?:nr|nummer|no|actie|post-?it|#)?"
    r"|\b(?:zie(?: ook)?|see(?: also)?)\s*(?:nr|nummer|no|actie|#))"
    r"[.:]?\s*(\d{1,4})(?![\d\w])"
)


@dataclass(frozen=True)
class FlapReading:
    """The proposals of a list, the rows that became none, and the columns that were left out."""

    proposals: tuple[Proposal, ...]
    skipped: tuple[Skipped, ...]
    left_out: tuple[str, ...] = ()


def read_flap(
    table: Table, *, today: date, progress: Callable[[int, int], None] | None = None
) -> FlapReading:
    """The actions in a table, each with its questions; `today` is the day of the meeting.

    Raises `Unreadable` when there is only a header, no column that could be the action, or
    nothing of flap 2B. `progress` hears (done, total) while duplicates are looked for.
    """
    shape = shape_of(table, today)
    skipped = [*table.skipped, *shape.skipped]
    if all(row.is_empty for row in shape.rows):
        raise Unreadable(N_("Er staat alleen een kop in, geen acties. Zet elke actie op een rij."))
    if shape.answers is not None:
        found = list(read_poll(shape.rows, shape.answers, today=today))
    else:
        found = _read_rows(shape, today)
    proposals = [item for item in found if isinstance(item, Proposal)]
    skipped += [item for item in found if isinstance(item, Skipped)]
    if not proposals and any(row.reason == "other_flap" for row in skipped):
        raise Unreadable(N_("In deze lijst staat niets van flap 2B. Kies de lijst met de acties."))
    if not proposals:
        raise Unreadable(N_("In deze lijst staan geen acties. Zet elke actie op een eigen rij."))
    skipped.sort(key=lambda row: row.row)
    return FlapReading(tuple(with_duplicates(proposals, progress)), tuple(skipped), shape.left_out)


def _read_rows(shape: Shape, today: date) -> list[Proposal | Skipped]:
    at = {field: column for column, field in enumerate(shape.fields) if field != OTHER}
    found: list[Proposal | Skipped] = []
    section, level = "2B", ""
    for row in shape.rows:
        words = row.cell(at[WORDS])
        heading = _SECTION.match(text_of(row)) if not row.cell(at.get(WHO)).strip() else None
        if heading and len(text_of(row)) <= 80 and not row.cell(at.get(NUMBER)).strip():
            section = heading[1].replace(" ", "").upper()
            found.append(Skipped(row.number, "title", text_of(row)))
        elif named := _level_heading(row, words):
            level = named
            found.append(Skipped(row.number, "title", text_of(row)))
        elif reason := _reason_to_skip(row, shape, at, section):
            text = one_line(words) if is_filled_in(shape.header) else text_of(row)
            found.append(Skipped(row.number, reason, text))
        else:
            found.append(
                propose(
                    row.number,
                    words,
                    today=today,
                    number=row.cell(at.get(NUMBER)),
                    who=_who(row, shape),
                    level=row.cell(at.get(LEVEL)).strip() or level,
                    votes=row.cell(at.get(VOTES)),
                    due=_TIME.sub("", row.cell(at.get(DATE))),
                    remark=_remark(row, shape),
                    damaged=row.damaged,
                )
            )
    return found


def _level_heading(row: Row, words: str) -> str:
    """The text of a row that only says at which level the actions below it are, else ""."""
    return words if is_level_heading(words) and text_of(row) == one_line(words) else ""


def _reason_to_skip(row: Row, shape: Shape, at: dict[str, int], section: str) -> str | None:
    if row.is_empty:
        return "empty"
    if shape.header and _folded(row.cells) == _folded(shape.header):
        return "header"
    flap = re.fullmatch(r"\W*(?:flap\s*)?([12])\s?([ab])\W*", folded(row.cell(at.get(FLAP))))
    if (flap[1] + flap[2] if flap else section.lower()) != "2b":
        return "other_flap"
    texts = [cell for cell in row.cells if re.search(r"[^\W\d_]", cell)]
    if len(texts) == 1 and _TOTALS.fullmatch(folded(one_line(texts[0]))):
        return "totals"
    words = row.cell(at[WORDS])
    if words.strip() and is_filled_in(shape.header):
        return no_answer(words)
    return None if words.strip() else "no_action"


def _who(row: Row, shape: Shape) -> str:
    """Who, from one column or from one for each side."""
    cells = [row.cell(column) for column, field in enumerate(shape.fields) if field == WHO]
    return " / ".join(filter(str.strip, cells))


def _remark(row: Row, shape: Shape) -> str:
    """The remark, and below it what stands in columns we have no place for, by their names."""
    remarks: list[str] = []
    for column, cell in enumerate(row.cells):
        field = shape.fields[column] if column < len(shape.fields) else OTHER
        name = one_line(shape.header[column]) if column < len(shape.header) else ""
        if cell.strip() and field == REMARK:
            remarks.insert(0, cell)
        elif field == OTHER and not _SAYS_NOTHING.fullmatch(cell):
            remarks.append(f"{name}: {cell}" if name else cell)
    return "\n".join(remarks)


def with_duplicates(
    proposals: list[Proposal], progress: Callable[[int, int], None] | None
) -> list[Proposal]:
    """The same, each that may say what an earlier one says pointing at that one's row."""
    texts = [(proposal.row, proposal.words) for proposal in proposals]
    doubles = {similar.key: similar.like for similar in find_similar(texts, progress=progress)}
    doubles |= _said_to_be_double(proposals)
    return [
        proposal.doubling(doubles[proposal.row]) if proposal.row in doubles else proposal
        for proposal in proposals
    ]


def _said_to_be_double(proposals: list[Proposal]) -> dict[int, int]:
    rows = {proposal.number: proposal.row for proposal in proposals if proposal.number}
    doubles: dict[int, int] = {}
    for proposal in proposals:
        said = _REFERENCE.search(folded(f"{proposal.remark}\n{proposal.words}"))
        other = rows.get(said[1]) if said else None
        if other is not None and other != proposal.row:
            doubles.setdefault(max(other, proposal.row), min(other, proposal.row))
    return doubles


def _folded(cells: Sequence[str]) -> list[str]:
    return [folded(one_line(cell)) for cell in cells if cell.strip()]
