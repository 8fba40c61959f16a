"""A card in the words that paper gives it: what the board shows by a button or a hover, said."""

from __future__ import annotations

from dataclasses import dataclass

from actionboard.boards.stages import Stage
from actionboard.cards.card_view import CardFace
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import ngettext


@dataclass(frozen=True, slots=True)
class Mark:
    """One of the two seats; without initials it is free, and `kind` says for whom."""

    kind: str
    initials: str


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """One card for templates/documents."""

    number: str
    title: str
    theme: str
    icon: str
    paint: str
    seats: list[Mark]
    who: str
    place: str
    due: str
    sign: str  # the icon beside `due`
    late: bool
    result: str
    flags: list[tuple[str, str]]  # (icon, words): asks for help, stands still

    @classmethod
    def of(cls, face: CardFace) -> PrintedCard:
        """What a card shows, in the reader's language."""
        done = face.stage == Stage.DONE
        due, sign = _due(face)
        return cls(
            number=str(face.number),
            title=face.title,
            theme=face.theme.name if face.theme else _("Nog zonder thema"),
            icon=face.theme.icon if face.theme else "shapes",
            paint=face.theme.paint if face.theme else "grey",
            seats=_seats(face, done=done),
            who=_who(face),
            place=_place(face, done=done),
            due=due,
            sign=sign,
            late=face.late,
            result=(face.result or "") if done else "",
            flags=_flags(face),
        )


def _seats(face: CardFace, *, done: bool) -> list[Mark]:
    if face.lead is None:
        return [] if done else [Mark("school", ""), Mark("company", "")]
    taken = [Mark(one.kind, one.initials) for one in (face.lead, face.partner) if one]
    if done or not face.open:
        return taken
    return [Mark("school", ""), *taken] if face.open == "school" else [*taken, Mark("company", "")]


def _who(face: CardFace) -> str:
    if face.lead and face.partner:
        return f"{face.lead.first} & {face.partner.first}"
    if face.lead:
        return face.lead.name
    if face.nominee:
        return f"{_('Voorgedragen:')} {face.nominee.name}"
    return _("Nog niemand")


def _place(face: CardFace, *, done: bool) -> str:
    if face.lead and face.partner:
        return f"{face.lead.short} + {face.partner.short}"
    if face.lead is None:
        return ""
    nameless = face.lead.name == face.lead.short  # then it says so already
    sought = _("school gezocht") if face.open == "school" else _("bedrijf gezocht")
    said = ["" if nameless else face.lead.short, "" if done else sought]
    return " · ".join(filter(None, said))


def _due(face: CardFace) -> tuple[str, str]:
    if face.done:
        return f"{_('Klaar op')} {face.done}", "circle-check"
    if face.late:
        return f"{_('Te laat:')} {face.due}", "calendar-x"
    return face.due or face.due_text or _("Nog geen datum"), "calendar"


def _flags(face: CardFace) -> list[tuple[str, str]]:
    flags = []
    if face.stuck:
        flags.append(("life-buoy", _("Vraagt om hulp")))
    if face.still:
        words = ngettext(
            "Staat stil sinds %(num)s dag", "Staat stil sinds %(num)s dagen", face.still
        )
        flags.append(("hourglass", words))
    return flags
