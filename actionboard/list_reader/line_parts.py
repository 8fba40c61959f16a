"""One written line into its parts: "action / who / level (9)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from actionboard.core.date_parser import NotADay, parse_day
from actionboard.list_reader.columns import (
    DATE,
    LEVEL,
    NUMBER,
    OTHER,
    REMARK,
    VOTES,
    WHO,
    WORDS,
    field_named,
)
from actionboard.list_reader.levels import levels_in
from actionboard.list_reader.line_tails import tail_of

FIELDS = (NUMBER, WORDS, WHO, LEVEL, VOTES, DATE, REMARK)

# Signs that nobody uses within a sentence, and signs that a whole list must agree on.
_ALWAYS = (r"\t+", r"\s--+\s", r"\s\|\s")
_IF_USUAL = (r"\s/\s", r"\s[–—]\s", r"\s-\s", r"\s?;\s")
_VOTES = re.compile(
    r"[(\[] ?(\d{1,3}(?: ?(?:of|à|-|/) ?\d{1,3})? ?\??"
    r" ?(?:x|stickers?|stemmen|stippen|stem|punten|votes)?) ?[)\]]$",
    re.IGNORECASE | re.MULTILINE,
)
# "…, trekker: Joris, …", "… – actie: BPV-bureau"
_WHO_INSIDE = re.compile(
    r"\s*(?:[,;]|\s[–—-])\s*(?:trekker|actie(?:houder)?|door wie|wie|verantwoordelijke?)\s*:"
    r"\s*([^,;():\n]{2,45})",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"([^:\n]{3,30}):\s+\S")  # "Landelijk: aandacht vragen voor …"
_BY = re.compile(r"\b(?:uiterlijk|v[oó][oó]r)\s+([^,;()]{3,20})$", re.IGNORECASE)
_PERIOD = re.compile(
    r"\b(?:z\.?s\.?m|asap|p[1-4]|q[1-4]|periode|kwartaal|schooljaar|voorjaar|zomer|najaar|herfst"
    r"|winter|kerst|vakantie|eind|begin|medio|half|wk|week|direct|doorlopend|20\d\d"
    r"|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b",
    re.IGNORECASE,
)


def separators_of(items: Sequence[str]) -> str:
    """A pattern of what separates the parts in these lines, agreed on by the list as a whole."""
    used = list(_ALWAYS)
    counts = {sign: sum(bool(re.search(sign, item)) for item in items) for sign in _IF_USUAL}
    sign = max(counts, key=lambda sign: counts[sign])
    if counts[sign] * 2 >= len(items) and counts[sign] > 0:
        used.append(sign)
    return "|".join(used)


def parts_of(text: str, separators: str, *, today: date, tails: bool = True) -> dict[str, str]:
    """The fields of one line. The first part is the action in its own words; the others are
    told by what they say (a level, a day), and what remains first is who.

    Without `tails` a line that no sign separates stays whole: "vaste contactpersoon - school".
    """
    text = text.strip()
    text, said = _labelled_lines(text)
    if who := _WHO_INSIDE.search(text):
        said.setdefault(WHO, who[1].strip())
        text = text[: who.start()] + text[who.end() :]
    votes = _VOTES.search(text)
    text = text[: votes.start()].rstrip() + text[votes.end() :] if votes else text
    parts = [part.strip() for part in re.split(separators, text)]
    fields = dict.fromkeys(FIELDS, "") | said
    if labels := re.search(r"\(([^()]{3,200})\)$", parts[0]):
        named = [_labelled(part.strip()) for part in re.split("[,;]", labels[1])]
        if all(field for field, _ in named):
            fields |= {field: value for field, value in named if field}
            parts[0] = parts[0][: labels.start()].rstrip()
    if votes:
        fields[VOTES] = votes[1].strip()
    if tails and len(parts) == 1 and "\n" not in text:
        parts[0], tail = tail_of(parts[0], today=today)
        fields |= {field: value for field, value in tail.items() if not fields[field]}
    fields[WORDS], *others = parts
    if (ahead := _AHEAD.match(fields[WORDS])) and _names_a_level(ahead[1]):
        fields[LEVEL] = fields[LEVEL] or ahead[1]
    if (by := _BY.search(fields[WORDS])) and _is_day(by[1], today):
        fields[DATE] = fields[DATE] or by[1]
    others = [part for part in others if part]
    for part in list(others):
        field, value = _labelled(part)
        if field and not fields[field]:
            fields[field] = value
            others.remove(part)
    if not fields[LEVEL] and (level := _level_among(others)):
        fields[LEVEL] = level
        others.remove(level)
    for part in list(others):
        if not fields[DATE] and _tells_when(part, today):
            fields[DATE] = part
            others.remove(part)
    if others and not fields[WHO]:
        fields[WHO] = others.pop(0)
    fields[REMARK] = "\n".join(filter(None, [fields[REMARK], *others]))
    return fields


def is_labelled(line: str) -> bool:
    """Whether a line belongs to the action above it: "Wie: Henk"."""
    return _labelled(line.strip())[0] is not None


def _labelled_lines(text: str) -> tuple[str, dict[str, str]]:
    """The text without its labelled lines, and what those say."""
    first, *others = text.split("\n")
    said: dict[str, str] = {}
    kept = [first]
    for line in others:
        field, value = _labelled(line.strip())
        if field and field not in said:
            said[field] = value
        else:
            kept.append(line)
    return "\n".join(kept), said


def _labelled(part: str) -> tuple[str | None, str]:
    """ "Wie: Henk" and "5 stickers" say themselves what they are."""
    if re.fullmatch(r"\d{1,3} (?:stickers?|stemmen|stem|stippen|punten|votes)", part):
        return VOTES, part
    found = re.fullmatch(r"([^:]{2,20}):\s*(.+)", part, re.DOTALL)
    field = field_named(found[1]) if found else OTHER
    return (field, found[2]) if found and field in (WHO, LEVEL, VOTES, DATE, REMARK) else (None, "")


def _level_among(parts: Sequence[str]) -> str | None:
    """The part that names a level. A lone "school" is who it is, unless somebody else is named."""
    named = [(part, levels_in(part)) for part in parts]
    clear = [part for part, level in named if level.nothing_else and level.clear]
    weak = [part for part, level in named if level.nothing_else and not level.clear]
    if clear:
        return clear[-1]
    return weak[-1] if weak and len(parts) > 1 else None


def _names_a_level(text: str) -> bool:
    named = levels_in(text)
    return named.nothing_else and named.clear and not named.doubtful


def _tells_when(part: str, today: date) -> bool:
    return _is_day(part, today) or (len(part) <= 30 and bool(_PERIOD.search(part)))


def _is_day(part: str, today: date) -> bool:
    try:
        parse_day(part, today=today)
    except NotADay:
        return False
    return True
