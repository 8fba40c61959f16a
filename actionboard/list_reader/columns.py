"""Which column holds what: by the names in a header, else by what stands in the cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from actionboard.core.date_parser import NotADay, parse_day
from actionboard.list_reader.dutch_words import words_in
from actionboard.list_reader.levels import levels_in
from actionboard.list_reader.tables import Row

WORDS, WHO, LEVEL, VOTES, DATE = "words", "who", "level", "votes", "date"
REMARK, NUMBER, FLAP, LEFT_OUT, OTHER = "remark", "number", "flap", "left_out", "other"

# Most telling first: "Datum ingevoerd" is bookkeeping before it is a date, and an
# "Actiehouder" is a person before it is an action.
_HEADERS = (
    (LEFT_OUT, "ingevoerd|datum ingevoerd|invoerdatum|ingevuld|tijdstempel|timestamp|aangemaakt"
     "|created|deelnemer|deelnemers|participant|respondent|respondentid|voter|sessie|session"
     "|e mail|email|mailadres|ip adres|taak id|task id|card id|list id|board id|card url|url"
     "|board name|attachment count|checklist item total count|checklist item completed count"
     "|comment count|last activity date|due complete|gemaakt door|gemaakt op|created by"
     "|created date|is terugkerend|is recurring|te laat|voltooid door|completed by"),
    (FLAP, "flap|vel|flipover|flip over|sheet"),
    (NUMBER, "nr|actienr|actie nr|actienummer|actie nummer|volgorde|nummer|no|id|volgnr"
     "|volgnummer|number|nrs"),
    (WHO, "door wie|actiehouder|actiehouders|trekker|verantwoordelijke|verantwoordelijken"
     "|verantwoordelijk|eigenaar|uitvoerder|wie|who|owner|actienemer|actienemers|lead|responsible"
     "|assignee|assigned to|members|toegewezen aan|partij|partijen|naam|door|uitvoering"
     "|uitvoerenden"),
    (LEVEL, "niveau|niv|level|schaal|schaalniveau|laag|baan|niveaus"),
    (VOTES, "stickers|sticker|stemmen|stem|stippen|stip|votes|vote|dots|plakkers|likes|punten"),
    (DATE, "wanneer|klaar voor|datum|deadline|streefdatum|einddatum|gereed|termijn|uiterlijk|due"
     "|when|date|planning|klaar|tijd|tijdpad|wnr|by when|target date|vervaldatum|due date"),
    (WORDS, "actie|acties|omschrijving|wat|post it|postit|post its|tekst|voorstel|voorstellen"
     "|actiepunt|actiepunten|idee|ideeen|taak|afspraak|beschrijving|antwoord|reactie|bijdrage"
     "|action|actions|description|what|task|text|note|response|answer|welke actie|omschr"
     "|taaknaam|task name|card name|titel|title"),
    (REMARK, "opmerking|opmerkingen|toelichting|notitie|notities|bijzonderheden|commentaar|remark"
     "|bijz|opm|remarks|comment|comments|notes|uitleg"),
)  # fmt: skip
_LONGEST_HEADER = 60  # characters
_STARS = re.compile(r"[★☆⭐✯●•]+\ufe0f?")
# Two columns for who: one for each side, or one for the other who takes part.
_SIDE = re.compile(r"\b(?:school|roc|mbo|bedrijf|leerbedrijf|company)\b")
_BESIDE = re.compile(r"(?:samen met|met wie|partner|mede\w*|tweede \w+)\b.*")


def fields_named(cells: Sequence[str]) -> set[str]:
    """The different fields that a row names, when read as a header."""
    return {field for field in map(field_named, cells) if field != OTHER}


@lru_cache(maxsize=1024)
def field_named(header: str) -> str:
    """The field that a header names: "Klaar vóór" is a date; `OTHER` when it names none.

    The whole header counts most, then its first words, then any word in it.
    """
    if len(header) > _LONGEST_HEADER:
        return OTHER
    if header.strip() == "#":
        return NUMBER
    if _STARS.fullmatch(header.strip()):
        return VOTES
    words = " ".join(words_in(header))
    if re.search(r":\s*\S", header):  # "niveau: regionaal" is a value with its name
        return OTHER
    for fits in (r"(?:{})", r"(?:(?:aantal|de|het) )?(?:{})\b.*"):
        for field, names in _HEADERS:
            if re.fullmatch(fits.format(names), words):
                return field
    # A sentence that happens to hold "wie" is no header.
    if len(words.split()) <= 6:
        for field, names in _HEADERS:
            if re.search(rf"\b(?:{names})\b", words):
                return field
    return OTHER


def find_header(rows: Sequence[Row]) -> int | None:
    """The index of the row that names the columns, within the first thirty; None without one."""
    best, most = None, 0
    for index, row in enumerate(rows[:30]):
        named = fields_named(row.cells)
        texts = [cell for cell in row.cells if cell.strip()]
        if any(len(text) > _LONGEST_HEADER for text in texts) or not named:
            continue
        alone = len(texts) == 1 and names_the_action(texts[0])
        if (len(named) >= 2 or alone) and len(named) > most:
            best, most = index, len(named)
    return best


def names_the_action(header: str) -> bool:
    """Whether a text is nothing but a header for the action: "Actie", "Post-its:"."""
    names = dict(_HEADERS)[WORDS]
    return bool(re.fullmatch(rf"(?:{names})", " ".join(words_in(header))))


def by_header(header: Row, rows: Sequence[Row]) -> list[str]:
    """The field of each column; of two columns for one field the second goes to the remark.

    Two columns say who when each is for a side, or the second for who takes part as well.
    """
    fields: list[str] = []
    for cell in header.cells:
        field = field_named(cell)
        if WHO in fields and _says_who_else(cell, header.cells[fields.index(WHO)]):
            field = WHO
        elif field in fields and field != LEFT_OUT:
            field = OTHER
        fields.append(field)
    if WORDS not in fields:
        spare = [column for column, field in enumerate(fields) if field in (OTHER, REMARK)]
        longest = max(spare, key=lambda column: _average(column, rows), default=None)
        if longest is not None and _average(longest, rows) >= 8:
            fields[longest] = WORDS
    for column, field in enumerate(fields):
        if field == OTHER and LEVEL not in fields and _are_levels(column, rows):
            fields[column] = LEVEL
    return fields


def _says_who_else(header: str, first: str) -> bool:
    names = [" ".join(words_in(one)) for one in (header, first)]
    if _BESIDE.fullmatch(names[0]):
        return True
    return field_named(header) == WHO and all(map(_SIDE.search, names))


def _are_levels(column: int, rows: Sequence[Row]) -> bool:
    cells = [row.cell(column) for row in rows if row.cell(column).strip()]
    return sum(levels_in(cell).nothing_else for cell in cells) * 2 > len(cells)


def by_content(rows: Sequence[Row], *, today: date) -> list[str]:
    """The field of each column of a table without a header, from what stands in it."""
    width = max((len(row.cells) for row in rows), default=0)
    fields = [OTHER] * width
    tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
        (FLAP, lambda cell: bool(re.fullmatch(r"(?:flap )?[12][ab]", cell.strip().lower()))),
        (LEVEL, lambda cell: levels_in(cell).nothing_else),
        (DATE, lambda cell: _is_day(cell, today)),
        (VOTES, lambda cell: bool(re.fullmatch(r"\s*\d{1,3}(?:[.,]0+)?\s*", cell))),
    )
    for field, fits in tests:
        for column in range(width):
            cells = [row.cell(column) for row in rows if row.cell(column).strip()]
            share = sum(map(fits, cells)) / len(cells) if cells else 0
            if fields[column] == OTHER and share > 0.5 and field not in fields:
                numbered = field == VOTES and _counts_up(cells) and NUMBER not in fields
                fields[column] = NUMBER if numbered else field
    texts = [column for column in range(width) if fields[column] == OTHER]
    texts = [column for column in texts if _average(column, rows) > 0]
    if texts:
        longest = max(texts, key=lambda column: _average(column, rows))
        fields[longest] = WORDS
        after = [column for column in texts if column > longest]
        if after and _average(after[0], rows) <= 40:
            fields[after[0]] = WHO
    return fields


def _average(column: int, rows: Sequence[Row]) -> float:
    """The average length of the texts in a column; 0 when they hold no letters."""
    cells = [row.cell(column).strip() for row in rows]
    lengths = [len(cell) for cell in cells if re.search(r"[^\W\d_]", cell)]
    return sum(lengths) / len(lengths) if lengths else 0


def _is_day(cell: str, today: date) -> bool:
    try:
        parse_day(cell, today=today)
    except NotADay:
        return False
    return True


def _counts_up(cells: Sequence[str]) -> bool:
    """Whether these are row numbers (1, 2, 3, 5) rather than counts of stickers."""
    numbers = [int(cell) for cell in cells if cell.strip().isdecimal()]
    steps = [b - a for a, b in pairwise(numbers)]
    return bool(steps) and min(steps) > 0 and steps.count(1) * 2 >= len(steps)
