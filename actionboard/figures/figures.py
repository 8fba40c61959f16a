"""The figures of a review, as plain data: what the page shows, paper typesets and charts draw.

Cards, people, texts and organisations stand in it by their ids (`CardLine` says what a card was).
So a frozen review keeps its figures for good while a person can still be erased everywhere:
`reviews/report_builder.py` puts the names and texts in when it is read. Rules: docs/definitions.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.cards.stuck_reasons import Reason
from actionboard.figures.periods import Period

AGES = (31, 92, 183, 366)  # days: the bounds between the five groups of `Age.counts`


class Outcome(StrEnum):
    """What became of a promise whose day came within the period."""

    KEPT = "kept"  # done by that day
    LATER = "later"  # done, but after it
    MOVED = "moved"  # it got another day
    OPEN = "open"  # not done
    OFF = "off"  # off the board, with a reason


@dataclass(frozen=True, slots=True)
class CardLine:
    """A card at the end of the period."""

    id: int
    number: int
    level: Level
    stage: Stage
    on_board: bool
    title_id: int
    theme_id: int | None
    lead_id: int | None
    partner_id: int | None
    due_on: date | None
    done_on: date | None
    created_on: date
    postponed: int
    help_id: int | None
    result_id: int | None
    dropped_id: int | None
    reasons: tuple[Reason, ...] = ()  # empty: not stuck


@dataclass(frozen=True, slots=True)
class Headline:
    """One of the large numbers, with what it was at the beginning of the period.

    For "finished" `before` is how many the review before this one counted.
    """

    name: str  # open, finished, duos, leadless, late, still
    cards: tuple[int, ...]
    before: int | None = None  # None: there is nothing to compare with

    @property
    def value(self) -> int:
        """How many cards."""
        return len(self.cards)

    @property
    def change(self) -> int | None:
        """How many more than before, negative for fewer."""
        return None if self.before is None else self.value - self.before


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane: its cards by column, what moved, and who carries what isn't done.

    `school`, `company` and `other` count open cards by the sort of organisation of their trekker,
    `nobody` those without one, `duos` those with both seats filled.
    """

    level: Level
    proposed: tuple[int, ...] = ()
    planned: tuple[int, ...] = ()
    doing: tuple[int, ...] = ()
    done: tuple[int, ...] = ()
    moved: tuple[int, ...] = ()  # stand in another column or lane than at the beginning
    school: int = 0
    company: int = 0
    other: int = 0
    nobody: int = 0
    duos: int = 0

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """How many cards in each column, from proposal to done."""
        return len(self.proposed), len(self.planned), len(self.doing), len(self.done)

    @property
    def total(self) -> int:
        """How many cards."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise whose day came within the period, and what became of it."""

    card: int
    due_on: date  # as it was promised at the beginning
    outcome: Outcome


class Raised(StrEnum):
    """How far a question is that goes to the national level."""

    WAITING = "waiting"  # nobody raises it yet
    RAISED = "raised"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Question:
    """A card in the national lane: how far, what is asked, and who is to answer it.

    `to_id` is what somebody typed; `to` is an "other" organisation on one of the card's seats.
    """

    card: int
    raised: Raised
    to: int | None  # organisation
    question_id: int | None = None  # words
    to_id: int | None = None  # words


@dataclass(frozen=True, slots=True)
class FlowPoint:
    """How many cards stood in each column at the end of a day: a Sunday, or the last day."""

    day: date
    proposed: int
    planned: int
    doing: int
    done: int

    @property
    def total(self) -> int:
        """All cards on the board."""
        return self.proposed + self.planned + self.doing + self.done


@dataclass(frozen=True, slots=True)
class LeadTime:
    """How long a card that was finished in the period took.

    `days` from coming on the board until done; `working` from first being under way until done.
    """

    card: int
    days: int
    working: int


@dataclass(frozen=True, slots=True)
class Age:
    """How old the open cards of one column are: counts by the groups that AGES bounds."""

    stage: Stage
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """What is otherwise at the end of the period than at its beginning; ids of cards."""

    new: tuple[int, ...] = ()  # came on the board
    finished: tuple[int, ...] = ()
    reopened: tuple[int, ...] = ()
    stuck: tuple[int, ...] = ()  # is stuck now and wasn't
    loose: tuple[int, ...] = ()  # isn't stuck any more
    postponed: tuple[int, ...] = ()  # got a later day
    dropped: tuple[int, ...] = ()  # off the board with a reason


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that a review counts of a board in a period."""

    period: Period
    headlines: tuple[Headline, ...]
    lanes: tuple[Lane, ...]  # those with cards, from national to local
    since: Since
    stuck: tuple[int, ...]  # in the order of the agenda; see CardLine.reasons
    promises: tuple[int, ...]  # for the coming month, by day
    promised: tuple[Promised, ...]  # whose day came, by day
    national: tuple[Question, ...]
    flow: tuple[FlowPoint, ...]  # by week, at most a year
    lead_times: tuple[LeadTime, ...]
    ages: tuple[Age, ...]
    cards: dict[int, CardLine] = field(default_factory=dict)  # by id; all on the board, and more

    @property
    def stages(self) -> tuple[int, int, int, int]:
        """How many cards in each column, from proposal to done."""
        columns = zip(*(lane.counts for lane in self.lanes), strict=True)
        counts = [sum(column) for column in columns] or [0] * 4
        return counts[0], counts[1], counts[2], counts[3]

    @property
    def total(self) -> int:
        """How many cards stand on the board."""
        return sum(self.stages)

    @property
    def kept(self) -> int:
        """How many of the promises whose day came were kept."""
        return sum(one.outcome is Outcome.KEPT for one in self.promised)

    def headline(self, name: str) -> Headline:
        """One of the large numbers, by its name."""
        return next(one for one in self.headlines if one.name == name)
