"""Statements that go past SQLAlchemy give what SQLAlchemy would give."""

from __future__ import annotations

from actionboard.cards import card_view
from actionboard.core.database import begun, db, is_sqlite


def test_rows_are_of_the_same_values_and_types(card, board, karin):
    with board.turn():
        card.join(by=karin)
        card.postpone(board.today, by=karin)
    asked = {"board": board.id, "since": 0}

    quick, usual = card_view.ROWS.all(**asked), db.session.execute(card_view.rows(), asked).all()

    assert [tuple(row) for row in quick] == [tuple(row) for row in usual]
    assert [list(map(type, row)) for row in quick] == [list(map(type, row)) for row in usual]
    assert quick[0].due_on == board.today


def test_nothing_found_is_nothing(board):
    assert card_view.ROWS.all(board=board.id + 1, since=0) == []
    assert card_view.ROWS.first(board=board.id + 1, since=0) is None


def test_what_was_written_in_this_transaction_is_seen(card, board, karin):
    with board.turn():
        card.claim(by=karin)

        assert card_view.ROWS.first(board=board.id, since=0).lead_id == karin.id


def test_what_is_read_after_a_commit_is_what_was_committed_and_begins_nothing(card, board, karin):
    with board.turn():
        card.claim(by=karin)

    found = card_view.ROWS.first(board=board.id, since=0)

    assert found.lead_id == karin.id
    assert (begun() is None) == is_sqlite(db.engine)
