"""A change that is sent twice counts once."""

from __future__ import annotations

from datetime import timedelta

from pytest import raises
from sqlalchemy import select

from actionboard.boards.idempotency import KEPT, ArrivedBefore, Receipt, sign_for
from actionboard.cards.models import Card
from actionboard.core.database import db


def test_what_arrived_is_not_taken_in_again(board, marleen):
    with board.turn():
        sign_for(board, "abc")
        Card.propose(board, "Gastlessen", by=marleen)

    with raises(ArrivedBefore), board.turn():
        sign_for(board, "abc")


def test_the_same_name_on_another_board_is_another_change(board, other_board, marleen):
    for one in (board, other_board):
        with one.turn():
            sign_for(one, "abc")
            Card.propose(one, "Gastlessen", by=marleen)

    assert len(db.session.scalars(select(Receipt)).all()) == 2


def test_names_are_forgotten_after_a_month(board, marleen):
    with board.turn(board.moment - KEPT - timedelta(minutes=1)):
        sign_for(board, "old")
        Card.propose(board, "Gastlessen", by=marleen)

    with board.turn():
        sign_for(board, "new")
        Card.propose(board, "Open dag", by=marleen)

    assert db.session.scalars(select(Receipt.key)).all() == ["new"]
