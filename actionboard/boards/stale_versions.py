"""A change that was made on what somebody else changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from sqlalchemy import select

from actionboard.accounts.models import User
from actionboard.boards.activity_log import Activity
from actionboard.core.database import db
from actionboard.core.errors import Rejected
from actionboard.core.messages import N_


class Versioned(Protocol):
    """What people look at in one of its versions: a card."""

    id: int
    number: int
    version: int


class Stale(Rejected):
    """Somebody else changed the same thing since this person last saw it.

    `versions` holds what each field says now and what this person typed, to be shown side by side.
    """

    versions: list[tuple[str, str, str, str]]  # field, label, theirs, mine

    message = N_("Niet opgeslagen: %(who)s wijzigde actie %(number)s net.")
    status = 409

    def __init__(self, card: object = None, **values: Any) -> None:
        super().__init__(card, **values)
        self.versions = []


def refuse_stale(card: Versioned, seen: int, columns: Iterable[str], by: User) -> None:
    """Refuse when somebody else changed one of these columns after the version that was seen.

    Raises Stale. Version 0 stands for a form that doesn't say what it saw.
    """
    who = who_changed(card, seen, columns, by)
    if who is not None:
        raise Stale(card, who=who, number=card.number)


def who_changed(card: Versioned, seen: int, columns: Iterable[str], by: User) -> str | None:
    """Who else changed one of these columns after the version that was seen; None for nobody."""
    if not seen or card.version <= seen:
        return None
    wanted = set(columns)
    later = db.session.scalars(
        select(Activity).where(
            Activity.card_id == card.id, Activity.version > seen, Activity.by_id != by.id
        )
    )
    for entry in later:
        if entry.subject == "card" and wanted & entry.facts["now"].keys():
            return entry.by.name if entry.by else "…"
    return None
