"""What the colours and signs of a theme are called, for who can't see them."""

from __future__ import annotations

from actionboard.core.i18n import translate
from actionboard.core.messages import N_

LOOKS = {
    "sky": N_("lichtblauw"),
    "green": N_("groen"),
    "orange": N_("oranje"),
    "pink": N_("roze"),
    "violet": N_("paars"),
    "grey": N_("grijs"),
    "teal": N_("blauwgroen"),
    "yellow": N_("geel"),
    "messages-square": N_("tekstwolkjes"),
    "arrow-left-right": N_("pijlen heen en weer"),
    "wrench": N_("moersleutel"),
    "hard-hat": N_("helm"),
    "school": N_("school"),
    "shapes": N_("vormen"),
    "handshake": N_("handdruk"),
    "presentation": N_("scherm"),
    "list-checks": N_("afvinklijst"),
    "users": N_("mensen"),
    "building-2": N_("kantoor"),
    "landmark": N_("overheid"),
    "map": N_("landkaart"),
    "sprout": N_("plantje"),
    "timer": N_("stopwatch"),
    "life-buoy": N_("reddingsboei"),
    "clipboard-check": N_("klembord"),
    "calendar": N_("kalender"),
    "mail": N_("brief"),
    "repeat": N_("herhaling"),
}


def look_name(look: str) -> str:
    """A colour or a sign in the reader's language."""
    return translate(LOOKS.get(look, look))
