"""The flaps of *De kracht van de BPV*: which hang on the wall, and what each asks."""

from __future__ import annotations

from dataclasses import dataclass

from actionboard.core.messages import N_

ACTIONS, WISHES = "2B", "2A"  # the flap with actions; the one with what could be better


@dataclass(frozen=True, slots=True)
class FlapQuestion:
    """One flap: its code, its short name, its question."""

    code: str
    label: str
    question: str


TITLE = N_("De kracht van de BPV")
FLAP_QUESTIONS = (
    FlapQuestion(
        "1A", N_("energie"), N_("Wat geeft je energie in je rol als praktijkopleider/docent?")
    ),
    FlapQuestion(
        "1B", N_("gaat goed"), N_("Wat gaat goed in de samenwerking tussen school en bedrijf?")
    ),
    FlapQuestion(
        "2A",
        N_("kan beter"),
        N_(
            "Wat kan beter in de samenwerking tussen school en bedrijf, of binnen bedrijf of "
            "school?"
        ),
    ),
    FlapQuestion("2B", N_("actie"), N_("Welke actie is nodig? Door wie? En op welk niveau?")),
)
