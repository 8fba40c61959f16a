"""How far an action is: the columns of a board."""

from __future__ import annotations

from enum import StrEnum

from actionboard.core.i18n import translate
from actionboard.core.messages import N_


class Stage(StrEnum):
    """The columns, from a wish to a result."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    DOING = "doing"
    DONE = "done"

    @property
    def label(self) -> str:
        """The column's name on the screen."""
        return translate(_STAGES[self][0])

    @property
    def icon(self) -> str:
        """The column's sign."""
        return _STAGES[self][1]


_STAGES = {
    Stage.PROPOSED: (N_("Voorstel"), "circle-dashed"),
    Stage.PLANNED: (N_("Gepland"), "circle"),
    Stage.DOING: (N_("Bezig"), "circle-dot"),
    Stage.DONE: (N_("Klaar"), "circle-check"),
}
