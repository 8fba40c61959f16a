"""One tail per process: notices what anybody committed, and wakes the streams of that board.

PostgreSQL says so itself (a trigger on the log notifies); SQLite's `PRAGMA data_version` changes
with every commit of another connection, and asking it takes microseconds.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from flask import Flask

from actionboard.boards.models import Board
from actionboard.core.database import db, is_sqlite
from actionboard.core.registry import Registry
from actionboard.live.commit_listener import RIGHTS_EVERY, postgres_changes, sqlite_changes
from actionboard.live.presence import Presence
from actionboard.live.stream_rights import ALLOWED
from actionboard.live.watcher import Sight, View, Watcher


def init_app(app: Flask) -> None:
    """Watch what is committed, for the streams of this process."""
    app.extensions["tail"] = Tail(app)


class Tail:
    """The watchers of this process, by board, and the thread that serves them."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.watchers: dict[int, set[Watcher]] = {}
        self.lock = threading.Lock()
        self.thread: threading.Thread | None = None
        self.presence = Presence()
        self.lookers: Registry[Callable[[dict[int, set[Watcher]]], None]] = Registry()

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
                    wake = sqlite_changes if is_sqlite(db.engine) else postgres_changes
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
                        for look in self.lookers:
                            look(boards)
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
