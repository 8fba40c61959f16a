"""The organisations of the people on the seats of cards."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from actionboard.accounts.models import Kind, Organisation, User
from actionboard.cards.past_board import PastCard
from actionboard.core.database import db


def sides_of(cards: Iterable[PastCard]) -> dict[int, str]:
    """The sort of organisation of each trekker, by person."""
    return {user: kind for user, _place, kind in _places({one.lead_id for one in cards})}


def other_places(cards: Iterable[PastCard]) -> list[tuple[int, int]]:
    """Who on a seat is of neither a school nor a company, with their organisation."""
    seats = {seat for one in cards for seat in (one.lead_id, one.partner_id)}
    return [(user, place) for user, place, kind in _places(seats) if kind == Kind.OTHER]


def _places(people: set[int | None]) -> list[tuple[int, int, str]]:
    if not people - {None}:
        return []
    found = db.session.execute(
        select(User.id, Organisation.id, Organisation.kind)
        .join(Organisation, Organisation.id == User.organisation_id)
        .where(User.id.in_(people - {None}))
    )
    return [(user, place, kind) for user, place, kind in found]
