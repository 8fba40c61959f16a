"""Server time of the page that lays hundreds of boards side by side, for who may see them all."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import product

from flask import Flask
from fractional_indexing import generate_n_keys_between
from sqlalchemy import insert

from actionboard.accounts.models import User
from actionboard.boards.models import Board
from actionboard.boards.texts import Words
from actionboard.cards import similar_cards
from actionboard.cards.models import Card
from actionboard.core.database import db, new_ids, writing
from bench.pages import call
from bench.region import app_with, card_row
from bench.served import serving
from bench.timing import Figure, side_by_side

BOARDS, CARDS, BOUND = 300, 50, 1000  # boards, cards on each, ms
PAGE = "/overview"
WHAT = ("Gastlessen", "Een vaste contactpersoon", "Het rooster", "De beoordeling",
        "Een bedrijfsbezoek", "Het leerlingvolgsysteem", "De kennismaking", "Een terugkomdag",
        "Het praktijkboek")  # fmt: skip
HOW = ("plannen", "afstemmen", "vernieuwen", "evalueren", "samen voorbereiden", "inkorten",
       "bekend maken", "eerder bespreken")  # fmt: skip
WHERE = ("op school", "in het bedrijf", "bij de buren", "per sector", "voor eerstejaars",
         "in de winter", "met ouders", "bij verzuim", "met de branche", "voor zij-instromers",
         "in de eerste week", "na de toetsweek", "op afstand", "met oud-studenten")  # fmt: skip


def figures(rounds: int, tell: Callable[[str], None]) -> Iterator[Figure]:
    """The page over all boards in a served process, beside that of one board."""
    with app_with(CARDS) as app, app_with(CARDS) as alone:
        tell(f"{BOARDS} boards of {CARDS} cards side by side")
        with app.app_context(), writing():
            _see_everything()
            _add_boards(BOARDS - 1)
        with serving(app) as served, serving(alone) as small:
            jobs = [lambda: served.ask(PAGE), lambda: small.ask(PAGE)]
            value, floor = side_by_side(jobs, rounds)
        name = f"{BOARDS} boards side by side, {BOARDS * CARDS} cards"
        yield Figure(f"{name}, beside one board", value.time, floor.time, BOUND, work=value.work)
        (value,) = side_by_side([lambda: _compared_anew(app)], max(3, rounds // 3))
        yield Figure(f"{name}, after a title changed", value.time, None, BOUND, work=value.work)


def _compared_anew(app: Flask) -> None:
    """Which actions are alike is found anew whenever a title changed."""
    similar_cards._grouped.cache_clear()
    status = call(app, PAGE)[0]
    if not status.startswith("200"):
        raise RuntimeError(f"{PAGE} was answered {status}")


def _see_everything() -> None:
    """The first person reads every board of the country."""
    db.session.get_one(User, 1).is_admin = True


def _add_boards(count: int) -> None:
    now, dice = datetime.now(UTC), random.Random(3)
    titles = [" ".join(words) for words in product(WHAT, HOW, WHERE)]
    people, by = list(range(1, 21)), db.session.get_one(User, 1)
    ranks = generate_n_keys_between(None, None, CARDS)
    for nth in range(1, count + 1):
        board = Board.create(f"regio-{nth}", f"Regio {nth}", by=by, at=now)
        themes = [theme.id for theme in board.themes]
        first = nth * CARDS
        texts = new_ids(Words, CARDS)
        words = [{"id": texts[n], "body": dice.choice(titles), "by_id": 1, "at": now}
                 for n in range(CARDS)]  # fmt: skip
        cards = [
            card_row(n, ranks[n], board.id, people, themes, dice, now)
            | {"id": first + n + 1, "title_id": texts[n]}
            for n in range(CARDS)
        ]
        db.session.execute(insert(Words), words)
        db.session.execute(insert(Card), cards)
        board.version = CARDS
