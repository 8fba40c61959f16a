"""What was read before a change is read again, so that it is judged on what is true now."""

from __future__ import annotations

from pytest import raises
from sqlalchemy import update

from actionboard.cards.errors import AlreadyClaimed
from actionboard.cards.models import Card
from actionboard.core.database import db, writing


def test_a_turn_after_another_transaction_sees_who_was_first(card, board, henk, karin):
    with writing():
        for row in (card, board, henk, karin):
            db.session.refresh(row)
        assert card.lead is None
    first = update(Card).where(Card.id == card.id).values(lead_id=henk.id)
    with db.engine.begin() as elsewhere:
        elsewhere.execute(first)

    with raises(AlreadyClaimed), board.turn():
        card.claim(by=karin)

    assert db.session.get(Card, card.id, populate_existing=True).lead is henk
