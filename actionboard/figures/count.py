"""From the log to the figures: the board at both ends of a period, and what lies between.

It costs the cards on the board and the entries since the period began, never the log before that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from actionboard.accounts.models import Kind
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.cards.escalation import asked_on
from actionboard.cards.past_board import Past, PastCard
from actionboard.cards.stuck_reasons import Reason, Why, reasons
from actionboard.core.local_time import day_of
from actionboard.figures import cumulative_flow, lead_times
from actionboard.figures.figures import (
    AGES,
    Age,
    CardLine,
    Figures,
    Headline,
    Lane,
    Promised,
    Question,
    Since,
)
from actionboard.figures.lead_organisations import other_places, sides_of
from actionboard.figures.periods import Period
from actionboard.figures.promise_outcomes import outcome, raised

AHEAD = timedelta(days=31)  # how far the coming month reaches
Cards = dict[int, PastCard]


def count(board: Board, period: Period, before: Figures | None = None) -> Figures:
    """The figures of a board in a period; `before` are those of the review before this one."""
    end = Past.now(board).earlier(period.until)
    start = end.earlier(period.since)
    return Count(board, period, start, end, before).figures()


class Count:
    """Counts the cards at both ends of a period."""

    def __init__(
        self, board: Board, period: Period, start: Past, end: Past, before: Figures | None
    ) -> None:
        self.board, self.period, self.before = board, period, before
        self.stillness = board.stillness
        self.log = start.log[: len(start.log) - len(end.log)]
        self.later = end.log
        self.start, self.end = _on_board(start), _on_board(end)
        self.was, self.all = start.cards, end.cards
        self.open_then, self.open_now = _open(self.start), _open(self.end)
        start.touched(self.open_then)
        end.touched(self.open_now)
        self.stuck_then = self._stuck(self.open_then, period.first_day)
        self.stuck_now = self._stuck(self.open_now, period.last_day)
        self.born = {one: day_of(card.created_at) for one, card in self.all.items()}

    def figures(self) -> Figures:
        """All of them."""
        since = self._since()
        finished = [self.end[one] for one in since.finished]
        sides = sides_of(self.end.values())
        promises, promised = self._promises(), tuple(self._promised())
        merged = {
            one for one, card in self.all.items()
            if card.merged_into_id and not card.removed and one in self.start
        }  # fmt: skip
        mentioned = {*self.end, *since.dropped, *merged, *(one.card for one in promised)}
        return Figures(
            period=self.period,
            headlines=tuple(self._headlines(since)),
            lanes=tuple(self._lanes(sides)),
            since=since,
            stuck=tuple(sorted(self.stuck_now, key=self._urgency)),
            promises=promises,
            promised=promised,
            national=tuple(self._national(finished)),
            flow=cumulative_flow.flow(self.period, self.was, self.log, self.before),
            lead_times=lead_times.lead_times(self.board, finished, self.period.until),
            ages=tuple(self._ages()),
            cards={one: self._line(self.all[one]) for one in sorted(mentioned)},
        )

    def _headlines(self, since: Since) -> Iterator[Headline]:
        then, now = self.period.first_day, self.period.last_day

        def compared(count: int) -> int | None:
            return count if self.period.since else None  # the board began: with nothing

        opened = tuple(one.id for one in self.open_now)
        yield Headline("open", opened, compared(len(self.open_then)))
        before = len(self.before.since.finished) if self.before else None
        yield Headline("finished", since.finished, before)
        for name in ("duos", "leadless", "late"):
            was = _ids(self.open_then, name, then)
            yield Headline(name, _ids(self.open_now, name, now), compared(len(was)))
        yield Headline("still", _still(self.stuck_now), compared(len(_still(self.stuck_then))))

    def _since(self) -> Since:
        start, end = self.start, self.end
        both = [(start[one], card) for one, card in end.items() if one in start]
        return Since(
            new=tuple(one for one in end if one not in start),
            finished=tuple(
                one for one, card in end.items()
                if card.is_done and not (one in start and start[one].is_done)
            ),
            reopened=tuple(now.id for was, now in both if was.is_done and not now.is_done),
            stuck=tuple(one for one in self.stuck_now if one not in self.stuck_then),
            loose=tuple(
                one for one in self.stuck_then if one in end and one not in self.stuck_now
            ),
            postponed=tuple(
                one for one, card in end.items()
                if card.postponed > (self.was[one].postponed if one in self.was else 0)
            ),
            dropped=tuple(
                one for one, card in self.all.items()
                if card.dropped_id and not card.removed
                and not (one in self.was and self.was[one].dropped_id)
            ),
        )  # fmt: skip

    def _lanes(self, sides: dict[int, str]) -> Iterator[Lane]:
        for level in Level:
            cards = [one for one in self.end.values() if one.level is level]
            if not cards and level is Level.OPEN:
                continue
            columns = {
                stage.value: tuple(one.id for one in cards if one.stage is stage) for stage in Stage
            }
            open_now = [one for one in cards if not one.is_done]
            carried = [sides.get(one.lead_id or 0, "nobody") for one in open_now]
            yield Lane(
                level=level, **columns,
                moved=tuple(one.id for one in cards if self._moved(one)),
                school=carried.count(Kind.SCHOOL), company=carried.count(Kind.COMPANY),
                other=carried.count(Kind.OTHER), nobody=carried.count("nobody"),
                duos=len(_ids(open_now, "duos", self.period.last_day)),
            )  # fmt: skip

    def _moved(self, card: PastCard) -> bool:
        was = self.start.get(card.id)
        return was is not None and (was.level, was.stage) != (card.level, card.stage)

    def _stuck(self, cards: Iterable[PastCard], on: date) -> dict[int, tuple[Reason, ...]]:
        found = {one.id: tuple(reasons(one, on, self.stillness)) for one in cards}
        return {card_id: why for card_id, why in found.items() if why}

    def _urgency(self, card_id: int) -> tuple[int, int, int]:
        """Who asks for help comes first, then what is late longest, then the rest."""
        first = self.stuck_now[card_id][0]
        return list(Why).index(first.why), -first.number, self.end[card_id].number

    def _promises(self) -> tuple[int, ...]:
        today = self.period.last_day
        coming = [
            (one.due_on, one.number, one.id)
            for one in self.open_now
            if one.lead_id and one.due_on and today <= one.due_on <= today + AHEAD
        ]
        return tuple(card_id for _due, _number, card_id in sorted(coming))

    def _promised(self) -> Iterator[Promised]:
        first, last = self.period.first_day, self.period.last_day
        came = [
            (one.due_on, one.number, one)
            for one in self.start.values()
            if not one.is_done and one.lead_id and one.due_on and first <= one.due_on < last
        ]
        for due_on, _number, was in sorted(came, key=lambda one: one[:2]):
            card = self.all.get(was.id)
            if card is not None and not card.removed:
                yield Promised(card.id, due_on, outcome(card, due_on))

    def _national(self, finished: list[PastCard]) -> Iterator[Question]:
        places = dict(other_places(self.end.values()))
        asked = asked_on(self.board, self.later)
        done = {one.id for one in finished}
        for card in self.end.values():
            if card.level is Level.NATIONAL and (not card.is_done or card.id in done):
                seats = (card.lead_id or 0, card.partner_id or 0)
                to = next((places[one] for one in seats if one in places), None)
                yield Question(card.id, raised(card), to, *asked.get(card.id, (None, None)))

    def _ages(self) -> Iterator[Age]:
        for stage in (Stage.PROPOSED, Stage.PLANNED, Stage.DOING):
            counts = [0] * (len(AGES) + 1)
            for card in self.open_now:
                if card.stage is stage:
                    days = (self.period.last_day - self.born[card.id]).days
                    counts[sum(days >= bound for bound in AGES)] += 1
            yield Age(stage, tuple(counts))

    def _line(self, card: PastCard) -> CardLine:
        return CardLine(
            id=card.id, number=card.number, level=card.level, stage=card.stage,
            on_board=card.is_on_board, title_id=card.title_id, theme_id=card.theme_id,
            lead_id=card.lead_id, partner_id=card.partner_id, due_on=card.due_on,
            done_on=card.done_on, created_on=self.born[card.id], postponed=card.postponed,
            help_id=card.help_id, result_id=card.result_id, dropped_id=card.dropped_id,
            reasons=self.stuck_now.get(card.id, ()),
        )  # fmt: skip


def _on_board(past: Past) -> Cards:
    return {card_id: card for card_id, card in past.cards.items() if card.is_on_board}


def _open(cards: Cards) -> list[PastCard]:
    return [one for one in cards.values() if not one.is_done]


def _still(stuck: dict[int, tuple[Reason, ...]]) -> tuple[int, ...]:
    """Those that are stuck because, or also because, nothing happened."""
    return tuple(one for one, why in stuck.items() if why[-1].why is Why.STILL)


def _ids(cards: Iterable[PastCard], which: str, on: date) -> tuple[int, ...]:
    """Which of these open cards are duos, leadless or late."""

    def counts(one: PastCard) -> bool:
        match which:
            case "duos":
                return bool(one.lead_id and one.partner_id)
            case "leadless":
                return one.lead_id is None
        return one.is_late(on)

    return tuple(one.id for one in cards if counts(one))
