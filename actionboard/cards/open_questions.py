"""What a post-it left open, until somebody answers it on the card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from actionboard.cards.models import Card
from actionboard.core.i18n import translate
from actionboard.core.messages import N_

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
# The same on a line of a list, before it is a card.
IN_SHORT = {
    "unreadable": N_("Niet alles is leesbaar"),
    "vague": N_("Wat gaan we precies doen?"),
    "who": N_("Wie kan dit doen?"),
    "parties": N_("Er staan er meer: wie trekt dit?"),
    "level": N_("Op welk niveau?"),
    "raiser": N_("Wie kaart dit aan?"),
    "date": N_("Wanneer precies?"),
    "votes": N_("Hoeveel stickers?"),
    "duplicate": N_("Mogelijk dubbel"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """Something on the card that somebody still has to answer."""

    kind: str  # as the card keeps it: "level", "duplicate:4"
    sentence: str
    about: int | None  # the number of another card

    @classmethod
    def of(cls, card: Card, kind: str) -> Question:
        """One of the kinds that a card keeps, in the reader's language."""
        name, _colon, other = kind.partition(":")
        note = card.note
        values: dict[str, Any] = {
            "who": note.who if note else "",
            "due": card.due_text or (note.due_text if note else ""),
            "votes": note.votes if note and note.votes is not None else "?",
            "other": other,
        }
        sentence = translate(QUESTIONS.get(name, N_("Hier is nog iets niet duidelijk.")), **values)
        return cls(kind, sentence, int(other) if other.isdecimal() else None)
