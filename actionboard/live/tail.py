"""One tail per process: notices what anybody committed, and wakes the streams of that board.

PostgreSQL says so itself (a trigger on the log notifies); SQLite's `PRAGMA data_version` changes
with every commit of another connection, and asking it takes microseconds.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol

from flask import Flask
from sqlalchemy import bindparam, or_, select

from actionboard.accounts.models import BrowserSession, Membership, User
from actionboard.boards.models import Board
from actionboard.db import db, is_sqlite
from actionboard.live.connected import Connected
from actionboard.live.presence import Others, Presence
from actionboard.live.wire import Wire
from actionboard.managing.models import ViewerLink
from actionboard.meetings.models import Meeting
from actionboard.meetings.people import Participant
from actionboard.quick import Quick

LOOK_EVERY = 0.004  # seconds between two looks at an embedded database
RIGHTS_EVERY = 0.5  # seconds within which whoever was removed is cut off
CHANNEL = "actiebord"  # what PostgreSQL notifies on, with the board's id


class Sight(Protocol):
    """What is to be seen now: at which version of the board, and a mark that changes with it."""

    @property
    def version(self) -> int: ...
    @property
    def mark(self) -> Hashable: ...


class View(Protocol):
    """What an open stream shows, and how it tells what is new.

    Streams with the same `source` are served from one look at the board; a look that gives None
    ends them. Equal views get the same message, which is painted once.
    """

    @property
    def source(self) -> Hashable: ...
    def look(self, board: Any) -> Any: ...
    def for_news(self, sight: Any, version: int) -> View: ...
    def paint(self, sight: Any, version: int) -> str: ...


@dataclass(eq=False, slots=True)
class Watcher:
    """One open stream: where its messages go, and on whose behalf."""

    board_id: int
    session_key: str
    viewer: View
    version: int
    mark: Hashable = None
    others: Others = field(default_factory=Others)  # who else looks, as was told last
    wire: Wire = field(default_factory=Wire)

    def is_behind(self, see: Sight | None) -> bool:
        """Whether what is to be seen now differs from what was sent."""
        return see is None or see.mark != self.mark


class Tail:
    """The watchers of this process, by board, and the thread that serves them."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.watchers: dict[int, set[Watcher]] = {}
        self.lock = threading.Lock()
        self.thread: threading.Thread | None = None
        self.presence = Presence()
        self.phones = Connected()

    @contextmanager
    def watching(self, watcher: Watcher) -> Iterator[Watcher]:
        """Be told of every change from here on."""
        with self.lock:
            self.watchers.setdefault(watcher.board_id, set()).add(watcher)
            if self.thread is None:
                self.thread = threading.Thread(target=self._run, name="tail", daemon=True)
                self.thread.start()
        try:
            yield watcher
        finally:
            with self.lock:
                self.watchers[watcher.board_id].discard(watcher)
                if not self.watchers[watcher.board_id]:
                    del self.watchers[watcher.board_id]

    def _run(self) -> None:
        while True:
            try:
                with self.app.app_context():
                    wake = _sqlite_changes if is_sqlite(db.engine) else _postgres_changes
                    rights_at = time.monotonic()
                    for changed in wake():
                        with self.lock:
                            boards = {board: set(them) for board, them in self.watchers.items()}
                        if not boards:
                            if self._rest():
                                return
                            continue
                        everyone = time.monotonic() - rights_at > RIGHTS_EVERY
                        rights_at = time.monotonic() if everyone else rights_at
                        which = boards if everyone else changed & boards.keys()
                        self._tell(boards, which, everyone=everyone)
                        self.presence.tell(boards)
                        self.phones.note(boards)
            except Exception:  # the database was away: try again, streams catch up by themselves
                self.app.logger.exception("The tail lost the database and tries again")
                time.sleep(1)

    def _rest(self) -> bool:
        with self.lock:
            if not self.watchers:
                self.thread = None
            return self.thread is None

    def _tell(
        self, boards: dict[int, set[Watcher]], which: Iterable[int], *, everyone: bool
    ) -> None:
        for board_id in which:
            try:
                self._tell_board(board_id, boards[board_id], everyone=everyone)
            finally:
                db.session.rollback()  # the next look must see what is true then

    def _tell_board(self, board_id: int, watchers: set[Watcher], *, everyone: bool) -> None:
        """Send what is new; who may see it is asked before anything is sent, and of `everyone`."""
        board = db.session.get(Board, board_id)
        seen = {view.source: view.look(board) for view in _views(watchers)} if board else {}
        behind = [one for one in watchers if one.is_behind(seen.get(one.viewer.source))]
        if not behind and not everyone:
            return  # a note on a wall is no news to two hundred phones
        allowed = {key for (key,) in ALLOWED.all(board=board_id, now=datetime.now(UTC))}
        for gone in [one for one in watchers if board is None or one.session_key not in allowed]:
            watchers.discard(gone)
            gone.wire.end()
        made: dict[tuple[Hashable, View], bytes] = {}
        for watcher in filter(watchers.__contains__, behind):
            see: Sight | None = seen[watcher.viewer.source]
            if see is None:
                watcher.wire.end()
                continue
            viewer = watcher.viewer.for_news(see, watcher.version)
            key = (watcher.mark, viewer)
            if key not in made:
                made[key] = message(see, watcher.version, viewer)
            watcher.version, watcher.mark = see.version, see.mark
            watcher.wire.send(made[key])


def _views(watchers: Iterable[Watcher]) -> Iterable[View]:
    """A view of each source: one look is enough for all that share it."""
    return {one.viewer.source: one.viewer for one in watchers}.values()


def message(see: Sight, version: int, viewer: View) -> bytes:
    """What changed since a version as one server-sent event, its id the board's version."""
    painted = viewer.paint(see, version)
    lines = "\n".join(f"data: {line}" for line in painted.splitlines())
    return f"id: {see.version}\n{lines}\n\n".encode()


def _allowed() -> Any:
    """The keys of all that may see something of :board now, in one query for all streams.

    A phone in a meeting is among them as long as the meeting goes on; it sees its own pages alone.
    """
    links = select(ViewerLink.key).where(ViewerLink.board_id == bindparam("board"))
    phones = (
        select(Participant.key)
        .join(Meeting)
        .where(Meeting.board_id == bindparam("board"), ~Meeting.removed)
    )
    return links.union_all(
        phones,
        select(BrowserSession.key)
        .join(User, User.id == BrowserSession.user_id)
        .outerjoin(
            Membership,
            (Membership.user_id == User.id) & (Membership.board_id == bindparam("board")),
        )
        .where(
            or_(User.is_admin, Membership.id.is_not(None)),
            BrowserSession.ends_at > bindparam("now"),
        ),
    )


ALLOWED = Quick(_allowed)


def _sqlite_changes() -> Iterator[set[int]]:
    """The boards that changed, each time somebody committed anything; every board otherwise."""
    with db.engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        known: dict[int, int] = {}
        last = None
        while True:
            now = raw.execute("PRAGMA data_version").fetchone()[0]
            changed: set[int] = set()
            if now != last:
                last = now
                versions = dict(raw.execute("SELECT id, version FROM boards"))
                changed = {one for one, version in versions.items() if known.get(one) != version}
                known = versions
            yield changed
            time.sleep(LOOK_EVERY)


def _postgres_changes() -> Iterator[set[int]]:
    """The boards that PostgreSQL says changed."""
    import psycopg

    url = db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"LISTEN {CHANNEL}")
        yield set()
        while True:
            heard = connection.notifies(timeout=RIGHTS_EVERY, stop_after=1)
            yield {int(notice.payload) for notice in heard}
