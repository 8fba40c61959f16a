"""Many who press at once: one is first, the others are told who, and nobody sees a lock."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import Counter

import pytest

from actionboard.boards import replay
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.cards.errors import AlreadyClaimed, SeatTaken
from actionboard.cards.models import Card
from actionboard.core.database import db
from tests.databases import SECRET
from tests.pipes import next_line

RACES = int(os.environ.get("ACTIEBORD_RACES", "15"))
RUNNERS = 4
RACE = """
import sys
from tests.moment import travel; travel()
from sqlalchemy import select
from actionboard.app import create_app
from actionboard.accounts.models import User
from actionboard.boards.models import Board
from actionboard.cards.errors import AlreadyClaimed
from actionboard.cards.models import Card
from actionboard.core.database import db

me = int(sys.argv[1])
with create_app().app_context():
    db.session.scalar(select(User).where(User.id == me))
    print("ready", flush=True)
    for line in sys.stdin:
        board = db.session.scalar(select(Board).where(Board.slug == "voorbeeldland"))
        try:
            with board.turn():
                Card.find(board, int(line)).claim(by=db.session.get(User, me))
            print("won", flush=True)
        except AlreadyClaimed as refused:
            print(refused.values["who"], flush=True)
        except Exception as error:
            print(repr(error), flush=True)
"""


@pytest.fixture
def runners(app, board):
    """Processes that each claim, for somebody of their own, the card whose number they are told."""
    settings = app.config["SETTINGS"]
    people = [one.user for one in board.memberships if one.role != "viewer"][:RUNNERS]
    environ = {
        **os.environ,
        "ACTIONBOARD_DATA_DIR": str(settings.data_dir),
        "ACTIONBOARD_DATABASE_URL": settings.database_url,
        "ACTIONBOARD_SECRET_KEY": SECRET,
    }
    found = [
        (person, subprocess.Popen([sys.executable, "-c", RACE, str(person.id)], env=environ,
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
        for person in people
    ]  # fmt: skip
    for _person, process in found:
        assert next_line(process.stdout) == "ready\n"
    yield found
    for _person, process in found:
        process.stdin.close()
        process.wait(20)
        process.stdout.close()


@pytest.mark.timeout(240)  # four processes that each read all the code
def test_of_many_processes_that_claim_at_once_one_wins(runners, propose, board):
    cards = [propose() for _ in range(RACES)]

    for card in cards:
        for _person, process in runners:
            process.stdin.write(f"{card.number}\n")
            process.stdin.flush()
        said = [next_line(process.stdout).strip() for _person, process in runners]
        db.session.rollback()
        db.session.expire_all()

        assert Counter(said) == {"won": 1, card.lead.name: len(runners) - 1}
        assert runners[said.index("won")][0].name == card.lead.name

    assert replay.differences(board) == []


def at_once(app, people, deed):
    """Let each of these people do this in a thread of their own, all at the same moment.

    `deed(board, person)`; gives what each said: None, or the error.
    """
    start, said = threading.Barrier(len(people), timeout=10), {}
    ids = [person.id for person in people]
    db.session.rollback()

    def run(user_id):
        from actionboard.accounts.models import User

        with app.app_context():
            board = db.session.scalar(db.select(Board).where(Board.slug == "voorbeeldland"))
            db.session.rollback()
            start.wait()
            try:
                with board.turn():
                    deed(board, db.session.get(User, user_id))
                said[user_id] = None
            except Exception as error:
                said[user_id] = error
            db.session.remove()

    threads = [threading.Thread(target=run, args=(user_id,), daemon=True) for user_id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    db.session.rollback()
    db.session.expire_all()
    return [said[user_id] for user_id in ids]


def test_of_many_threads_that_claim_at_once_one_wins(app, propose, board, request):
    people = [request.getfixturevalue(n) for n in ("karin", "henk", "fatima", "joris", "wim")]

    for card in [propose() for _ in range(RACES)]:
        number = card.number
        said = at_once(app, people, lambda b, who, n=number: Card.find(b, n).claim(by=who))

        winners = [who for who, error in zip(people, said, strict=True) if error is None]
        assert winners == [card.lead]
        assert all(isinstance(one, AlreadyClaimed) for one in said if one)
        assert {str(one) for one in said if one} == {
            f"{card.lead.name} was je net voor en trekt actie {number} nu."
        }

    assert replay.differences(board) == []


def test_of_two_who_take_the_other_seat_at_once_one_gets_it(app, card, board, karin, henk, fatima):
    with board.turn():
        card.claim(by=karin)

    said = at_once(app, [henk, fatima], lambda b, who: Card.find(b, 1).join(by=who))

    assert card.partner in (henk, fatima)
    other = fatima if card.partner is henk else henk
    assert card.helper_ids == [other.id] or isinstance(said[[henk, fatima].index(other)], SeatTaken)


def test_all_who_join_at_once_take_part(app, card, board, karin, henk, fatima, joris, wim):
    people = [karin, henk, fatima, joris, wim]

    said = at_once(app, people, lambda b, who: Card.find(b, 1).join(by=who))

    assert said == [None] * 5
    assert sorted(card.helper_ids) == sorted(one.id for one in people)
    assert replay.differences(board) == []


def test_cards_that_are_dropped_on_the_same_place_at_once_all_get_one(
    app, propose, board, karin, henk, fatima, joris
):
    people = [karin, henk, fatima, joris]
    target, cards = propose(), {person.id: propose().number for person in people}

    def move(board, person):
        before = Card.find(board, target.number)
        Card.find(board, cards[person.id]).move(Stage.PROPOSED, by=person, before=before)

    number = target.number
    assert at_once(app, people, move) == [None] * 4
    found = db.session.scalars(db.select(Card).where(Card.board_id == board.id)).all()
    order = [one.number for one in sorted(found, key=lambda one: (one.rank, one.number))]
    assert len({one.rank for one in found}) == 5
    assert order[-1] == number


def test_actions_that_are_proposed_at_once_get_numbers_of_their_own(
    app, board, karin, henk, fatima, joris, wim
):
    people = [karin, henk, fatima, joris, wim]

    said = at_once(app, people, lambda b, who: Card.propose(b, "Tegelijk", by=who))

    assert said == [None] * 5
    numbers = db.session.scalars(db.select(Card.number).where(Card.board_id == board.id)).all()
    assert sorted(numbers) == [1, 2, 3, 4, 5]


def test_requests_that_claim_at_once_get_one_yes(app, card, board, client_of, request):
    names = ("karin", "henk", "fatima", "joris")
    clients = [client_of(request.getfixturevalue(name)) for name in names]
    start, codes = threading.Barrier(len(clients), timeout=10), []

    def press(client):
        start.wait()
        with app.app_context():
            codes.append(client.act("/boards/voorbeeldland/cards/1/claim").status_code)

    threads = [threading.Thread(target=press, args=(client,), daemon=True) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(codes) == [200, 409, 409, 409]
