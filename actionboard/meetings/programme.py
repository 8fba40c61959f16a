"""What a meeting goes through: its steps, and the questions that its flaps ask."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from actionboard.core.i18n import translate
from actionboard.core.messages import N_

ACTIONS, WISHES = "2B", "2A"  # the flap with actions; the one with what could be better


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


@dataclass(frozen=True, slots=True)
class Sheet:
    """One flap of a programme: its code, its short name, its question."""

    code: str
    label: str
    question: str


TITLE = N_("De kracht van de BPV")
SHEETS = (
    Sheet("1A", N_("energie"), N_("Wat geeft je energie in je rol als praktijkopleider/docent?")),
    Sheet("1B", N_("gaat goed"), N_("Wat gaat goed in de samenwerking tussen school en bedrijf?")),
    Sheet(
        "2A", N_("kan beter"),
        N_(
            "Wat kan beter in de samenwerking tussen school en bedrijf, of binnen bedrijf of "
            "school?"
        ),
    ),
    Sheet("2B", N_("actie"), N_("Welke actie is nodig? Door wie? En op welk niveau?")),
)  # fmt: skip
