"""A board of any size, made in one go, and an app on it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from fractional_indexing import generate_n_keys_between
from sqlalchemy import insert

from actionboard.accounts.models import BrowserSession, Kind, Membership, Organisation, Role, User
from actionboard.accounts.sessions import hashed
from actionboard.app import create_app
from actionboard.boards.activity_log import Activity
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.boards.texts import Words
from actionboard.cards.models import Card
from actionboard.core.database import db, migrate, writing
from actionboard.core.local_time import day_of
from actionboard.core.settings import Settings
from actionboard.server import settle_memory

FIRST_TITLE = 1_000_000  # ids of the titles, beyond the texts that a board begins with
TODAY = day_of(datetime.now(UTC))
SLUG = "bench"
COOKIE = "actiebord=bench-session-0"
TITLES = ("Vaste contactpersoon per bedrijf", "Theoriedag in het bedrijf, elke periode",
          "Gastlessen door monteurs: rooster maken", "Eerder bellen bij verzuim")  # fmt: skip


@contextmanager
def app_with(cards: int, *, one_cell: bool = False, folder: str | None = None) -> Iterator[Flask]:
    """An app on a fresh SQLite file that holds one board of so many cards."""
    with TemporaryDirectory(dir=folder) as home:
        settings = Settings.from_environ({"ACTIONBOARD_DATA_DIR": home, "ACTIONBOARD_DEMO": "0"})
        app = create_app(settings)
        migrate(app)
        with app.app_context():
            fill(cards, one_cell=one_cell)
            db.session.remove()
        settle_memory()
        yield app
        with app.app_context():
            db.engine.dispose()


def settings_of(app: Flask) -> Path:
    """The data folder of such an app."""
    settings: Settings = app.config["SETTINGS"]
    return settings.data_dir


def fill(cards: int, *, one_cell: bool, watchers: int = 1000) -> None:
    """Twenty people, a board, and cards in every cell; sessions for as many watchers."""
    now, dice = datetime.now(UTC), random.Random(1)
    with writing():
        kinds = (Kind.SCHOOL, Kind.COMPANY)
        places = [Organisation(name=f"Organisatie {n}", short=f"Org {n}", kind=kinds[n % 2])
                  for n in range(6)]  # fmt: skip
        db.session.add_all(places)
        db.session.flush()
        people = [
            User(name=f"Persoon {n} Achternaam", email=f"p{n}@bench.example",
                 organisation_id=places[n % 6].id, is_admin=False, language="nl",
                 appearance="system")
            for n in range(20)
        ]  # fmt: skip
        db.session.add_all(people)
        db.session.flush()
        board = Board.create(SLUG, "Bench", by=people[0], at=now)
        board_id, themes = board.id, [theme.id for theme in board.themes]
        ids = [one.id for one in people]
        db.session.add_all(
            Membership(board_id=board_id, user_id=one, role=Role.MEMBER) for one in ids
        )
        db.session.execute(
            insert(BrowserSession),
            [
                {"key": hashed(f"bench-session-{n}"), "user_id": ids[n % 20],
                 "facts": {"_user_id": str(ids[n % 20]), "_fresh": True}, "seen_at": now}
                for n in range(watchers)
            ],
        )  # fmt: skip
        ranks = generate_n_keys_between(None, None, cards)
        db.session.execute(
            insert(Words),
            [{"id": FIRST_TITLE + n, "body": dice.choice(TITLES), "by_id": ids[0], "at": now}
             for n in range(cards)],
        )  # fmt: skip
        db.session.execute(insert(Card), [
            card_row(n, ranks[n], board_id, ids, themes, dice, now, one_cell=one_cell)
            for n in range(cards)
        ])  # fmt: skip
        db.session.execute(
            insert(Activity),
            [{"board_id": board_id, "version": n + 1, "verb": "card.proposed", "card_id": n + 1,
              "subject": "card", "subject_id": n + 1, "by_id": ids[0], "at": now, "undoes": None,
              "facts": {"was": {}, "now": {"number": n + 1}}} for n in range(cards)],
        )  # fmt: skip
        board.version = cards


def card_row(
    n: int, rank: str, board_id: int, people: list[int], themes: list[int], dice: random.Random,
    now: datetime, *, one_cell: bool = False,
) -> dict[str, object]:  # fmt: skip
    """The columns of a card, somewhere on the board: the n-th, with the n-th text as its title."""
    level = Level.LOCAL if one_cell else dice.choice(list(Level)[:3])
    stage = Stage.PROPOSED if one_cell else dice.choice(list(Stage))
    led = stage is not Stage.PROPOSED
    return {
        "id": n + 1, "board_id": board_id, "number": n + 1, "version": n + 1, "touched_at": now,
        "created_at": now, "level": level, "stage": stage, "rank": rank,
        "title_id": FIRST_TITLE + n,
        "theme_id": dice.choice(themes), "postponed": dice.choice((0, 0, 1)),
        "due_on": TODAY + timedelta(days=dice.randint(-10, 90)) if led else None,
        "lead_id": people[n % 20] if led else None,
        "partner_id": people[(n + 1) % 20] if led else None,
        "helper_ids": [], "questions": [], "removed": False, "steps_made": n % 5,
        "steps_ticked": n % 3, "comments_made": n % 4,
        "done_on": TODAY if stage is Stage.DONE else None,
    }  # fmt: skip
