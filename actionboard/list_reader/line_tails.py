"""What stands behind the action on one line: "(SBB, na de zomer)", ", regio, 3 stippen", "●●●●".

Only what can't be mistaken is taken: a level, a day or a period, a number of stickers. Who it is
stands beside one of those, or is nothing but a role. Anything else stays in the action's own words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from actionboard.core.date_parser import NotADay, parse_day
from actionboard.list_reader.columns import DATE, LEVEL, VOTES, WHO
from actionboard.list_reader.dutch_words import words_in
from actionboard.list_reader.levels import levels_in
from actionboard.list_reader.parties import ROLES

_TALLY = re.compile(r"\s+([●•▪■✓✔★*|]{2,30})$")
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{2,80})[)\]]$")
_SIGNS = (r"\s*[=-]>\s*|\s*→\s*", r"\s/\s", r"\s[–—-]\s", r":\s+|,\s+|;\s+")
_COUNT = re.compile(r"\d{1,3} ?(?:x|stickers?|stemmen|stem|stippen|punten|votes?)", re.IGNORECASE)
_MONTH = (
    r"(?:jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)\.?|januari|februari|maart|april|mei|juni"
    r"|juli|augustus|september|oktober|november|december"
)
_PERIOD = re.compile(
    r"(?:(?:voor|vóór|na|in|tot|rond|uiterlijk|vanaf) )?(?:(?:de|het|dit|deze|volgende?|komende?"
    r"|eind|begin|medio|half) ){0,2}"
    rf"(?:z\.?s\.?m\.?|asap|[pq][1-4]|periode [1-4]|(?:school|voor|na)jaar|zomer|herfst|winter"
    rf"|kerst|(?:\w+)?vakantie|maand|kwartaal|periode|{_MONTH}"
    r"|(?<=(?:eind|egin|edio) )20\d\d)(?: ?(?:20\d\d|'\d\d))?",
    re.IGNORECASE,
)
_LONGEST_NAME = 45  # characters of "who" at the end of a line
_BETWEEN = {"en", "of", "met", "samen", "de", "het", "door"}


def tail_of(text: str, *, today: date) -> tuple[str, dict[str, str]]:
    """The line without its tail, and what that says, by field; nothing when there is none."""
    said: dict[str, str] = {}
    if tally := _TALLY.search(text):
        said[VOTES], text = tally[1], text[: tally.start()]
    while found := _BRACKETS.search(text):
        parts = re.split(r"\s*[,;]\s*", found[1])
        taken, fields = _from_the_end(parts, today, beside=bool(said))
        if taken < len(parts) or fields.keys() & said.keys():
            break
        said |= fields
        text = text[: found.start()]
    for sign in _SIGNS:
        marks = [*re.finditer(sign, text)]
        parts = re.split(sign, text)[1:]
        taken, fields = _from_the_end(parts, today, beside=bool(said))
        if fields and not fields.keys() & said.keys():
            return text[: marks[-taken].start()], said | fields
    return text, said


def _from_the_end(parts: Sequence[str], today: date, *, beside: bool) -> tuple[int, dict[str, str]]:
    """How many of the last parts say something, and what they say."""
    fields: dict[str, str] = {}
    for taken, part in enumerate(reversed(parts)):
        field = _field_of(part, today)
        if field == DATE and DATE in fields:
            return 0, {}  # "in januari, februari, maart" is a part of the sentence
        if field and field not in fields:
            fields[field] = part
        elif WHO not in fields and _could_be_who(part, beside=beside or bool(fields)):
            fields[WHO] = part
        else:
            return taken, fields
    return len(parts), fields


def _field_of(part: str, today: date) -> str | None:
    level = levels_in(part)
    if level.nothing_else and level.clear and not level.doubtful:
        return LEVEL
    if _COUNT.fullmatch(part):
        return VOTES
    return DATE if _is_day(part, today) or _PERIOD.fullmatch(part) else None


def _is_day(part: str, today: date) -> bool:
    try:
        parse_day(part, today=today)
    except NotADay:
        return False
    return True


def _could_be_who(part: str, *, beside: bool) -> bool:
    """A role by itself ("mentor en praktijkopleider"); beside a level or a day any short name."""
    words = words_in(part)
    if not words or len(part) > _LONGEST_NAME:
        return False
    if all(word in ROLES | _BETWEEN for word in words) and words[-1] in ROLES:
        return True
    return beside and len(words) <= 6 and bool(re.search(r"[A-Z]|\b(?:ik|wij)\b", part))
