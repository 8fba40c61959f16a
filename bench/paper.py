"""What goes to paper, of 200 cards: the poster, the small cards, the list for Excel."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from statistics import median

from flask import Flask

from actionboard.accounts.models import Membership, Role
from actionboard.db import db, writing
from bench.pages import PAGE, Mover, call
from bench.region import app_with
from bench.timing import Figure

CARDS, BOUND = 200, 2000  # ms
SHEETS = {"poster": "poster.pdf", "cards of A6": "cards.pdf", "list for Excel": "cards.xlsx"}


def figures(rounds: int, tell: Callable[[str], None]) -> Iterator[Figure]:
    """Each sheet the first time, and after a card has moved: typst keeps what it has laid out."""
    with app_with(CARDS) as app:
        _coordinate(app)
        mover = Mover(app, CARDS)
        for name, file in SHEETS.items():
            tell(f"{name}, {CARDS} cards")
            times = [_made(app, f"{PAGE}/paper/{file}", mover) for _ in range(rounds)]
            yield Figure(f"{name}, {CARDS} cards, the first time", times[0], None, BOUND)
            yield Figure(f"{name}, {CARDS} cards, after a move", median(times[1:]), None, BOUND)


def _made(app: Flask, address: str, mover: Mover) -> float:
    mover.move()
    start = time.perf_counter()
    status, _headers, _body = call(app, address)
    if not status.startswith("200"):
        raise RuntimeError(f"{address} was answered {status}")
    return (time.perf_counter() - start) * 1000


def _coordinate(app: Flask) -> None:
    """Lists are for coordinators."""
    with app.app_context(), writing():
        db.session.execute(db.update(Membership).values(role=Role.COORDINATOR))
