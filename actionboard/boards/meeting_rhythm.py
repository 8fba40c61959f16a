"""The rhythm in which the people of a board meet, which decides when they are asked how it goes."""

from __future__ import annotations

from enum import StrEnum

from actionboard.core.i18n import translate
from actionboard.core.messages import N_


class Rhythm(StrEnum):
    """How often the people of a board mean to meet."""

    MONTH = "month"
    QUARTER = "quarter"
    PERIOD = "period"
    NONE = "none"

    @property
    def label(self) -> str:
        """The rhythm as people say it."""
        return translate(_RHYTHMS[self])


_RHYTHMS = {
    Rhythm.MONTH: N_("Elke maand"),
    Rhythm.QUARTER: N_("Elk kwartaal"),
    Rhythm.PERIOD: N_("Elke BPV-periode"),
    Rhythm.NONE: N_("Geen vast ritme"),
}
