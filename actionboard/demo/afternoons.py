"""What the meeting of Voorbeeldland concluded and agreed, and the next one, ready to open."""

from __future__ import annotations

PLACE, NEXT_PLACE = "kantine ROC Voorbeeldland", "OBM Voorbeeldland"
CONCLUSIONS = (
    "We willen allemaal hetzelfde: een leerling die met plezier het vak leert.",
    "Eén vast aanspreekpunt per bedrijf lost de helft van de ergernissen op.",
    "Landelijk kunnen wij niets beslissen, wel aankaarten: dat doen we samen, in één brief.",
)
DECISIONS = (  # what was typed, about which card
    ("Fatima en Ton zoeken uit wat meekijken in Trajectplanner kost, over twee weken", 4),
    ("Bram en Samira kiezen een eerste onderwerp voor de theoriedag, over een week", 9),
    ("Marleen stuurt iedereen de foto's van de flappen, over een week", None),
    ("Zoë vraagt haar team welke uren voor het belspreekuur passen, over twee weken", 2),
)
