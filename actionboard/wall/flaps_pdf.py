"""A meeting's flaps on A3, each post-it in its own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actionboard.core.i18n import gettext as _
from actionboard.documents import pdf


@dataclass(frozen=True, slots=True)
class PostIt:
    """One note as it hangs on the wall; without a theme it is yellow (`paint` is empty)."""

    words: str
    who: str = ""
    side: str = ""  # school, company, other: whose it is
    paint: str = ""
    notes: tuple[str, ...] = ()  # what stands below it: "6 stippen", "Op het bord: actie 4"


@dataclass(frozen=True, slots=True)
class FlapSheet:
    """One flap: its code, its question, its post-its."""

    code: str
    question: str
    notes: tuple[PostIt, ...]


@dataclass(frozen=True, slots=True)
class FlapSheets:
    """What flaps.typ prints."""

    about: str
    flaps: tuple[FlapSheet, ...]
    foot: str
    numbered: str
    empty: str


def flaps_pdf(flaps: Sequence[FlapSheet], *, about: str, board: str, language: str) -> bytes:
    """The flaps of a meeting; `about` says which meeting it was."""
    sheet = FlapSheets(
        about=about,
        flaps=tuple(flaps),
        foot=board,
        numbered=_("%(page)s van %(pages)s", page="#", pages="*"),
        empty=_("Op deze flap hangt niets."),
    )
    return pdf.typeset("flaps", sheet, title=f"{board}, {about}", language=language)
