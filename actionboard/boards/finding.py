"""Finding a board through what somebody may see; what is not theirs is not found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NoReturn, cast

from flask import Flask, abort, current_app, g, session
from flask_login import current_user
from sqlalchemy import String, bindparam, func, literal_column, or_, select, type_coerce
from sqlalchemy.orm import aliased

from actionboard.accounts.models import BrowserSession, Membership, Organisation, Role, User
from actionboard.boards.models import Board
from actionboard.cards.faces import Seat
from actionboard.db import db
from actionboard.i18n import day_of
from actionboard.quick import Quick

UNIT, RECORD = "\x1f", "\x1e"  # within a listed board and between two; white space, so in no name


@dataclass(frozen=True, slots=True)
class Listed:
    """A board as a list of boards names it."""

    slug: str
    name: str

    @property
    def url(self) -> str:
        """The board's address."""
        return f"/boards/{self.slug}"


@dataclass(frozen=True, slots=True)
class Glance:
    """All that a board's page shows to one person, but for its cards; read in one query.

    What the page is to show besides must be asked there, for `etag` is made of the answer.
    """

    id: int
    slug: str
    name: str
    version: int
    setup: int
    still_after: int
    done_for: int
    meets_on: date | None
    role: str
    seat: Seat
    language: str
    appearance: str
    boards: list[Listed]  # all that this person may see, by name
    told: bool  # whether a message waits to be shown once
    session_key: str
    today: date
    etag: str

    @property
    def url(self) -> str:
        """The board's address."""
        return f"/boards/{self.slug}"


def glance(slug: str) -> Glance:
    """The board with this slug as this browser's person may see it.

    Aborts with 404 when they may not, and with the way to sign in when nobody is signed in.
    """
    browser: Any = session
    now = datetime.now(UTC)
    row = browser.key and GLANCE.first(key=browser.key, slug=slug, now=now)
    if not row:
        not_found()
    browser.learn(row.facts, row.seen_at, now)
    g.language = row.language
    g.seen = Glance(
        id=row.id,
        slug=slug,
        name=row.name,
        version=row.version,
        setup=row.setup,
        still_after=row.still_after,
        done_for=row.done_for,
        meets_on=row.meets_on,
        role=Role.COORDINATOR if row.is_admin else row.role,
        seat=Seat(
            row.user_id, row.person, row.organisation, row.short, row.organisation_id, row.kind
        ),
        language=row.language,
        appearance=row.appearance,
        boards=sorted(
            (Listed(*one.split(UNIT)) for one in row.boards.split(RECORD)),
            key=lambda one: one.name,
        ),
        told="_flashes" in row.facts,
        session_key=browser.key,
        today=day_of(now),
        etag=etag(current_app, row, now),
    )
    return cast("Glance", g.seen)


def etag(app: Flask, row: Any, now: datetime) -> str:
    """Changes when the page would: with the board, the reader, the day or the product."""
    *shown, _facts, _seen_at = row
    seen = (*shown, day_of(now), app.extensions["started"])
    return blake2b(repr(seen).encode(), digest_size=12).hexdigest()


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


def not_found() -> NoReturn:
    """Abort: with 404, or with the way to sign in when nobody is signed in."""
    if not current_user.is_authenticated:
        abort(current_app.login_manager.unauthorized())  # type: ignore[attr-defined]
    abort(404)


@lru_cache(maxsize=1)
def _entrance() -> Any:
    wanted = select(User, Board, Membership.role, BrowserSession.facts, BrowserSession.seen_at)
    return _seen_by_browser(wanted)


def _glance() -> Any:
    role, kind = type_coerce(Membership.role, String), type_coerce(Organisation.kind, String)
    shown = select(
        User.is_admin, role.label("role"), Board.id, Board.name, Board.version, Board.setup,
        Board.still_after, Board.done_for, Board.meets_on, User.id.label("user_id"),
        User.name.label("person"),
        User.language, User.appearance, Organisation.id.label("organisation_id"),
        Organisation.name.label("organisation"), Organisation.short, kind.label("kind"),
        _listed().label("boards"), BrowserSession.facts, BrowserSession.seen_at,
    )  # fmt: skip
    return _seen_by_browser(shown).join(Organisation, Organisation.id == User.organisation_id)


def _listed() -> Any:
    """The slugs and names of every board that the person may see, in one text."""
    board, mine = aliased(Board), aliased(Membership)
    between: Any = literal_column(f"'{RECORD}'")
    theirs = select(mine.board_id).where(mine.user_id == User.id).correlate(User)
    return (
        select(func.aggregate_strings(board.slug + UNIT + board.name, between))
        .where(or_(User.is_admin, board.id.in_(theirs)))
        .correlate(User)
        .scalar_subquery()
    )


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


GLANCE = Quick(_glance)
