"""Days as people write and read them: "wk 48", "26-11", "do 26 nov (wk 48)".

Nothing here looks at the clock: today is passed in.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from actionboard.core.date_words import DAY_NAMES, MONTH_NAMES, week_of
from actionboard.core.messages import N_, Name, Said

LOOK_BACK = timedelta(days=60)
"""A day without a year is the first such day that is at most this long ago."""

LONGEST = 60  # characters; a longer text is prose, not a date

_SPELLINGS_OF_MONTHS = """
    januari january jan, februari february feb febr, maart march mrt mar maa, april apr,
    mei may, juni june jun, juli july jul, augustus august aug, september sep sept,
    oktober october okt oct, november nov, december dec"""
_SPELLINGS_OF_DAYS = """
    maandag ma monday mon, dinsdag di tuesday tue, woensdag wo woe wednesday wed,
    donderdag do don thursday thu, vrijdag vr vrij friday fri, zaterdag za zat saturday sat,
    zondag zo zon sunday sun"""


def _numbered(spellings: str, *, start: int) -> dict[str, int]:
    names = enumerate(spellings.split(","), start)
    return {name: number for number, group in names for name in group.split()}


_MONTH = _numbered(_SPELLINGS_OF_MONTHS, start=1)
_WEEKDAY = _numbered(_SPELLINGS_OF_DAYS, start=0)


class NotADay(Said):
    """The text is no day we can be sure of. Says in one Dutch sentence what to write."""


@dataclass(frozen=True)
class Day:
    """A day that somebody wrote; `on` counts, and a week remembers where it began.

    For a single day `begins == on`. A week runs from its Monday to its Friday.
    """

    on: date
    begins: date

    @property
    def is_week(self) -> bool:
        return self.begins < self.on


def parse_day(text: str, *, today: date) -> Day:
    """Read a day as people type it: 26-11, 26 nov 2026, do 26 nov, wk 48, morgen, eind januari.

    Without a year it is the first such day from `LOOK_BACK` before `today` onwards, so
    that a list typed a few weeks after its meeting keeps its dates. A week means its
    Friday (ISO weeks, years 2000 to 2099). Raises `NotADay` for anything else: a
    period, a wish and a doubt ("P3", "z.s.m.", "2028?") are questions, never guesses.
    """
    plain = _plain(text)
    week = re.search(r" ?\(?\b(?:wk|week) ?([0-9]{1,2})\)$", plain)
    if week and plain[: week.start()]:
        day = parse_day(plain[: week.start()], today=today)
        if week_of(day.on) != int(week[1]):
            raise NotADay(
                N_(
                    "%(day)s %(month)s %(year)s valt in week %(week)s. Schrijf de datum of de week."
                ),
                **_parts(day.on),
                week=week_of(day.on),
            )
        return day
    for pattern, read in _FORMS:
        if found := pattern.fullmatch(plain):
            return read(found, today)
    raise NotADay(N_("Schrijf een datum als 26-11, 26 november of wk 48."))


def _plain(text: str) -> str:
    """Lower case, no accents, no filler words and no clock time."""
    if len(text) > LONGEST:
        return ""
    plain = unicodedata.normalize("NFKD", text).lower().replace("\u2013", "-")
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = re.sub(
        r"(?<=[0-9])(?: |t)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.0+)?)?( uur)?$", "", plain
    )
    plain = re.sub(r"(?<=[a-z])\.", " ", plain)
    plain = re.sub(r"^(uiterlijk|voor|op|per|in|tot|t/m|by|before|on)\b", "", plain.strip())
    return " ".join(plain.split())


def _written(found: re.Match[str], today: date) -> Day:
    part = found.groupdict()
    month = _MONTH.get(part["month"]) or (int(part["month"]) if part["month"].isdigit() else 0)
    on = _existing(_year(part["year"]), month, int(part["day"]), today)
    if part.get("weekday") and _WEEKDAY[part["weekday"]] != on.weekday():
        raise NotADay(
            N_(
                "%(day)s %(month)s %(year)s is een %(weekday)s. "
                "Kijk na of de dag of de datum klopt."
            ),
            **_parts(on),
            weekday=Name(DAY_NAMES[on.weekday()]),
        )
    return Day(on, on)


def _existing(year: int | None, month: int, day: int, today: date) -> date:
    """The day in that year, or without a year the first one that isn't long past."""
    if not 1 <= month <= 12:
        raise NotADay(N_("Deze datum bestaat niet. Schrijf eerst de dag, dan de maand: 26-11."))
    year = year or _first_year(month, day, today)
    length = monthrange(year, month)[1]
    if not 1 <= day <= length:
        raise NotADay(
            N_("Deze datum bestaat niet: %(month)s %(year)s heeft %(days)s dagen."),
            month=Name(MONTH_NAMES[month - 1]),
            year=year,
            days=length,
        )
    return date(year, month, day)


def _first_year(month: int, day: int, today: date) -> int:
    earliest = today - LOOK_BACK
    last = min(max(day, 1), monthrange(earliest.year, month)[1])
    return earliest.year + (date(earliest.year, month, last) < earliest)


def _year(written: str | None) -> int | None:
    if not written:
        return None
    year = int(written.strip("'"))
    if year < 100:
        return 2000 + year
    if not 2000 <= year <= 2099:
        raise NotADay(N_("Het jaar %(year)s klopt niet. Schrijf het als 2026 of 26."), year=year)
    return year


def _week(found: re.Match[str], today: date) -> Day:
    number = int(found["week"])
    year = _year(found["year"])
    if year is None:
        earliest = today - LOOK_BACK
        year = earliest.isocalendar().year
        if 1 <= number <= 53:
            year += date.fromisocalendar(year, min(number, weeks_in(year)), 5) < earliest
    if not 1 <= number <= weeks_in(year):
        raise NotADay(
            N_("Week %(week)s bestaat niet. %(year)s heeft %(weeks)s weken."),
            week=number,
            year=year,
            weeks=weeks_in(year),
        )
    friday = date.fromisocalendar(year, number, 5)
    return Day(friday, friday - timedelta(days=4))


def _near(found: re.Match[str], today: date) -> Day:
    ahead = {"vandaag": 0, "today": 0, "morgen": 1, "tomorrow": 1, "overmorgen": 2}
    on = today + timedelta(days=ahead[found[0]])
    return Day(on, on)


def _this_or_next_week(found: re.Match[str], today: date) -> Day:
    monday = today - timedelta(days=today.weekday())
    if found["which"] not in ("deze", "this"):
        monday += timedelta(days=7)
    if weekday := found["before"] or found["after"]:
        on = monday + timedelta(days=_WEEKDAY[weekday])
        return Day(on, on)
    return Day(monday + timedelta(days=4), monday)


def _coming(found: re.Match[str], today: date) -> Day:
    """The next such weekday; today is called "vandaag", so it never is today."""
    on = today + timedelta(days=(_WEEKDAY[found["weekday"]] - today.weekday() - 1) % 7 + 1)
    return Day(on, on)


def _in_a_while(found: re.Match[str], today: date) -> Day:
    count = 1 if found["count"] in ("een", "a", "one") else int(found["count"])
    on = today + timedelta(days=count * (7 if found["unit"].startswith("we") else 1))
    return Day(on, on)


def _end_of_month(found: re.Match[str], today: date) -> Day:
    month = _MONTH[found["month"]]
    year = _year(found["year"]) or _first_year(month, 31, today)
    on = date(year, month, monthrange(year, month)[1])
    return Day(on, on)


_NAME = "|".join(sorted(_MONTH, key=len, reverse=True))
_WD = "|".join(sorted(_WEEKDAY, key=len, reverse=True))
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Day]], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"(?:(?P<weekday>{_WD})[ ,]+)?(?P<day>[0-9]{{1,2}})(?P<sign>[-/.])(?P<month>[0-9]{{1,2}})"
         r"(?:(?P=sign)(?P<year>[0-9]{4}|'?[0-9]{2}))?[-.]?(?: as| a s)?", _written),
        (rf"(?:(?P<weekday>{_WD})[ ,]+)?(?P<day>[0-9]{{1,2}})e?[- ]?(?P<month>{_NAME})"
         r"(?:[- ,]*(?P<year>[0-9]{4}|'?[0-9]{2}))?(?: as| a s)?", _written),
        (r"(?P<year>[0-9]{4})(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})",
         _written),
        (r"(?:week|wk|weeknr|weeknummer|w) ?(?P<week>[0-9]{1,2})"
         r"(?:[- ,/]+(?P<year>20[0-9]{2}|'[0-9]{2}))?", _week),
        (r"(?P<year>[0-9]{4})[- ]?w(?P<week>[0-9]{2})", _week),
        (r"vandaag|morgen|overmorgen|today|tomorrow", _near),
        (rf"(?:(?P<before>{_WD}) )?(?P<which>volgende|deze|komende|next|this) week"
         rf"(?: (?P<after>{_WD}))?", _this_or_next_week),
        (rf"(?:aanstaande |a s |as |komende )?(?P<weekday>{_WD})(?: a s| as)?", _coming),
        (r"(?:over|in) (?P<count>[0-9]{1,2}|een|a|one)"
         r" (?P<unit>dag|dagen|week|weken|day|days|weeks)", _in_a_while),
        (rf"(?:eind|einde|ultimo|end of)(?: van)? (?P<month>{_NAME})(?: (?P<year>[0-9]{{4}}))?",
         _end_of_month),
    )
)  # fmt: skip


def weeks_in(year: int) -> int:
    """How many ISO weeks a year has: 52 or 53."""
    return date(year, 12, 28).isocalendar().week


def _parts(day: date) -> dict[str, str | int]:
    return {"day": day.day, "month": Name(MONTH_NAMES[day.month - 1]), "year": day.year}
