"""What a review says when it is read: plain data with names and texts in it.

The page shows a `Report`, paper typesets it, a sheet lists it; `report_builder.py` makes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from actionboard.accounts.person_badge import Seat
from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.cards.card_view import ThemeFace
from actionboard.figures.figures import Figures, Lane, Outcome
from actionboard.figures.periods import Month
from actionboard.reviews.follow_up import Verdict

MOST = 30  # cards in one list; the rest is behind a link


@dataclass(frozen=True, slots=True)
class Row:
    """A card in a list of the review."""

    id: int
    number: int
    title: str
    level: Level
    stage: Stage
    theme: ThemeFace | None
    lead: Seat | None
    partner: Seat | None
    due: date | None
    done: date | None
    result: str
    help: str  # what is asked
    dropped: str  # why we don't do it
    reasons: tuple[str, ...]
    on_board: bool

    @property
    def who(self) -> str:
        """ "Zoë (ROC) & Ruben (Van Pijp)"; empty without a trekker."""
        seats = [one for one in (self.lead, self.partner) if one]
        return " & ".join(
            f"{one.first} ({one.short})" if one.first != one.short else one.short for one in seats
        )


@dataclass(frozen=True, slots=True)
class HeadlineText:
    """A large number with its words."""

    name: str
    label: str
    icon: str
    value: int
    change: str  # "2 meer, beter"; empty when there is nothing to compare with
    tone: str  # "better", "worse" or ""
    up: bool | None


@dataclass(frozen=True, slots=True)
class Week:
    """The promises of one week."""

    number: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question for the national level: the card, how far it is, and who is to answer."""

    row: Row
    how_far: str
    question: str  # empty while nobody wrote down what is asked
    to: str
    answered: bool


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise whose day came, and what became of it."""

    row: Row
    due: date
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision: "B1", what, and who sees to it."""

    id: int
    label: str
    text: str
    who: Seat | None


@dataclass(frozen=True, slots=True)
class SettledRow:
    """A card that was talked about, and what was settled: "Loopt door: ICT belt terug"."""

    row: Row
    told: str


@dataclass(frozen=True, slots=True)
class FollowedRow:
    """A card of the last agenda: what was settled about it, and what became of that."""

    row: Row
    told: str  # "Datum verzet: na de vakantie"
    verdict: Verdict
    now: str  # "Klaar op di 1 dec (wk 49)"


@dataclass(frozen=True, slots=True)
class Before:
    """What the last review decided, and what became of it."""

    title: str  # "november 2026"
    decisions: tuple[DecisionRow, ...]
    followed: tuple[FollowedRow, ...]

    @property
    def kept(self) -> int:
        """Of how many cards what was settled came true."""
        return sum(one.verdict is Verdict.KEPT for one in self.followed)


@dataclass(frozen=True, slots=True)
class Report:
    """A review, ready to be read in the reader's language.

    `rows` holds the cards of all lists by id; the lists have at most MOST of them, `figures` all.
    """

    board: str  # its name
    title: str  # "Maandreview december 2026"
    month: Month | None  # None: over any other period
    number: int  # which version of the month
    frozen_at: datetime | None  # None: a concept
    by: Seat | None  # who froze it
    why: str  # what this version corrects
    figures: Figures
    sentence: str
    headlines: tuple[HeadlineText, ...]
    stuck: tuple[Row, ...]
    finished: tuple[Row, ...]
    weeks: tuple[Week, ...]
    promised: tuple[PromiseRow, ...]
    national: tuple[QuestionRow, ...]
    decisions: tuple[DecisionRow, ...]
    settled: tuple[SettledRow, ...]  # in the order in which they were talked about
    remarks: str
    before: Before | None  # None: there was no review before it
    rows: Mapping[int, Row] = field(default_factory=dict)

    @property
    def stand(self) -> datetime:
        """The moment whose figures these are."""
        return self.figures.period.ends

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """The lanes with their counts."""
        return self.figures.lanes

    @property
    def loose(self) -> tuple[SettledRow, ...]:
        """What was settled about cards that aren't stuck any more, so in no other list."""
        return tuple(one for one in self.settled if one.row.id not in self.figures.stuck)

    def settled_for(self, card: int) -> str:
        """What was settled about a card; empty when it wasn't talked about."""
        return next((one.told for one in self.settled if one.row.id == card), "")

    @property
    def is_frozen(self) -> bool:
        """Whether it says what it says for good."""
        return self.frozen_at is not None
