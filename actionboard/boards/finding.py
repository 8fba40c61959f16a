"""Finding a board through what somebody may see; what is not theirs is not found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, cast

from flask import abort, current_app, g, session
from flask_login import current_user
from sqlalchemy import bindparam, or_, select

from actionboard.accounts.models import BrowserSession, Membership, Role, User
from actionboard.boards.models import Board
from actionboard.db import db, quick
from actionboard.i18n import day_of


@dataclass(frozen=True, slots=True)
class Glance:
    """All that is needed to say whether a board's page changed, for one person, in one query."""

    id: int
    slug: str
    name: str
    version: int
    still_after: int
    done_for: int
    user_id: int
    role: str
    language: str
    appearance: str
    told: bool  # whether a message waits to be shown once
    session_key: str
    today: date

    @property
    def url(self) -> str:
        """The board's address."""
        return f"/boards/{self.slug}"

    @property
    def etag(self) -> str:
        """Changes when the page would: with the board, the reader, the day or the product."""
        started = current_app.extensions["started"]
        reader = f"{self.user_id}.{self.role}.{self.language}.{self.appearance}"
        return f"{self.version}.{reader}.{self.today:%y%j}.{started:%y%j%H%M%S}"


def glance(slug: str) -> Glance:
    """The board with this slug as this browser's person may see it.

    Aborts with 404 when they may not, and with the way to sign in when nobody is signed in.
    """
    now = datetime.now(UTC)
    key = session.key  # type: ignore[attr-defined]  # ours, see accounts/sessions.py
    row = None
    if key is not None:
        row = quick(_glance(), key=key, slug=slug, now=now).first()  # one round trip
    if row is None:
        if not current_user.is_authenticated:
            abort(current_app.login_manager.unauthorized())  # type: ignore[attr-defined]
        abort(404)
    return Glance(
        id=row.id,
        slug=slug,
        name=row.name,
        version=row.version,
        still_after=row.still_after,
        done_for=row.done_for,
        user_id=row.user_id,
        role=Role.COORDINATOR if row.is_admin else row.role,
        language=row.language,
        appearance=row.appearance,
        told="_flashes" in row.facts,
        session_key=key,
        today=day_of(now),
    )


def enter(slug: str) -> tuple[Board, Role]:
    """The board with this slug and the signed-in person's role on it, in one round trip.

    Aborts with 404 when they may not see it, and with the way to sign in when nobody is signed in.
    """
    if "entered" in g and g.entered[0].slug == slug:
        return cast("tuple[Board, Role]", g.entered)
    values = {"key": session.key, "slug": slug, "now": datetime.now(UTC)}  # type: ignore[attr-defined]
    row = db.session.execute(_entrance(), values).first()
    if row is None:
        if not current_user.is_authenticated:
            abort(current_app.login_manager.unauthorized())  # type: ignore[attr-defined]
        abort(404)
    user, board, role = row
    current_app.login_manager._update_request_context_with_user(user)  # type: ignore[attr-defined]
    g.entered = board, Role.COORDINATOR if user.is_admin else role
    return cast("tuple[Board, Role]", g.entered)


def find_board(slug: str) -> Board:
    """The board with this slug; 404 when the signed-in person may not see it."""
    return enter(slug)[0]


@lru_cache(maxsize=1)
def _entrance() -> Any:
    return _seen_by_browser(select(User, Board, Membership.role))


@lru_cache(maxsize=1)
def _glance() -> Any:
    return _seen_by_browser(
        select(
            User.is_admin, Membership.role, BrowserSession.facts,
            Board.id, Board.name, Board.version, Board.still_after, Board.done_for,
            User.id.label("user_id"), User.language, User.appearance,
        )
    )  # fmt: skip


def _seen_by_browser(wanted: Any) -> Any:
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
