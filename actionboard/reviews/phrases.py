"""A review in sentences that can be read aloud, and its words for numbers and changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from actionboard.core import date_words
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import ngettext, translate
from actionboard.core.messages import N_
from actionboard.figures.figures import Figures, Headline, Raised
from actionboard.figures.periods import Month

GOOD_WHEN_MORE = ("finished", "duos")
GOOD_WHEN_LESS = ("leadless", "late", "still")
HEADLINES = {
    "open": (N_("Open"), "square-kanban"),
    "finished": (N_("Klaar"), "circle-check"),
    "duos": (N_("Duo's"), "users"),
    "leadless": (N_("Zonder trekker"), "hand"),
    "late": (N_("Te laat"), "calendar-x"),
    "still": (N_("Staat stil"), "hourglass"),
}


def aloud(figures: Figures) -> str:
    """How the board stands and what happened since, in two sentences."""
    return f"{stand(figures)} {since(figures)}"


def stand(figures: Figures) -> str:
    """ "Van de 18 acties zijn er 3 klaar, 6 bezig, 4 gepland; 5 hebben nog geen trekker." """
    if figures.total == 0:
        return _("Er staan nog geen acties op het bord.")
    _proposed, planned, doing, done = figures.stages
    parts = _counted([("done", done), ("doing", doing), ("planned", planned)])
    if figures.total == 1:
        return _("Er staat 1 actie op het bord. %(leads)s", leads=_leads_of_one(figures))
    if not parts:
        return _(
            "Alle %(total)s acties zijn nog een voorstel; %(leads)s.",
            total=figures.total, leads=_leads(figures),
        )  # fmt: skip
    return _(
        "Van de %(total)s acties %(parts)s; %(leads)s.",
        total=figures.total, parts=", ".join(parts), leads=_leads(figures),
    )  # fmt: skip


def since(figures: Figures) -> str:
    """ "Sinds 26 oktober: 2 afgerond, 1 vastgelopen, 3 data verzet." """
    changed = figures.since
    parts = (
        (len(changed.finished), N_("%(num)s afgerond")),
        (len(changed.stuck), N_("%(num)s vastgelopen")),
        (len(changed.postponed), None),
        (len(changed.reopened), N_("%(num)s heropend")),
    )
    told = ", ".join(
        translate(text, num=count)
        if text
        else ngettext("%(num)s datum verzet", "%(num)s data verzet", count)
        for count, text in parts
        if count
    )
    day = day_and_month(figures.period.first_day, figures.period.last_day)
    if not told:
        return _("Sinds %(day)s is er niets afgerond, vastgelopen of verzet.", day=day)
    return _("Sinds %(day)s: %(told)s.", day=day, told=told)


def _counted(columns: Sequence[tuple[str, int]]) -> list[str]:
    """Each column that has cards; the verb again where the number of the noun changes."""
    parts: list[str] = []
    verb = None
    for column, count in columns:
        if count == 0:
            continue
        plural = count > 1
        parts.append(_short(column, count) if plural is verb else _long(column, count))
        verb = plural
    return parts


def _long(column: str, count: int) -> str:
    if column == "done":
        return ngettext("is er %(num)s klaar", "zijn er %(num)s klaar", count)
    if column == "doing":
        return ngettext("is er %(num)s bezig", "zijn er %(num)s bezig", count)
    return ngettext("is er %(num)s gepland", "zijn er %(num)s gepland", count)


def _short(column: str, count: int) -> str:
    told = {"done": N_("%(num)s klaar"), "doing": N_("%(num)s bezig")}
    return translate(told.get(column, N_("%(num)s gepland")), num=count)


def _leads(figures: Figures) -> str:
    count = figures.headline("leadless").value
    if count == 0:
        return _("alles wat open staat heeft een trekker")
    return ngettext("%(num)s heeft nog geen trekker", "%(num)s hebben nog geen trekker", count)


def _leads_of_one(figures: Figures) -> str:
    if figures.stages[-1]:
        return _("Die is klaar.")
    if figures.headline("leadless").value:
        return _("Die heeft nog geen trekker.")
    return _("Die heeft een trekker.")


def headline(name: str) -> tuple[str, str]:
    """What a large number is called, and its sign."""
    label, icon = HEADLINES[name]
    return translate(label), icon


def change(headline: Headline) -> tuple[str, str]:
    """How a number changed, in words, with its tone: "better", "worse" or "" for neither."""
    by = headline.change
    if by is None:
        return "", ""
    if by == 0:
        return _("evenveel"), ""
    count = abs(by)
    text = _("%(num)s meer", num=count) if by > 0 else _("%(num)s minder", num=count)
    if headline.name in GOOD_WHEN_MORE:
        tone = "better" if by > 0 else "worse"
    elif headline.name in GOOD_WHEN_LESS:
        tone = "better" if by < 0 else "worse"
    else:
        return text, ""
    judged = {"better": N_("%(change)s, beter"), "worse": N_("%(change)s, slechter")}
    if headline.name == "finished" and tone == "worse":
        return text, ""  # a month with fewer results isn't a worse one
    return translate(judged[tone], change=text), tone


def raised(how_far: Raised) -> str:
    """How far a question for the national level is."""
    return translate(
        {
            Raised.WAITING: N_("Nog niet aangekaart"),
            Raised.RAISED: N_("Aangekaart, nog geen antwoord"),
            Raised.ANSWERED: N_("Beantwoord"),
        }[how_far]
    )


def month_name(month: Month) -> str:
    """ "november 2026" """
    return f"{translate(date_words.MONTH_NAMES[month.month - 1])} {month.year}"


def day_and_month(day: date, today: date) -> str:
    """ "26 oktober", with the year when that isn't this one."""
    words = f"{day.day} {translate(date_words.MONTH_NAMES[day.month - 1])}"
    return words if day.year == today.year else f"{words} {day.year}"
