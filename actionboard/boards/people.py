"""Who on this board can be asked; for handing over, one's own organisation first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from actionboard.accounts.models import Membership, User
from actionboard.accounts.person_badge import Seat
from actionboard.core.database import db
from actionboard.core.errors import Invalid
from actionboard.core.messages import N_

if TYPE_CHECKING:
    from actionboard.boards.models import Board


def colleagues(board: Board, person: User, *, same_organisation: bool) -> list[Seat]:
    """Who on this board can be asked; for handing over, one's own organisation first."""
    members = db.session.scalars(
        select(User).join(Membership).where(
            Membership.board_id == board.id, Membership.role != "viewer", User.id != person.id
        ).order_by(User.name)
    ).all()  # fmt: skip
    own = [one for one in members if one.organisation_id == person.organisation_id]
    rest = [one for one in members if one.organisation_id != person.organisation_id]
    return [Seat.of(one) for one in (own + rest if same_organisation else members)]


def find_member(board: Board, person: int) -> User:
    """Somebody who can be asked on this board. Raises Invalid when there is no such person."""
    found: User | None = db.session.scalar(
        select(User)
        .join(Membership)
        .where(User.id == person, Membership.board_id == board.id, Membership.role != "viewer")
    )
    if found is None:
        raise Invalid("person", N_("Kies iemand uit de lijst."))
    return found


def people_on(board: Board) -> Sequence[User]:
    """Who takes part in a board and can promise something on it."""
    mine = select(User).join(Membership).where(Membership.board_id == board.id)
    return db.session.scalars(mine.where(Membership.role != "viewer").order_by(User.name)).all()
