"""The minutes of a meeting on A4."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actionboard.agenda.minutes import Block, Line, Minutes
from actionboard.core import date_words
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import speaking
from actionboard.documents import pdf

LANGUAGE = "nl"  # minutes are Dutch, whoever reads them


@dataclass(frozen=True, slots=True)
class Part:
    """One block: as paragraphs ("text"), items ("list") or rows ("table")."""

    title: str
    shape: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class MinutesSheet:
    """What minutes.typ prints."""

    board: str
    heading: str
    about: str
    columns: tuple[str, str, str]
    blocks: tuple[Part, ...]
    foot: str
    numbered: str


def minutes_pdf(minutes: Minutes) -> bytes:
    """Minutes as a tagged PDF; blocks without lines are left out."""
    with speaking(LANGUAGE):
        sheet = _sheet(minutes)
    title = f"{minutes.board}, {sheet.heading.lower()}"
    return pdf.typeset("minutes", sheet, title=title, language=LANGUAGE)


def _sheet(minutes: Minutes) -> MinutesSheet:
    day = _day(minutes.held_on)
    said = [day, minutes.place, _state(minutes)]
    return MinutesSheet(
        board=minutes.board,
        heading=_("Verslag van de bijeenkomst"),
        about=", ".join(filter(None, said)),
        columns=(_("Wat"), _("Wie"), _("Wanneer")),
        blocks=tuple(_part(one) for one in minutes.blocks if one.lines),
        foot=f"{minutes.board}, {day}",
        numbered=_("%(page)s van %(pages)s", page="#", pages="*"),
    )


def _part(block: Block) -> Part:
    shape = "table" if block.kind.is_table else "list" if block.kind.is_list else "text"
    return Part(block.title, shape, block.lines)


def _state(minutes: Minutes) -> str:
    if minutes.fixed_on is None:
        return _("concept")
    fixed = _("vastgesteld %(day)s", day=_day(minutes.fixed_on))
    return (
        fixed
        if minutes.version == 1
        else _("versie %(number)s", number=minutes.version) + f", {fixed}"
    )


def _day(day: date) -> str:
    return date_words.in_words(day, language=LANGUAGE, year=True)
