"""A review as it is read: the figures with today's names and the texts of their time put in.

Whoever may not know names gets organisations in their place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import select

from actionboard.accounts.models import Organisation
from actionboard.accounts.person_badge import Seat, nameless
from actionboard.boards.models import Board
from actionboard.boards.texts import Words
from actionboard.cards import card_view, stuck_reasons
from actionboard.core import date_words
from actionboard.core.database import db
from actionboard.figures.figures import CardLine, Figures, Headline, Promised, Raised
from actionboard.figures.periods import Month
from actionboard.reviews import follow_up, phrases
from actionboard.reviews.agenda_items import Discussed
from actionboard.reviews.decisions import Decided
from actionboard.reviews.models import Review
from actionboard.reviews.report import (
    MOST,
    Before,
    DecisionRow,
    FollowedRow,
    HeadlineText,
    PromiseRow,
    QuestionRow,
    Report,
    Row,
    SettledRow,
    Week,
)


def report(
    board: Board, figures: Figures, *, title: str, review: Review | None = None,
    month: Month | None = None, named: bool = True,
) -> Report:  # fmt: skip
    """A review for somebody to read; `named` says whether they may know who is who."""
    reader = Reader(board, figures, named)
    last = Review.before(board, month) if month else None
    return Report(
        board=board.name, title=title, month=month,
        number=review.number if review else 1,
        frozen_at=review.frozen_at if review else None,
        by=reader.seat(review.frozen_by_id) if review else None,
        why=review.why if review else "",
        figures=figures, sentence=phrases.aloud(figures),
        headlines=tuple(map(_headline, figures.headlines)),
        stuck=reader.rows(figures.stuck), finished=reader.rows(figures.since.finished),
        weeks=tuple(_weeks(reader.rows(figures.promises))),
        promised=tuple(reader.promises(figures.promised)),
        national=tuple(reader.questions()),
        decisions=reader.decisions(review) if review else (),
        settled=reader.settled(review) if review else (),
        remarks=review.remarks if review else "",
        before=reader.before(last) if last else None,
        rows=reader.known,
    )  # fmt: skip


class Reader:
    """Puts names and texts in, with one query for each sort of thing."""

    def __init__(self, board: Board, figures: Figures, named: bool) -> None:
        self.figures, self.named = figures, named
        self.people, self.themes = card_view.people(), card_view.themes(board.id)
        lists = (
            figures.stuck, figures.since.finished, figures.promises,
            tuple(one.card for one in figures.promised),
            tuple(one.card for one in figures.national),
        )  # fmt: skip
        shown = {card_id for cards in lists for card_id in cards[:MOST]}
        self.known = self.read(shown)

    def read(self, cards: Iterable[int]) -> dict[int, Row]:
        """These cards, by id."""
        return self._read([self.figures.cards[one] for one in cards])

    def _read(self, lines: list[CardLine]) -> dict[int, Row]:
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
        national = self.figures.national
        said = self._words({text for one in national for text in (one.question_id, one.to_id)})
        for one in national:
            if one.card in self.known:
                yield QuestionRow(
                    self.known[one.card], phrases.raised(one.raised),
                    question=said.get(one.question_id or 0, ""),
                    to=said.get(one.to_id or 0) or places.get(one.to or 0, ""),
                    answered=one.raised is Raised.ANSWERED,
                )  # fmt: skip

    def decisions(self, review: Review) -> tuple[DecisionRow, ...]:
        """What was decided, and by whom it is done."""
        return tuple(
            DecisionRow(one.id, f"B{one.number}", one.body, self.seat(one.who_id))
            for one in Decided.of(review)
        )

    def settled(self, review: Review) -> tuple[SettledRow, ...]:
        """What was settled about each card that was talked about."""
        items = [one for one in Discussed.of(review) if one.card_id in self.figures.cards]
        rows = self.read(one.card_id for one in items)
        return tuple(SettledRow(rows[one.card_id], told(one)) for one in items)

    def before(self, last: Review) -> Before:
        """What the last review decided, and what became of it by now."""
        items = Discussed.of(last)[:MOST]
        then = last.lines(one.card_id for one in items)
        lines = then | {one: self.figures.cards[one] for one in then if one in self.figures.cards}
        rows = self._read(list(lines.values()))
        return Before(
            phrases.month_name(last.in_month), self.decisions(last),
            tuple(self._followed(one, rows, then) for one in items if one.card_id in rows),
        )  # fmt: skip

    def _followed(
        self, item: Discussed, rows: Mapping[int, Row], then: Mapping[int, CardLine]
    ) -> FollowedRow:
        verdict, words = follow_up.became(
            item.became, then.get(item.card_id), self.figures.cards.get(item.card_id),
            self.figures.period.last_day,
        )  # fmt: skip
        return FollowedRow(rows[item.card_id], told(item), verdict, words)

    def seat(self, person: int | None) -> Seat | None:
        """Somebody's mark, as this reader may see it."""
        found = self.people.get(person or 0)
        return found if self.named else nameless(found)

    def _row(self, line: CardLine, texts: Mapping[int, str]) -> Row:
        return Row(
            id=line.id,
            number=line.number,
            title=texts.get(line.title_id, "…"),
            level=line.level,
            stage=line.stage,
            theme=self.themes.get(line.theme_id or 0),
            lead=self.seat(line.lead_id),
            partner=self.seat(line.partner_id),
            due=line.due_on,
            done=line.done_on,
            result=texts.get(line.result_id or 0, ""),
            help=texts.get(line.help_id or 0, ""),
            dropped=texts.get(line.dropped_id or 0, ""),
            reasons=tuple(stuck_reasons.reason(one) for one in line.reasons),
            on_board=line.on_board,
        )

    def _texts(self, lines: Iterable[CardLine]) -> dict[int, str]:
        return self._words({
            text for one in lines
            for text in (one.title_id, one.result_id, one.help_id, one.dropped_id)
        })  # fmt: skip

    def _words(self, texts: set[int | None]) -> dict[int, str]:
        wanted, found = sorted(one for one in texts if one), dict[int, str]()
        for first in range(0, len(wanted), 500):
            some = select(Words.id, Words.body).where(Words.id.in_(wanted[first : first + 500]))
            found.update(db.session.execute(some).all())
        return found


def told(item: Discussed) -> str:
    """ "Loopt door: ICT belt terug" """
    return f"{item.became.told}: {item.said}" if item.said else item.became.told


def _headline(one: Headline) -> HeadlineText:
    label, icon = phrases.headline(one.name)
    words, tone = phrases.change(one)
    up = None if not one.change else one.change > 0
    return HeadlineText(one.name, label, icon, one.value, words, tone, up)


def _weeks(rows: Iterable[Row]) -> Iterator[Week]:
    weeks: dict[int, list[Row]] = {}
    for row in rows:
        if row.due is not None:
            weeks.setdefault(date_words.week_of(row.due), []).append(row)
    return (Week(number, tuple(them)) for number, them in weeks.items())
