"""A review as it is read: the figures with today's names and the texts of their time put in.

`Report` is what the page shows and what paper typesets. Whoever may not know names gets
organisations in their place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select

from actionboard import dates
from actionboard.accounts.models import Organisation
from actionboard.boards.activity import Words
from actionboard.boards.models import Board, Level, Stage
from actionboard.cards import faces
from actionboard.cards.faces import Seat, ThemeFace, nameless
from actionboard.db import db
from actionboard.reviews import saying
from actionboard.reviews.figures import CardLine, Figures, Headline, Lane, Outcome, Promised, Raised
from actionboard.reviews.models import Review
from actionboard.reviews.parts import Decided
from actionboard.reviews.periods import Month

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
    remarks: str
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
    def is_frozen(self) -> bool:
        """Whether it says what it says for good."""
        return self.frozen_at is not None


def report(
    board: Board, figures: Figures, *, title: str, review: Review | None = None,
    month: Month | None = None, named: bool = True,
) -> Report:  # fmt: skip
    """A review for somebody to read; `named` says whether they may know who is who."""
    reader = Reader(board, figures, named)
    decisions = Decided.of(review) if review else ()
    return Report(
        board=board.name, title=title, month=month,
        number=review.number if review else 1,
        frozen_at=review.frozen_at if review else None,
        by=reader.seat(review.frozen_by_id) if review else None,
        why=review.why if review else "",
        figures=figures, sentence=saying.aloud(figures),
        headlines=tuple(map(_headline, figures.headlines)),
        stuck=reader.rows(figures.stuck), finished=reader.rows(figures.since.finished),
        weeks=tuple(_weeks(reader.rows(figures.promises))),
        promised=tuple(reader.promises(figures.promised)),
        national=tuple(reader.questions()),
        decisions=tuple(
            DecisionRow(one.id, f"B{one.number}", one.body, reader.seat(one.who_id))
            for one in decisions
        ),
        remarks=review.remarks if review else "",
        rows=reader.known,
    )  # fmt: skip


class Reader:
    """Puts names and texts in, with one query for each sort of thing."""

    def __init__(self, board: Board, figures: Figures, named: bool) -> None:
        self.figures, self.named = figures, named
        self.people, self.themes = faces.people(), faces.themes(board.id)
        lists = (
            figures.stuck, figures.since.finished, figures.promises,
            tuple(one.card for one in figures.promised),
            tuple(one.card for one in figures.national),
        )  # fmt: skip
        shown = {card_id for cards in lists for card_id in cards[:MOST]}
        self.known = self.read(shown)

    def read(self, cards: Iterable[int]) -> dict[int, Row]:
        """These cards, by id."""
        lines = [self.figures.cards[one] for one in cards]
        texts = self._texts(lines)
        return {one.id: self._row(one, texts) for one in lines}

    def rows(self, cards: Iterable[int]) -> tuple[Row, ...]:
        """Those of these cards that are shown."""
        return tuple(self.known[one] for one in cards if one in self.known)[:MOST]

    def promises(self, promised: Iterable[Promised]) -> Iterator[PromiseRow]:
        """What was promised, and what became of it."""
        for one in promised:
            if one.card in self.known:
                yield PromiseRow(self.known[one.card], one.due_on, one.outcome)

    def questions(self) -> Iterator[QuestionRow]:
        """What goes to the national level; to whom, and whether it was answered."""
        asked = {one.to for one in self.figures.national if one.to}
        places = dict(
            db.session.execute(
                select(Organisation.id, Organisation.name).where(Organisation.id.in_(asked))
            ).all()
        )
        for one in self.figures.national:
            if one.card in self.known:
                yield QuestionRow(
                    self.known[one.card], saying.raised(one.raised), places.get(one.to or 0, ""),
                    one.raised is Raised.ANSWERED,
                )  # fmt: skip

    def seat(self, person: int | None) -> Seat | None:
        """Somebody's mark, as this reader may see it."""
        found = self.people.get(person or 0)
        return found if self.named else nameless(found)

    def _row(self, line: CardLine, texts: Mapping[int, str]) -> Row:
        return Row(
            id=line.id, number=line.number, title=texts.get(line.title_id, "…"), level=line.level,
            stage=line.stage, theme=self.themes.get(line.theme_id or 0),
            lead=self.seat(line.lead_id), partner=self.seat(line.partner_id), due=line.due_on,
            done=line.done_on, result=texts.get(line.result_id or 0, ""),
            help=texts.get(line.help_id or 0, ""), dropped=texts.get(line.dropped_id or 0, ""),
            reasons=tuple(saying.reason(one) for one in line.reasons), on_board=line.on_board,
        )  # fmt: skip

    def _texts(self, lines: Iterable[CardLine]) -> dict[int, str]:
        wanted = sorted({
            text for one in lines
            for text in (one.title_id, one.result_id, one.help_id, one.dropped_id) if text
        })  # fmt: skip
        found: dict[int, str] = {}
        for first in range(0, len(wanted), 500):
            some = select(Words.id, Words.body).where(Words.id.in_(wanted[first : first + 500]))
            found.update(db.session.execute(some).all())
        return found


def _headline(one: Headline) -> HeadlineText:
    label, icon = saying.headline(one.name)
    words, tone = saying.change(one)
    up = None if not one.change else one.change > 0
    return HeadlineText(one.name, label, icon, one.value, words, tone, up)


def _weeks(rows: Iterable[Row]) -> Iterator[Week]:
    weeks: dict[int, list[Row]] = {}
    for row in rows:
        if row.due is not None:
            weeks.setdefault(dates.week_of(row.due), []).append(row)
    return (Week(number, tuple(them)) for number, them in weeks.items())
