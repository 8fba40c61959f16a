"""What somebody fills in about a meeting, as a typed object or errors at the fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from actionboard.core.errors import Invalid
from actionboard.core.form_fields import read_day
from actionboard.core.messages import N_
from actionboard.meetings.models import STICKERS, Meeting

LONGEST = 120  # characters of a title or a place


@dataclass(frozen=True, slots=True)
class Plan:
    """What somebody filled in about a meeting."""

    held_on: date
    place: str
    title: str
    stickers: int
    inbox: bool

    @classmethod
    def read(cls, form: Mapping[str, str], today: date) -> Self:
        """The form as it was sent. Raises Invalid."""
        return cls(
            held_on=_day(form.get("held_on", ""), today),
            place=line(form, "place"),
            title=line(form, "title"),
            stickers=_stickers(form.get("stickers", "3")),
            inbox="inbox" in form,
        )

    @classmethod
    def values(cls, meeting: Meeting) -> dict[str, object]:
        """A meeting as its form shows it."""
        return {
            "held_on": f"{meeting.held_on:%d-%m-%Y}",
            "place": meeting.place,
            "title": meeting.title,
            "stickers": meeting.stickers,
            "inbox": meeting.inbox,
        }


def line(form: Mapping[str, str], field: str, *, most: int = LONGEST) -> str:
    """One line of text. Raises Invalid when it is too long."""
    text = " ".join(form.get(field, "").replace("\0", "").split())
    if len(text) > most:
        raise Invalid(field, N_("Dit is te lang: hooguit %(most)s tekens."), most=most)
    return text


def _day(text: str, today: date) -> date:
    if day := read_day(text, today, field="held_on"):
        return day
    raise Invalid("held_on", N_("Vul de dag van de bijeenkomst in."))


def _stickers(text: str) -> int:
    if text.isdecimal() and len(text) < 3 and int(text) in STICKERS:
        return int(text)
    raise Invalid(
        "stickers",
        N_("Kies een aantal van %(least)s tot %(most)s."),
        least=STICKERS[0],
        most=STICKERS[-1],
    )
