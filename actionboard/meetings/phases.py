"""The steps of a meeting, in their order."""

from __future__ import annotations

from enum import StrEnum

from actionboard.core.i18n import translate
from actionboard.core.messages import N_


class Phase(StrEnum):
    """The steps of a meeting, in their order."""

    WRITE = "write"
    BUNDLE = "bundle"
    VOTE = "vote"
    BOARD = "board"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The step's name on the screen."""
        return translate(_PHASES[self])

    @property
    def next(self) -> Phase | None:
        """The step after this one; None at the end."""
        steps = list(Phase)
        return steps[steps.index(self) + 1] if self is not Phase.CLOSED else None


_PHASES = {
    Phase.WRITE: N_("Opschrijven"),
    Phase.BUNDLE: N_("Bundelen"),
    Phase.VOTE: N_("Stemmen"),
    Phase.BOARD: N_("Naar het bord"),
    Phase.CLOSED: N_("Afgesloten"),
}
STEPS = (Phase.WRITE, Phase.BUNDLE, Phase.VOTE, Phase.BOARD)
