"""Fields of a form as people typed them: days, numbers, names."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date

from actionboard.core.date_parser import NotADay, parse_day
from actionboard.core.errors import Invalid
from actionboard.core.folded_text import spelled
from actionboard.core.messages import N_

UNSEEN = {"Cc", "Cf", "Co", "Cs"}  # control and zero-width characters, and what no font knows
# Letters and signs that are drawn as nothing: fillers, joiners, the blank of braille.
BLANK = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")


def read_day(text: str, today: date, *, field: str = "due") -> date | None:
    """A day as people type it; None for nothing. Raises Invalid at its field."""
    return must_read_day(text, today, field=field) if text.strip() else None


def must_read_day(text: str, today: date, *, field: str) -> date:
    """A day that has to be there. Raises Invalid at its field."""
    try:
        return parse_day(text, today=today).on
    except NotADay as error:
        raise Invalid(field, error.message, **error.values) from None


def read_days(form: Mapping[str, str], field: str) -> int:
    """A number of days. Raises Invalid at its field."""
    text = form.get(field, "").strip()
    if not (text.isdecimal() and len(text) < 5 and 1 <= int(text) <= 730):
        raise Invalid(field, N_("Vul een aantal dagen in, van 1 tot 730."))
    return int(text)


def read_number(text: str | None) -> int:
    """A whole number that a page sent along; 0 when it didn't, or when no database holds it."""
    typed = (text or "").strip()
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def read_name(form: Mapping[str, str], *, most: int, field: str = "name") -> str:
    """A name as somebody typed it, that can be seen and read. Raises Invalid at its field."""
    name = " ".join(form.get(field, "").split())
    if any(sign in BLANK or unicodedata.category(sign) in UNSEEN for sign in name):
        raise Invalid(field, N_("In deze naam zit een onzichtbaar teken. Typ de naam zelf over."))
    if len(name) < 2:
        raise Invalid(field, N_("Vul een naam in."))
    if not spelled(name):
        raise Invalid(field, N_("Vul een naam in met letters of cijfers, niet alleen met tekens."))
    if len(name) > most:
        raise Invalid(field, N_("Deze naam is te lang: hooguit %(most)s tekens."), most=most)
    return name
