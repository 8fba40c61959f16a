"""Fields of a form as people typed them: days, numbers, names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from actionboard.core.date_parser import NotADay, parse_day
from actionboard.core.errors import Invalid
from actionboard.core.messages import N_


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
    """A name as somebody typed it. Raises Invalid at its field."""
    name = " ".join(form.get(field, "").replace("\0", "").split())
    if len(name) < 2:
        raise Invalid(field, N_("Vul een naam in."))
    if len(name) > most:
        raise Invalid(field, N_("Deze naam is te lang: hooguit %(most)s tekens."), most=most)
    return name
