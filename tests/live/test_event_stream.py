"""The live stream: what was missed, what happens, and an end for who may no longer look."""

from __future__ import annotations

import re
import threading
import time
from queue import Empty, Queue

import pytest

from actionboard.accounts.models import Membership, Role
from actionboard.boards.stages import Stage
from actionboard.core.database import db, writing
from tests.cast import CANARY

LIVE = "/boards/voorbeeldland/live"
SOON = 10  # seconds that a busy machine may need; what matters is asserted apart


class Stream:
    """An open stream, read by a thread of its own."""

    def __init__(self, client, path, **headers):
        self.reply = client.get(path, headers=headers, buffered=False)
        assert self.reply.status_code == 200
        self.events, self.marks = Queue(), Queue()
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self):
        for event in self.reply.response:
            marks = b'id="presence"' in event  # who else looks; see test_presence.py
            (self.marks if marks else self.events).put(event.decode())
        self.events.put(None)

    def next(self):
        """The next event; None when the stream has ended."""
        return self.events.get(timeout=SOON)

    def is_silent(self, seconds=0.7):
        try:
            self.events.get(timeout=seconds)
        except Empty:
            return True
        return False


@pytest.fixture
def stream_of(client_of):
    """Opens a stream as somebody: `stream_of(karin, "?since=1")`."""
    return lambda person, query="", **headers: Stream(client_of(person), LIVE + query, **headers)


def version(event):
    return int(re.search(r"^id: (\d+)$", event, re.MULTILINE)[1])


def test_who_is_up_to_date_hears_what_happens_next(card, board, stream_of, karin, henk):
    stream = stream_of(karin, "?since=1")
    assert stream.next() == ": hallo\n\n"

    with board.turn():
        card.claim(by=henk)

    event = stream.next()
    assert version(event) == 2
    assert f'data-lead="{henk.id}"' in event


def test_a_change_reaches_who_looks_within_a_second(card, board, stream_of, karin, henk):
    stream = stream_of(karin, "?since=1")
    stream.next()
    delays = []

    for _ in range(5):
        with board.turn():
            card.join(by=henk) if henk.id not in card.helper_ids else card.leave(by=henk)
        began = time.monotonic()
        stream.next()
        delays.append(time.monotonic() - began)

    assert sorted(delays)[2] < 1


@pytest.mark.parametrize("way", ["query", "header"])
def test_who_was_away_gets_what_was_missed(propose, board, stream_of, karin, henk, way):
    first, second = propose(), propose()
    with board.turn():
        second.move(Stage.DOING, by=henk)
    header = {"Last-Event-ID": "2"} if way == "header" else {}

    event = stream_of(karin, "?since=0" if way == "header" else "?since=2", **header).next()

    assert version(event) == 3
    assert f'id="card-{second.number}"' in event
    assert f'id="card-{first.number}"' not in event


@pytest.mark.parametrize("since", ["", "x", "-4", "9" * 30, "12"])
def test_who_is_mistaken_about_the_past_gets_everything(card, board, stream_of, karin, henk, since):
    stream = stream_of(karin, **{"Last-Event-ID": since})
    assert 'id="card-1"' in stream.next()

    with board.turn():
        card.claim(by=henk)

    assert f'data-lead="{henk.id}"' in stream.next()


def test_several_changes_may_arrive_as_one(propose, board, stream_of, karin, henk):
    cards = [propose() for _ in range(4)]
    stream = stream_of(karin, "?since=4")
    stream.next()

    with board.turn():
        for card in cards:
            card.claim(by=henk)

    event = stream.next()
    assert version(event) == 8
    assert event.count("<li") >= 4


def test_a_stream_keeps_to_its_filter(propose, board, stream_of, karin, henk):
    card = propose("Gastlessen")
    stream = stream_of(karin, "?since=1&q=gastlessen")
    stream.next()

    with board.turn():
        card.edit(henk, title="Iets anders", why="", level=card.level, theme=None, due_on=None)

    assert re.search(r'id="card-1"[^>]*data-gone', stream.next())


def test_an_outsider_has_no_stream(card, client_of, visitor, buitenstaander):
    assert client_of(buitenstaander).get(LIVE).status_code == 404
    assert visitor.get(LIVE).status_code == 302


def test_a_viewer_may_watch(card, stream_of, zoë):
    assert stream_of(zoë, "?since=1").next() == ": hallo\n\n"


def test_who_is_removed_is_cut_off_within_a_second(card, board, stream_of, karin, henk):
    stream = stream_of(karin, "?since=1")
    stream.next()
    with writing():
        db.session.execute(db.delete(Membership).where(Membership.user_id == karin.id))
    began = time.monotonic()

    assert stream.next() is None
    assert time.monotonic() - began < 2


def test_who_is_removed_does_not_see_the_next_change(card, board, stream_of, karin, henk):
    stream = stream_of(karin, "?since=1")
    stream.next()
    with board.turn():
        db.session.execute(db.delete(Membership).where(Membership.user_id == karin.id))
        card.claim(by=henk)

    assert stream.next() is None


def test_who_signs_out_is_cut_off(card, client_of, karin):
    client = client_of(karin)
    stream = Stream(client, f"{LIVE}?since=1")
    stream.next()

    client.send("/sign-out")

    assert stream.next() is None


def test_others_go_on_when_one_is_cut_off(card, board, stream_of, karin, henk, fatima):
    leaving, staying = stream_of(karin, "?since=1"), stream_of(fatima, "?since=1")
    leaving.next(), staying.next()
    with writing():
        db.session.execute(db.delete(Membership).where(Membership.user_id == karin.id))
    assert leaving.next() is None

    with board.turn():
        card.claim(by=henk)

    assert 'id="card-1"' in staying.next()


def test_a_new_role_does_not_end_a_stream(card, board, stream_of, karin, henk):
    stream = stream_of(karin, "?since=1")
    stream.next()
    with writing():
        db.session.scalar(
            db.select(Membership).where(Membership.user_id == karin.id)
        ).role = Role.VIEWER

    with board.turn():
        card.claim(by=henk)

    assert 'id="card-1"' in stream.next()


def test_another_boards_changes_are_not_heard(card, other_board, stream_of, karin, admin):
    stream = stream_of(karin, "?since=1")
    stream.next()
    with other_board.turn():
        from actionboard.cards.models import Card

        Card.propose(other_board, CANARY, by=admin)

    assert stream.is_silent()


def test_a_stream_is_not_kept_by_anything_in_between(card, stream_of, karin):
    reply = stream_of(karin, "?since=1").reply

    assert reply.mimetype == "text/event-stream"
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["X-Accel-Buffering"] == "no"


def test_a_stream_that_closes_is_forgotten(app, card, board, stream_of, karin):
    stream = stream_of(karin, "?since=1")
    stream.next()
    tail = app.extensions["tail"]
    assert len(tail.watchers[board.id]) == 1
    next(iter(tail.watchers[board.id])).wire.end()

    assert stream.next() is None
    stream.thread.join(SOON)
    assert tail.watchers == {}
