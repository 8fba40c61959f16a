"""Order: one rank that lies between two others, whatever happens at one place."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionboard.boards.models import Level, Stage
from actionboard.cards.models import Card
from actionboard.cards.ranks import LONGEST
from actionboard.db import db
from tests.cards.test_moving import column

INSERTS = int(os.environ.get("ACTIEBORD_INSERTS", "160"))


@pytest.fixture
def many(board, marleen):
    """Puts so many proposals on the board in one turn."""

    def many(count):
        with board.turn():
            return [Card.propose(board, f"Actie {n}", by=marleen, level=Level.LOCAL)
                    for n in range(count)]  # fmt: skip

    return many


@pytest.fixture
def crowded(many, board, marleen):
    """Cards of which the first two leave little room: hundreds squeezed in between them before."""

    def crowded(count):
        cards = many(count)
        with board.turn():
            cards[0].rank = "a0" + "z" * (LONGEST - 20)
            board.record("card.moved", cards[0], marleen)
        return cards

    return crowded


def test_whatever_is_moved_where_the_column_stands_as_asked(many, board, henk):
    cards = many(6)

    @given(moves=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12))
    @settings(max_examples=15, deadline=None)
    def check(moves):
        expected = column(board)
        for which, where in moves:
            card, before = cards[which], cards[where]
            card.move(Stage.PROPOSED, by=henk, before=before)
            db.session.flush()
            if card is not before:
                expected.remove(card.number)
                expected.insert(expected.index(before.number), card.number)
        assert column(board) == expected

    check()


def test_thousands_that_squeeze_in_at_one_place_keep_their_order(crowded, board, henk):
    above, below, *crowd = crowded(INSERTS + 2)

    with board.turn():
        for card in crowd:
            card.move(Stage.PROPOSED, by=henk, before=below)

    numbers = [above.number, *(card.number for card in crowd), below.number]
    assert column(board) == numbers
    assert max(len(card.rank) for card in crowd) <= LONGEST


def test_thousands_that_squeeze_in_the_other_way_keep_their_order(crowded, board, henk):
    above, below, *crowd = crowded(INSERTS + 2)

    with board.turn():
        for card in crowd:
            card.move(Stage.PROPOSED, by=henk, before=below)
            below = card

    assert column(board)[:2] == [above.number, crowd[-1].number]
    assert max(len(card.rank) for card in crowd) <= LONGEST


def test_making_room_is_no_sign_of_life(crowded, board, henk):
    month_ago = board.moment - timedelta(days=31)
    _above, below, *crowd = crowded(160)
    with board.turn(at=month_ago):
        for card in crowd[:90]:
            card.move(Stage.PROPOSED, by=henk, before=below)
    before = board.version

    with board.turn():
        for card in crowd[90:]:
            card.move(Stage.PROPOSED, by=henk, before=below)

    assert any(card.version > before for card in crowd[:90])
    assert {card.touched_at for card in crowd[:90]} == {month_ago}
