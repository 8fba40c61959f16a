"""Whom an entry of the log concerns, as its verb declares. Nobody is written to by it yet."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from actionboard.accounts.models import Membership, Role
from actionboard.boards.activity_log import Activity
from actionboard.boards.people import TAKES_PART
from actionboard.boards.verbs import Tells, named
from actionboard.core.database import db

# The columns in which an entry names people, on a card or on what hangs on it.
PEOPLE = (
    "lead_id", "partner_id", "nominee_id", "nominator_id", "helper_ids", "who_id", "who_ids",
)  # fmt: skip


def concerned(entry: Activity) -> set[int]:
    """The ids of whom it concerns, of those who take part in the board; never who did it."""
    tells = named(entry.verb).tells
    if not tells:
        return set()
    here = select(Membership.user_id, Membership.role).where(
        Membership.board_id == entry.board_id, TAKES_PART
    )
    people = _people_of(entry) if Tells.PEOPLE in tells else set()
    return {
        row.user_id
        for row in db.session.execute(here)
        if row.user_id != entry.by_id
        and (
            Tells.EVERYBODY in tells
            or (Tells.COORDINATORS in tells and row.role is Role.COORDINATOR)
            or row.user_id in people
        )
    }


def _people_of(entry: Activity) -> set[int]:
    """Who has a seat on its card or was asked for it, and whom the entry itself names."""
    card = entry.card
    found = {*card.people_ids, card.nominee_id, card.nominator_id} if card else set()
    for values in (entry.facts["was"], entry.facts["now"]):
        for column in PEOPLE:
            found.update(_ids(values.get(column)))
    return found


def _ids(value: Any) -> list[int]:
    return value if isinstance(value, list) else [value]
