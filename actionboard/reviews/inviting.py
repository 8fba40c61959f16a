"""What a trekker reads before the steering group does: why their action is on the agenda."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from actionboard.accounts.models import User
from actionboard.boards.stillness import Stillness
from actionboard.cards.models import Card
from actionboard.cards.past import PastCard
from actionboard.reviews import saying
from actionboard.reviews.judging import reasons


def on_agenda(card: Card, today: date, rule: Stillness) -> list[str]:
    """Why the steering group will ask about a card; empty when it won't."""
    if not card.is_on_board:
        return []
    return [saying.reason(one) for one in reasons(PastCard.of(card), today, rule)]


def asked_of(person: User, cards: Sequence[Card], today: date) -> dict[int, list[str]]:
    """The same for those of these cards that somebody leads, by their ids."""
    led = [one for one in cards if one.lead_id == person.id]
    rules = Stillness.of_all({one.board_id: one.board.still_after for one in led})
    found = {one.id: on_agenda(one, today, rules[one.board_id]) for one in led}
    return {card_id: why for card_id, why in found.items() if why}
