"""Finding a board through what somebody may see; what is not theirs is not found."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NoReturn, cast

from flask import abort, current_app, g, session
from flask_login import current_user
from sqlalchemy import bindparam, or_, select

from actionboard.accounts.models import LEADERS, BrowserSession, Membership, Role, User
from actionboard.boards.models import Board
from actionboard.core.database import db
from actionboard.core.errors import NotAllowed


def enter(slug: str) -> tuple[Board, Role]:
    """The board with this slug and the signed-in person's role on it, in one round trip.

    Aborts with 404 when they may not see it, and with the way to sign in when nobody is signed in.
    """
    if "entered" in g and g.entered[0].slug == slug:
        return cast("tuple[Board, Role]", g.entered)
    browser: Any = session
    now = datetime.now(UTC)
    row = db.session.execute(_entrance(), {"key": browser.key, "slug": slug, "now": now}).first()
    if row is None:
        not_found()
    user, board, role, facts, seen_at = row
    browser.learn(facts, seen_at, now)
    current_app.login_manager._update_request_context_with_user(user)  # type: ignore[attr-defined]
    g.entered = board, Role.COORDINATOR if user.is_admin else role
    return cast("tuple[Board, Role]", g.entered)


def find_board(slug: str) -> Board:
    """The board with this slug; 404 when the signed-in person may not see it."""
    return enter(slug)[0]


def coordinated(slug: str) -> Board:
    """A board for whoever coordinates it; 404 when they may not see it. Raises NotAllowed."""
    return _with_role(slug, Role.COORDINATOR)


def facilitated(slug: str) -> Board:
    """A board for whoever leads its meetings and lets people in. Raises NotAllowed."""
    return _with_role(slug, *LEADERS)


def leads(slug: str) -> bool:
    """Whether the signed-in person may lead a meeting of this board."""
    return enter(slug)[1] in LEADERS


def _with_role(slug: str, *roles: Role) -> Board:
    board, role = enter(slug)
    if role not in roles:
        raise NotAllowed()
    return board


def not_found() -> NoReturn:
    """Abort: with 404, or with the way to sign in when nobody is signed in."""
    if not current_user.is_authenticated:
        abort(current_app.login_manager.unauthorized())  # type: ignore[attr-defined]
    abort(404)


@lru_cache(maxsize=1)
def _entrance() -> Any:
    wanted = select(User, Board, Membership.role, BrowserSession.facts, BrowserSession.seen_at)
    return seen_by_browser(wanted)


def seen_by_browser(wanted: Any) -> Any:
    """What the person of browser :key may see of board :slug: nothing when it isn't theirs."""
    return (
        wanted.select_from(BrowserSession)
        .join(User, User.id == BrowserSession.user_id)
        .join(Board, Board.slug == bindparam("slug"))
        .outerjoin(Membership, (Membership.user_id == User.id) & (Membership.board_id == Board.id))
        .where(
            BrowserSession.key == bindparam("key"),
            BrowserSession.ends_at > bindparam("now"),
            or_(User.is_admin, Membership.id.is_not(None)),
        )
    )
