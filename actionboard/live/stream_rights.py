"""Who may have a stream of a board open: asked again while it streams."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, bindparam, or_, select

from actionboard.accounts.models import BrowserSession, Membership, User
from actionboard.core.prepared_statements import Quick
from actionboard.core.registry import Registry

KEYS: Registry[Select[str]] = Registry()  # selects of the keys of who else may look at :board


def _allowed() -> Any:
    """The keys of all that may see something of :board now, in one query for all streams.

    A phone in a meeting is among them as long as the meeting goes on; it sees its own pages alone.
    """
    members = (
        select(BrowserSession.key)
        .join(User, User.id == BrowserSession.user_id)
        .outerjoin(
            Membership,
            (Membership.user_id == User.id) & (Membership.board_id == bindparam("board")),
        )
        .where(
            or_(User.is_admin, Membership.id.is_not(None)),
            BrowserSession.ends_at > bindparam("now"),
        )
    )
    return members.union_all(*KEYS)


ALLOWED = Quick(_allowed)
