"""The head of every page, and all that a board's own page shows besides its cards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, cast

from flask import Flask, current_app, g, get_flashed_messages, has_request_context, session
from flask_login import current_user
from sqlalchemy import String, func, literal_column, or_, select, type_coerce
from sqlalchemy.orm import aliased

from actionboard.accounts.models import BrowserSession, Membership, Organisation, Role, User
from actionboard.accounts.person_badge import Seat
from actionboard.boards.access import not_found, seen_by_browser
from actionboard.boards.models import Board
from actionboard.core import i18n, local_time
from actionboard.core.local_time import day_of
from actionboard.core.prepared_statements import Quick
from actionboard.web.etags import etag
from actionboard.web.request_guards import htmx

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
    return seen_by_browser(shown).join(Organisation, Organisation.id == User.organisation_id)


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


GLANCE = Quick(_glance)


def _around() -> dict[str, Any]:
    if not has_request_context():
        return {}  # the tail paints for everybody at once
    seen: Glance | None = g.get("seen")  # then who reads it is known without their row
    if seen is not None:
        seat, appearance = seen.seat, seen.appearance
    elif current_user.is_authenticated:
        seat, appearance = Seat.of(current_user), current_user.appearance
    else:
        seat, appearance = None, ""
    return {
        "me": seat,
        "language": i18n.language(),
        "appearance": appearance if appearance in ("light", "dark") else "",
        "today": local_time.day_of(datetime.now(UTC)),
        "flashes": _flashes(),
        "board": None,
        "role": "",
    }


def _flashes() -> list[tuple[str, str]]:
    """What the last page left to say; a piece that an open page asks for leaves it alone."""
    if htmx or "_flashes" not in session:
        return []
    return get_flashed_messages(with_categories=True)  # type: ignore[return-value]


def init_app(app: Flask) -> None:
    """Give every page its head."""
    app.context_processor(_around)
