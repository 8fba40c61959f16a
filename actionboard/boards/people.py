"""Who takes part in a board, and so can be asked to promise something on it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select

from actionboard.accounts.models import Membership, Role, User
from actionboard.accounts.person_badge import Seat
from actionboard.boards.models import Board
from actionboard.core.database import db
from actionboard.core.errors import Invalid
from actionboard.core.messages import N_

TAKES_PART = Membership.role != Role.VIEWER  # who only looks is never asked


def who_take_part(board: Board) -> Select[User]:
    """The people who take part in a board, in no order yet."""
    return select(User).join(Membership).where(Membership.board_id == board.id, TAKES_PART)


def people_on(board: Board) -> Sequence[User]:
    """Who can promise something on a board, by name."""
    return db.session.scalars(who_take_part(board).order_by(User.name)).all()


def names_of(people: Sequence[int]) -> str:
    """The names of these people (ids), as one line."""
    found = (db.session.get(User, one) for one in people)
    return ", ".join(one.name for one in found if one)


def find_member(board: Board, person: int) -> User:
    """Somebody who can be asked on this board. Raises Invalid when there is no such person."""
    found: User | None = db.session.scalar(who_take_part(board).where(User.id == person))
    if found is None:
        raise Invalid("person", N_("Kies iemand uit de lijst."))
    return found


def colleagues(board: Board, person: User, *, same_organisation: bool) -> list[Seat]:
    """Who else on this board can be asked; for handing over, one's own organisation first."""
    others = [one for one in people_on(board) if one.id != person.id]
    if same_organisation:
        others.sort(key=lambda one: one.organisation_id != person.organisation_id)
    return [Seat.of(one) for one in others]
