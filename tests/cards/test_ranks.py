"""Order: one rank that lies between two others, whatever happens at one place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.boards.verbs import named
from actionboard.cards.models import Card
from actionboard.cards.ranks import LONGEST, STEM, between
from actionboard.core.database import db
from tests.cards.test_move import column
from tests.moment import moment_ago

NEARLY_FULL = ("a0" + "z" * (STEM - 2)) * (LONGEST // STEM)  # a rank within a rank, seven times


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
    """Cards of which the first two leave little room: a thousand squeezed in there before."""

    def crowded(count):
        cards = many(count)
        with board.turn():
            cards[0].rank, cards[1].rank = NEARLY_FULL + "a0", NEARLY_FULL + "a1"
            board.record_all(named("card.moved"), cards[:2], marleen)
        return cards

    return crowded


@pytest.fixture
def squeeze(board, henk):
    """Moves each card in between two others: by turns just above, and just below the one before."""

    def squeeze(crowd, below):
        for number, card in enumerate(crowd):
            card.move(Stage.PROPOSED, by=henk, before=below)
            if number % 2 == 0:
                below = card

    return squeeze


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


@given(gaps=st.lists(st.integers(0, 1000), max_size=200))
@settings(deadline=None)
def test_between_any_two_there_is_room(gaps):
    ranks = [between(None, None)]

    for gap in gaps:
        where = gap % (len(ranks) + 1)
        above, below = [None, *ranks][where], [*ranks, None][where]
        ranks.insert(where, between(above, below))

    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize("side", ["just above the last", "just below the first"])
def test_ten_thousand_squeeze_in_at_one_place_and_their_ranks_stay_short(side):
    above, below = "a0", "a1"
    longest = 0

    for _ in range(10_000):
        rank = between(above, below)
        assert above < rank < below
        longest = max(longest, len(rank))
        above, below = (rank, below) if "above" in side else (above, rank)

    assert longest <= 30


def test_who_squeezes_in_moves_nobody_else(many, board, henk):
    _above, below, *crowd = many(60)
    before = board.version

    with board.turn():
        for card in crowd:
            card.move(Stage.PROPOSED, by=henk, before=below)

    assert board.version == before + len(crowd)
    assert {card.version for card in crowd} == set(range(before + 1, board.version + 1))


def test_a_thousand_by_turns_above_and_below_each_other_keep_their_order(crowded, board, squeeze):
    above, below, *crowd = crowded(162)
    before = board.version

    with board.turn():
        squeeze(crowd, below)

    odd, even = crowd[1::2], crowd[::2]
    expected = [above, *odd, *reversed(even), below]
    assert column(board) == [card.number for card in expected]
    assert max(len(card.rank) for card in crowd) <= LONGEST
    assert board.version > before + len(crowd)  # room was made


def test_making_room_is_no_sign_of_life(crowded, board, squeeze):
    month_ago = moment_ago(days=31)
    _above, below, *crowd = crowded(162)
    with board.turn(at=month_ago):
        squeeze(crowd[:40], below)
    before = board.version

    with board.turn():
        squeeze(crowd[40:], crowd[38])

    assert any(card.version > before for card in crowd[:40])
    assert {card.touched_at for card in crowd[:40]} == {month_ago}
