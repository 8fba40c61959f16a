"""From a figure down to its cards: each number on the page by a name in its address."""

from __future__ import annotations

from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import translate
from actionboard.core.messages import N_
from actionboard.figures.figures import Figures
from actionboard.reviews import phrases

SINCE = {
    "new": N_("Nieuw op het bord"),
    "reopened": N_("Heropend"),
    "newly-stuck": N_("Vastgelopen sinds de vorige keer"),
    "loose": N_("Niet meer vastgelopen"),
    "postponed": N_("Datum verzet"),
    "dropped": N_("Doen we niet"),
}
LISTS = {
    "stuck": N_("Vastgelopen"),
    "promises": N_("Toegezegd voor de komende maand"),
    "promised": N_("Toezeggingen waarvan de dag kwam"),
    "national": N_("Naar landelijk"),
}


def cards(figures: Figures, name: str) -> tuple[str, tuple[int, ...]] | None:
    """What a figure is called and which cards it counts, in its order; None for no such figure.

    Names: a headline, a list of the page, something that changed ("postponed"), a column
    ("doing"), or a column, or what moved, of a lane ("local-doing", "local-moved").
    """
    if name in phrases.HEADLINES:
        return phrases.headline(name)[0], figures.headline(name).cards
    if name in SINCE:
        field = "stuck" if name == "newly-stuck" else name
        return translate(SINCE[name]), getattr(figures.since, field)
    if name in LISTS:
        return translate(LISTS[name]), _list(figures, name)
    return _cell(figures, name)


def _list(figures: Figures, name: str) -> tuple[int, ...]:
    if name == "promised":
        return tuple(one.card for one in figures.promised)
    if name == "national":
        return tuple(one.card for one in figures.national)
    return figures.stuck if name == "stuck" else figures.promises


def _cell(figures: Figures, name: str) -> tuple[str, tuple[int, ...]] | None:
    lane, _dash, column = name.rpartition("-")
    here = [one for one in figures.lanes if lane in ("", one.level.value)]
    if (lane and not here) or column not in [*Stage, "moved"]:
        return None
    found = tuple(card for one in here for card in getattr(one, column))
    label = _("Verplaatst") if column == "moved" else Stage(column).label
    return (f"{Level(lane).label}, {label.lower()}" if lane else label), found
