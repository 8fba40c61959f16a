"""The region next door: a small board, so that two can be laid side by side."""

from __future__ import annotations

from typing import Any

from actionboard.accounts.models import Kind, Role

BOARD = ("oeverland", "BPV regio Oeverland")
ORGANISATIONS = (  # key, name, short, kind
    ("oever", "Oevercollege", "Oevercollege", Kind.SCHOOL),
    ("klim", "Klimaattechniek Oever", "Klimaattechniek", Kind.COMPANY),
)
PEOPLE = (  # key, name, organisation, role
    ("nour", "Nour Haddad", "oever", Role.MEMBER),
    ("gijs", "Gijs Terpstra", "klim", Role.MEMBER),
)
GUESTS = (("marleen", Role.COORDINATOR), ("nadia", Role.MEMBER))  # from Voorbeeldland
CARDS = (  # title, level, theme, proposed by
    ("Vaste contactpersoon per leerbedrijf", "local", 4, "gijs"),
    ("Begeleidingsuren in de cao opnemen", "national", 3, "marleen"),
    ("Eén beoordelingsformulier voor alle scholen", "regional", 0, "nour"),
    ("Warmtepompen in het kwalificatiedossier krijgen", "national", 5, "gijs"),
    ("Docentstage: een week meelopen op de werkvloer", "regional", 1, "nour"),
    ("Leerlingen ophalen met een busje", "local", 5, "gijs"),
)
STORY: tuple[tuple[int, str, int, str, Any], ...] = (  # days ago, who, card, what, with what
    (45, "nour", 1, "claim", None),
    (44, "gijs", 1, "join", None),
    (44, "nour", 1, "plan", -10),
    (40, "nour", 3, "claim", None),
    (39, "nour", 3, "plan", 20),
    (38, "nadia", 2, "claim", None),
    (12, "nour", 1, "done", "Elk leerbedrijf heeft één naam en nummer; bellen scheelt een dag."),
    (9, "nadia", 2, "help", "Wie kent iemand aan de cao-tafel?"),
)
