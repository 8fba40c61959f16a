"""A monthly review of a large board with a long log, as the server gives it and over periods."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import insert, update

from actionboard.boards.activity_log import Activity
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.cards.models import Card
from actionboard.core.database import db, writing
from bench.pages import call
from bench.region import SLUG, TODAY, app_with
from bench.served import serving
from bench.timing import Figure, side_by_side

CARDS, EVENTS, DAYS = 5_000, 100_000, 730
PAGE = f"/boards/{SLUG}/reviews"
MONTHS = (3, 12)
BOUND, GROWTH = 300, 1.0  # ms; and how much longer a longer period may take than it is longer


def figures(rounds: int, tell: Callable[[str], None]) -> Iterator[Figure]:
    """This month's review, and the same figures over a month, three months and a year."""
    tell(f"a review of {CARDS} cards and {EVENTS} events")
    with app_with(CARDS) as app, app_with(100) as small:
        live(app)
        path = f"{PAGE}/{TODAY:%Y-%m}"
        body = call(app, path)[2]
        with serving(app) as served, serving(small) as little:
            jobs: Sequence[Callable[[], object]] = [
                lambda: served.ask(path), lambda: little.ask(path)
            ]  # fmt: skip
            value, floor = side_by_side(jobs, rounds)
        name = f"a month's review, {CARDS} cards and {EVENTS} events, beside 100 of each"
        yield Figure(name, value.time, floor.time, BOUND, work=value.work)
        yield Figure("its page, compressed", len(body) / 1000, None, unit="kB")
        for months in MONTHS:
            jobs = [_asks(app, _over(months)), _asks(app, _over(1))]
            longer, month = side_by_side(jobs, max(3, rounds // 3))
            name = f"the figures over {months} months, beside one month"
            bound = GROWTH * months
            yield Figure(name, longer.time, month.time, bound, ratio=True, work=longer.work)


def _asks(app: Flask, path: str) -> Callable[[], Any]:
    address, _mark, query = path.partition("?")

    def ask() -> None:
        status = call(app, address, QUERY_STRING=query)[0]
        if not status.startswith("200"):
            raise RuntimeError(f"{path} was answered {status}")

    return ask


def _over(months: int) -> str:
    first = TODAY - timedelta(days=30 * months)
    return f"{PAGE}/period?first={first:%d-%m-%Y}&last={TODAY:%d-%m-%Y}"


def live(app: Flask) -> None:
    """Give the board a past of two years, told backwards from how it stands."""
    dice, now = random.Random(2), datetime.now(UTC)
    with app.app_context(), writing():
        columns = (Card.id, Card.stage, Card.due_on, Card.lead_id)
        cards = {row.id: dict(row._mapping) for row in db.session.execute(db.select(*columns))}
        ids = list(cards)
        entries = [
            _entry(version, cards[dice.choice(ids)], dice, now)
            for version in range(EVENTS, len(ids), -1)
        ]
        begun = now - timedelta(days=DAYS)
        db.session.execute(insert(Activity), entries)
        db.session.execute(update(Card).values(created_at=begun))
        db.session.execute(update(Board).values(version=EVENTS, created_at=begun))
        _date_the_first(begun)


def _entry(
    version: int, card: dict[str, Any], dice: random.Random, now: datetime
) -> dict[str, Any]:  # fmt: skip
    """What just happened to a card; the card becomes what it was before."""
    column = dice.choice(("stage", "due_on", "lead_id"))
    others: dict[str, list[Any]] = {
        "stage": list(Stage), "lead_id": [1, 2, 3, None],
        "due_on": [TODAY - timedelta(days=dice.randint(0, DAYS)), None],
    }  # fmt: skip
    was, known = dice.choice(others[column]), card[column]
    card[column] = was
    return {
        "board_id": 1, "version": version, "verb": "card.moved", "card_id": card["id"],
        "subject": "card", "subject_id": card["id"], "by_id": 1, "undoes": None,
        "at": now - timedelta(days=DAYS * (EVENTS - version) / EVENTS),
        "facts": {"was": {column: _plain(was)}, "now": {column: _plain(known)}},
    }  # fmt: skip


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _date_the_first(begun: datetime) -> None:
    """The first entries are as old as the board; the log itself refuses to be changed."""
    for trigger in ("update", "delete"):
        db.session.execute(db.text(f"DROP TRIGGER IF EXISTS activities_are_kept_{trigger}"))
    early = update(Activity).where(Activity.version <= CARDS).values(at=begun)
    db.session.execute(early)
