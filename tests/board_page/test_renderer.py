"""What is painted after a change: what was touched, no more and no less."""

from __future__ import annotations

import re
import threading
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionboard.accounts.models import Membership, User
from actionboard.accounts.person_badge import Seat
from actionboard.board_page import renderer, snapshot
from actionboard.board_page.filters import Filter
from actionboard.board_page.renderer import Viewer
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.cards.comments import Comment
from actionboard.cards.models import Card
from actionboard.cards.steps import Step
from actionboard.core.database import db, writing


@pytest.fixture
def see(app, board, karin):
    """What changed since a version, as Karin sees it: `see(version, q="les")`."""

    def see(version, today=None, language="nl", **wanted):
        db.session.commit()
        with app.test_request_context():
            shown = snapshot.of(board, today or board.today)
            return renderer.since(
                shown, version, Viewer(Seat.of(karin), Filter(**wanted), language)
            )

    return see


def pieces(painting):
    """The ids of what is painted; those that go with a minus."""
    found = re.findall(
        r'<(?:li|i|header|div|nav|section|ul|ol|a)\b[^>]*? id="([^"]+)"([^>]*)>', painting
    )
    return {("-" if "data-gone" in rest else "") + one for one, rest in found}


def test_a_claim_paints_its_card_its_lane_and_the_chips(propose, board, karin, see):
    card, other = propose(), propose()
    see(0)
    with board.turn():
        card.claim(by=karin)

    painted = pieces(see(2))

    assert {"version", "card-1", "lanehead-local", "chips"} <= painted
    assert f"card-{other.number}" not in painted
    assert not {"lanehead-regional", "columnhead-done"} & painted


def test_a_comment_paints_its_card_alone(card, board, karin, see):
    see(0)
    with board.turn():
        Comment.make(card, "Goed plan", by=karin)

    assert pieces(see(1)) == {"version", "card-1"}


def test_a_move_paints_both_columns_and_lanes(card, board, karin, see):
    see(0)
    with board.turn():
        card.move(Stage.DOING, by=karin, level=Level.REGIONAL)

    painted = pieces(see(1))

    assert {"lanehead-local", "lanehead-regional"} <= painted
    assert {"columnhead-proposed", "columnhead-doing"} <= painted
    assert not {"columnhead-done", "lanehead-national"} & painted


def test_nothing_is_painted_when_nothing_changed(card, see):
    assert pieces(see(1)) == {"version"}


def test_everything_is_painted_for_who_knows_nothing(propose, see):
    for _ in range(3):
        propose()

    assert {"card-1", "card-2", "card-3", "chips"} <= pieces(see(0))


def test_painting_twice_is_the_same_as_once(card, board, karin, see):
    with board.turn():
        card.claim(by=karin)

    assert see(1) == see(1)


@pytest.mark.parametrize("verb", ["drop", "merge", "undo"])
def test_what_leaves_the_board_is_painted_away(propose, board, henk, see, verb):
    card, other = propose(by=henk), propose()
    with board.turn():
        if verb == "drop":
            card.drop("Nee.", by=henk)
        elif verb == "merge":
            card.merge_into(other, by=henk)
        else:
            from actionboard.boards import undo

            undo.undo_turn(board, 1, henk)

    assert "-card-1" in pieces(see(2))


def test_what_a_filter_no_longer_lets_through_is_painted_away(card, board, karin, henk, see):
    with board.turn():
        card.claim(by=henk)

    assert "-card-1" in pieces(see(1, unled=True))
    assert "-card-1" in pieces(see(1, mine=True))
    assert "card-1" in pieces(see(1))


def test_a_filter_counts_only_what_it_shows(propose, board, karin, see):
    card, _other = propose(), propose()
    with board.turn():
        card.claim(by=karin)

    head = re.search(r'id="columnhead-proposed".*?</(header|div|h2)>', see(2, mine=True), re.DOTALL)

    assert re.search(r">\s*1\b", head[0])


def test_a_lane_signals_only_what_a_filter_shows(propose, board, karin, see):
    card, _unled = propose(), propose()
    with board.turn():
        card.claim(by=karin)

    def head(text):
        return re.search(r'id="lanehead-local".*?</header>', text, re.DOTALL)[0]

    assert "1 zonder trekker" in head(see(0))
    assert "zonder trekker" not in head(see(0, mine=True))


def test_a_filter_offers_to_show_everything_again(card, see):
    assert "Alles tonen" in see(0, mine=True)
    assert "Alles tonen" not in see(0)


def test_a_card_is_painted_in_the_language_of_who_looks(card, board, karin, see):
    with board.turn():
        card.postpone(date(board.today.year + 1, 5, 3), by=karin)

    assert " mei " in see(0)
    assert " May " in see(0, language="en")


def test_a_day_later_a_late_card_is_painted_late(card, board, karin, see, today):
    with board.turn():
        card.postpone(today, by=karin)
    assert "data-late" not in see(0)

    assert "data-late" in see(0, today=today + timedelta(days=1))


# What is kept in the process equals what a fresh start would read -------------------------------


def known(see):
    """All that a snapshot knows, in a form that can be compared."""
    return {
        "version": see.version,
        "cells": see.cells,
        "faces": {number: entry.face for number, entry in see.entries.items()},
        "signals": +see.signals,
        "by_person": +see.by_person,
        "by_organisation": +see.by_organisation,
    }


VERBS = (
    "move", "claim", "release", "join", "leave", "drop", "restore", "finish", "date", "help",
    "step",
)  # fmt: skip
STEPS = st.lists(
    st.tuples(
        st.sampled_from(VERBS),
        st.integers(0, 4),
        st.integers(0, 3),
        st.sampled_from([Stage.PROPOSED, Stage.DOING]),
        st.sampled_from([Level.NATIONAL, Level.REGIONAL, Level.LOCAL]),
    ),
    max_size=14,
)


def test_a_snapshot_that_was_kept_equals_a_fresh_one(propose, board, karin, henk, joris, fatima):
    cards, people = [propose() for _ in range(5)], [karin, henk, joris, fatima]

    def act(verb, card, by, stage, level):
        ways = {
            "move": lambda: card.move(stage, by=by, level=level, before=cards[0]),
            "claim": lambda: card.lead or card.claim(by=by),
            "release": lambda: card.lead and card.release(by=card.lead),
            "join": lambda: card.join(by=by),
            "leave": lambda: card.leave(by=by),
            "drop": lambda: card.drop("Nee.", by=by),
            "restore": lambda: card.restore(by=by),
            "finish": lambda: card.finish("Ja.", by=by),
            "date": lambda: card.postpone(board.today - timedelta(days=by.id % 3), by=by),
            "help": lambda: card.ask_help("Wie?", by=by),
            "step": lambda: Step.add(card, "Bellen", by=by),
        }
        if card.is_on_board or verb in ("restore", "leave"):
            with board.turn():
                ways[verb]()

    @given(steps=STEPS)
    @settings(max_examples=12, deadline=None)
    def check(steps):
        for verb, which, who, stage, level in steps:
            act(verb, cards[which], people[who], stage, level)
            if which % 2:
                snapshot.of(board, board.today)  # somebody looks in between
        kept = known(snapshot.of(board, board.today))
        snapshot.forget()
        assert kept == known(snapshot.of(board, board.today))

    check()


def test_many_who_look_at_once_know_the_same(app, propose, board, henk):
    cards, failures = [propose() for _ in range(20)], []
    today, stop = board.today, threading.Event()

    def look():
        with app.app_context():
            mine = db.session.get(Board, board_id)
            while not stop.is_set():
                try:
                    snapshot.of(mine, today)
                except Exception as error:
                    failures.append(error)
                finally:
                    db.session.rollback()

    board_id = board.id
    lookers = [threading.Thread(target=look, daemon=True) for _ in range(4)]
    for looker in lookers:
        looker.start()
    try:
        for number, card in enumerate(cards):
            newcomer = newly_met(board, f"Nieuw {number}")
            with board.turn():
                card.claim(by=newcomer)
                card.move(Stage.DOING, by=henk, before=cards[0])
    finally:
        stop.set()
    for looker in lookers:
        looker.join(20)

    kept = known(snapshot.of(board, today))
    snapshot.forget()
    assert failures == []
    assert kept == known(snapshot.of(board, today))


def newly_met(board, name):
    """Somebody who came to the board just now."""
    place = board.memberships[0].user.organisation_id
    with writing():
        email = f"{name.lower().replace(' ', '-')}@voorbeeld.example"
        new = User(name=name, email=email, organisation_id=place)
        db.session.add(new)
        db.session.flush()
        db.session.add(Membership(board_id=board.id, user_id=new.id))
    return new


def test_a_newcomer_is_known_by_name(card, board, see):
    see(0)
    new = newly_met(board, "Nina Nieuw")
    with board.turn():
        Card.find(board, 1).claim(by=new)

    assert "Nina Nieuw" in see(1)
