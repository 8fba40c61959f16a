"""The levels on which an action plays: the lanes of a board."""

from __future__ import annotations

from enum import StrEnum

from actionboard.core.i18n import translate
from actionboard.core.messages import N_


class Level(StrEnum):
    """The lanes; a post-it whose level nobody wrote waits in OPEN."""

    NATIONAL = "national"
    REGIONAL = "regional"
    LOCAL = "local"
    OPEN = "open"

    @property
    def label(self) -> str:
        """The lane's name on the screen."""
        return translate(_LEVELS[self][0])

    @property
    def icon(self) -> str:
        """The lane's sign."""
        return _LEVELS[self][1]


_LEVELS = {
    Level.NATIONAL: (N_("Landelijk"), "landmark"),
    Level.REGIONAL: (N_("Regionaal"), "map"),
    Level.LOCAL: (N_("School-bedrijf"), "handshake"),
    Level.OPEN: (N_("Nog zonder niveau"), "circle-help"),
}
