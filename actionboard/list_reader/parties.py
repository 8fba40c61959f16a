"""Who would do it: nobody, one party or several? A question about it, never a guess."""

from __future__ import annotations

import re

from actionboard.core.folded_text import folded
from actionboard.list_reader.dutch_words import one_line, words_in

WHO, PARTIES = "who", "parties"

# "wie begint?", "trekker?": asks who leads, not who takes part.
_WHO_LEADS = re.compile(
    r"\(?\b(?:wie\b[^?()]{0,60}|(?:kar)?trekker|eigenaar|lead|voortouw|coordinatie)\s*\?+\s*\)?"
)
_NOBODY = re.compile(
    r"(?:(?:nog )?(?:onbekend|niemand|(?:nader )?te bepalen|ntb|nnb|tbd|open|geen idee|unknown)"
    r"|wie|ik|wij|we|ons|ikzelf|men|nvt|n v t|n t b|x"
    r"|(?:wij |met z n )?all(?:en|emaal)(?: samen)?|iedereen|ieder|elk(?:een)?|every(?:one|body)"
    r"|samen|de (?:hele )?groep|alle (?:partijen|betrokkenen|deelnemers|aanwezigen))"
)
_AND = re.compile(
    r"\s*(?:[;\n|]|(?<![a-z])/|/(?![a-z]\b)|\+"
    r"|\s(?:en|and|of|or|plus|alsook|evenals|(?:in )?samen(?:werking)? met|met|with"
    r"|i\.?s\.?m\.?)(?=\s))\s*"
)
_LETTER_PAIR = re.compile(r"\b([a-z])/([a-z])\b")  # m/v, p/a: no two parties
# After a comma these say more about the party before it: "marktsegment, via SBB".
_SAYS_MORE = re.compile(
    r"(?:via|namens|van|vanuit|bij|o\.?l\.?v|t\.?a\.?v|p/a|afd|afdeling|team|locatie|vestiging|sector"
    r"|domein|unit|as|tel|mits|als|indien|door|voor|op|in)\b"
)
ROLES = set(
    words_in(
        """school scholen bedrijf bedrijven leerbedrijf leerbedrijven roc rocs mbo vmbo aoc
    vakschool
    docent docenten praktijkopleider praktijkopleiders werkbegeleider werkbegeleiders instructeur
    instructeurs mentor mentoren student studenten leerling leerlingen teamleider teamleiders
    coordinator directie directies sbb branche gemeente ict bureau bpv hr bpvbureau"""
    )
)
_UNIT = re.compile(
    r"(?:afdeling|team|teamleider|teamleiders|sector|cluster|opleiding|opleidingen|college|domein"
    r"|marktsegment|unit|directeur|opleidingsmanager|docent|docenten|adviseur|mbo|branche)\b"
)
# Sectors that carry "en" in their own name.
_ONE_NAME = re.compile(
    r"\b(?:zorg en welzijn|bouw en infra|handel en ondernemerschap|economie en ondernemerschap"
    r"|economie en administratie|horeca en bakkerij|mobiliteit en transport|transport en logistiek"
    r"|sport en bewegen|media en vormgeving|toerisme en recreatie|opleiding en ontwikkeling"
    r"|personeel en organisatie|onderwijs en kwaliteit|werk en inkomen|groen en gastvrijheid"
    r"|techniek en (?:ict|gebouwde omgeving|technologie)|kunst en cultuur)\b"
    r"|\b(?:en|and) (?:zn|zonen|zoon|co|dochters?|dr|partners?)\b"
)


def question_about(who: str) -> str | None:
    """What is unclear about "door wie": "who" (nobody, or in doubt), "parties" (several), or None.

    An "&" belongs to a name ("Buis & Koppeling") unless a mere role stands beside it
    ("docent & praktijkopleider").
    """
    plain = ";".join(one_line(line) for line in folded(who).splitlines())
    asks_who_leads = bool(_WHO_LEADS.search(plain))
    plain = _WHO_LEADS.sub(" ", plain)
    if "?" in plain or not any(words_in(plain)) or _NOBODY.fullmatch(" ".join(words_in(plain))):
        return WHO
    names = {folded(name) for name in re.findall(r"\b[A-Z]\w+", who)}
    if _is_several(plain, names):
        return PARTIES
    return WHO if asks_who_leads else None


def _is_several(plain: str, names: set[str]) -> bool:
    plain = re.sub(r"\([^()]*\)", " ", plain)
    plain = _LETTER_PAIR.sub(r"\1\2", plain)
    plain = _ONE_NAME.sub(lambda name: re.sub(r"\W+", "_", name[0]), plain)
    parts = [part.strip(" ,.") for part in _AND.split(plain)]
    parts = [part for part in parts if part]
    if len(parts) == 2 and re.search(r"\sen\s", plain) and _one_unit(names, *parts):
        parts = parts[:1]
    return len(parts) > 1 or any(_comma_or_ampersand(part) for part in parts)


def _one_unit(names: set[str], left: str, right: str) -> bool:
    """ "teamleider zorg en welzijn": a unit whose subject has two words."""
    return (
        bool(_UNIT.match(left))
        and len(left.split()) == 2
        and len(right.split()) == 1
        and right not in ROLES | names
    )


def _comma_or_ampersand(part: str) -> bool:
    after_commas = re.split(r"\s*,\s*", part)[1:]
    if any(more and not _SAYS_MORE.match(more) for more in after_commas):
        return True
    sides = re.split(r"\s*&\s*", part)
    return any(map(_stands_alone, sides, [*sides[1:], ""], ["", *sides]))


def _stands_alone(side: str, after: str, before: str) -> bool:
    """A side of an "&" that can't be half a name: "docent", or "ROC De Brug" beside a full name."""
    words = words_in(side)
    if not (after or before) or not words:
        return False
    beside = max(len(words_in(after)), len(words_in(before)))
    return "".join(words) in ROLES or (words[0] in ROLES and len(words) > 1 and beside > 1)
