"""Whether a post-it says enough to be planned, and whether it could be read at all."""

from __future__ import annotations

import re

from actionboard.core.folded_text import folded
from actionboard.list_reader.dutch_words import stem, words_in
from actionboard.list_reader.parties import ROLES

_UNREADABLE = re.compile(
    r"onleesbaar|niet (?:goed |te )?(?:leesbaar|lezen)\b|\bonl\.|illegible|unreadable"
    r"|\(\?+\)|\[\?+\]|\[(?:\.{3}|…)\]|\ufffd|(?:…|\.{3})\w+(?:…|\.{3})|\?{4,}"
)
_HOW = re.compile(
    r"\bhoe (?:dan|precies)\b|\bwat (?:precies|bedoelen)\b|\bte vaag\b|^\W*hoe\b[^?]*\?\W*$", re.I
)
# A wish ("meer waardering") names no act: all its words are a quality, a degree or a party.
_QUALITIES = """communicatie contact bereikbaarheid bereikbaar afstemming samenwerking samenwerken
    communiceren verbinden afstemmen
    waardering vertrouwen tijd aandacht informatie overleg begeleiding duidelijkheid duidelijk
    verbinding draagvlak respect kwaliteit betrokkenheid begrip ruimte geld flexibiliteit flexibel
    motivatie inzet energie erkenning zichtbaarheid transparantie openheid terugkoppeling feedback
    verwachtingen instroom uitstroom geduld enthousiasme plezier gelijkwaardigheid"""
_DEGREES = """meer minder beter betere goed goede snel sneller vaker kort korte korter open echt
    graag moet moeten kan kunnen mag mogen zou verbeteren verbetering verhogen vergroten elkaar
    iedereen alle heel veel extra nodig zorgen hebben is zijn wordt"""
_LITTLE = "de het een en of van voor bij in op met aan te om per naar door tot uit over als tussen"
_SAYS_LITTLE = {stem(word) for word in (*words_in(f"{_QUALITIES} {_DEGREES} {_LITTLE}"), *ROLES)}


def is_unreadable(title: str) -> bool:
    """The typist couldn't read it ("[onleesbaar]", "…begel…"), or there is no word in it."""
    plain = folded(title)
    return bool(_UNREADABLE.search(plain)) or not re.search(r"[^\W_]", plain)


def is_vague(title: str, remark: str = "") -> bool:
    """Nobody could plan this: "iets met vmbo", "meer waardering", or somebody asked "hoe dan?"."""
    words = words_in(title)
    if "iets" in words[:3] or _HOW.search(title) or _HOW.search(remark):
        return True
    return all(stem(word) in _SAYS_LITTLE for word in words)
