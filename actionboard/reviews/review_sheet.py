"""What templates/documents/review.typ prints: a review as plain texts."""

from __future__ import annotations

from dataclasses import dataclass

from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import ngettext
from actionboard.figures.figures import Lane
from actionboard.reviews.report import HeadlineText


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A card in a list."""

    number: str
    paint: str
    title: str
    who: str
    day: str
    promised: bool  # the day is to come
    result: str
    asks: str
    question: str  # for the national level
    settled: str  # when it was talked about
    state: str  # what became of what was settled
    tone: str  # of that: kept, coming, broken
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedList:
    """One list under its heading; `empty` is what it says without rows."""

    name: str
    note: str
    rows: tuple[PrintedRow, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class PrintedLane:
    """A lane: its counts, its bar as an SVG, and who carries it."""

    label: str
    icon: str
    counts: tuple[str, ...]
    bar: str
    says: str
    balance: str


@dataclass(frozen=True, slots=True)
class PrintedDecision:
    """A decision and who sees to it."""

    label: str
    text: str
    who: str


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """The whole of it, in the order of the page."""

    title: str
    board: str
    frozen: bool
    state: str
    stand: str
    why: str
    headlines: tuple[HeadlineText, ...]
    sentence: str
    lane_head: tuple[str, ...]
    lanes: tuple[PrintedLane, ...]
    flow: str
    flow_says: str
    lists: tuple[PrintedList, ...]  # stuck, done, promised, national
    before: tuple[PrintedDecision, ...]  # what the last review decided
    followed: PrintedList
    loose: tuple[PrintedRow, ...]  # what was settled about cards that are in no other list
    decisions: tuple[PrintedDecision, ...]
    remarks: str
    closing: str
    words: dict[str, str]
    foot: str
    numbered: str


def balance(lane: Lane) -> str:
    """Who carries what is open in a lane: "Wie trekt: 2 school, 1 bedrijf. 1 duo"."""
    counted = (
        (lane.school, ngettext("%(num)s school", "%(num)s school", lane.school)),
        (lane.company, ngettext("%(num)s bedrijf", "%(num)s bedrijf", lane.company)),
        (lane.other, ngettext("%(num)s anders", "%(num)s anders", lane.other)),
        (lane.nobody, ngettext("%(num)s nog niemand", "%(num)s nog niemand", lane.nobody)),
    )
    said = ", ".join(words for count, words in counted if count) or _("alles is klaar")
    duos = ngettext("%(num)s duo", "%(num)s duo’s", lane.duos) if lane.duos else ""
    return ". ".join(filter(None, [f"{_('Wie trekt:')} {said}", duos]))
