"""Days and moments in words, for a card, a page or paper."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from actionboard.core.i18n import gettext, language
from actionboard.core.local_time import HOME, day_of
from actionboard.core.messages import N_

_SHORT_MONTHS = {
    "nl": ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}
_SHORT_DAYS = {
    "nl": ["ma", "di", "wo", "do", "vr", "za", "zo"],
    "en": ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
}
MONTH_NAMES = [
    N_("januari"), N_("februari"), N_("maart"), N_("april"), N_("mei"), N_("juni"),
    N_("juli"), N_("augustus"), N_("september"), N_("oktober"), N_("november"), N_("december"),
]  # fmt: skip

DAY_NAMES = [
    N_("maandag"), N_("dinsdag"), N_("woensdag"), N_("donderdag"), N_("vrijdag"),
    N_("zaterdag"), N_("zondag"),
]  # fmt: skip


@lru_cache(maxsize=8192)
def in_words(day: date, *, language: str = "nl", year: bool = False, week: bool = True) -> str:
    """Say a day, short enough for a card: "do 26 nov (wk 48)"; other languages fall back on nl."""
    months = _SHORT_MONTHS.get(language, _SHORT_MONTHS["nl"])
    days = _SHORT_DAYS.get(language, _SHORT_DAYS["nl"])
    in_year = f" {day.year}" if year else ""
    in_week = f" (wk {week_of(day)})" if week else ""
    return f"{days[day.weekday()]} {day.day} {months[day.month - 1]}{in_year}{in_week}"


def in_full(day: date, *, language: str = "nl", weekday: bool = True) -> str:
    """Say a day as it is spoken: "do 21 januari 2027"; other languages as `in_words`."""
    if language != "nl":
        return in_words(day, language=language, year=True, week=False)
    first = f"{_SHORT_DAYS['nl'][day.weekday()]} " if weekday else ""
    return f"{first}{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def as_heading(day: date, today: date) -> tuple[str, str]:
    """A day above what happened on it: "Vandaag", "ma 11 januari"; "Vrijdag", "8 januari"."""
    said = f"{day.day} {gettext(MONTH_NAMES[day.month - 1])}"
    if day.year != today.year:
        said += f" {day.year}"
    ago = (today - day).days
    if ago not in (0, 1):
        return gettext(DAY_NAMES[day.weekday()]).capitalize(), said
    days = _SHORT_DAYS.get(language(), _SHORT_DAYS["nl"])
    name = gettext("gisteren") if ago else gettext("vandaag")
    return name.capitalize(), f"{days[day.weekday()]} {said}"


def week_of(day: date) -> int:
    """The ISO week number, 1 to 53."""
    return day.isocalendar().week


def moment_in_words(moment: datetime, now: datetime) -> str:
    """When something happened, as people say it: "vandaag 10:42", "vr 8 jan"."""
    local, today = moment.astimezone(HOME), day_of(now)
    if local.date() == today:
        return gettext("vandaag %(time)s", time=f"{local:%H:%M}")
    return in_words(local.date(), language=language(), week=False)


def moment_in_full(at: datetime) -> str:
    """A moment as it stands on paper, where nobody knows what today is."""
    local = at.astimezone(HOME)
    return f"{in_words(local.date(), language=language(), year=True)}, {local:%H:%M}"


def day_field(text: str) -> str:
    """A day as a recorded column keeps it ("2026-11-26"), in words of the reader's language."""
    return in_words(date.fromisoformat(text), language=language(), year=True)
