"""Something on the card that somebody still has to answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from actionboard.core.i18n import translate
from actionboard.core.messages import N_

if TYPE_CHECKING:
    from actionboard.cards.models import Card

QUESTIONS = {
    "level": N_("Op welk niveau hoort dit: landelijk, regionaal of school-bedrijf?"),
    "who": N_("Wie kan dit doen? Op de post-it staat: “%(who)s”."),
    "parties": N_("Op de post-it staan er meer: “%(who)s”. Wie van hen trekt dit?"),
    "date": N_("Wanneer precies? Op de post-it staat: “%(due)s”."),
    "duplicate": N_("Lijkt dit op actie %(other)s? Voeg ze samen, of laat ze allebei staan."),
    "unreadable": N_("Niet alles was leesbaar. Wie schreef dit, en wat stond er?"),
    "vague": N_("Wat gaan we precies doen? Maak er één concrete actie van."),
    "votes": N_("Hoeveel stickers kreeg dit? In de lijst staat: “%(votes)s”."),
    "raiser": N_("Landelijk kan hier niemand dit zelf. Wie kaart het aan, en waar?"),
    "result": N_("Wat heeft het opgeleverd? Schrijf één zin."),
}


@dataclass(frozen=True, slots=True)
class Question:
    """Something on the card that somebody still has to answer."""

    kind: str  # as the card keeps it: "level", "duplicate:4"
    sentence: str
    about: int | None  # the number of another card


def _question(card: Card, kind: str) -> Question:
    name, _colon, other = kind.partition(":")
    note = card.note
    values: dict[str, Any] = {
        "who": note.who if note else "",
        "due": card.due_text or (note.due_text if note else ""),
        "votes": note.votes if note and note.votes is not None else "?",
        "other": other,
    }
    sentence = translate(QUESTIONS.get(name, N_("Hier is nog iets niet duidelijk.")), **values)
    return Question(kind, sentence, int(other) if other.isdecimal() else None)
