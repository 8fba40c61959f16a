"""The live stream of a board: server-sent events, the same pieces of page as a reply."""

from __future__ import annotations

from collections.abc import Iterator
from queue import Empty

from flask import Response, current_app

from actionboard.live.broadcaster import Tail, message
from actionboard.live.socket_writer import own_socket
from actionboard.live.watcher import Sight, Watcher

HEARTBEAT = 15  # seconds; also how soon a browser that left is noticed


def open_stream(see: Sight, since: int, watcher: Watcher) -> Response:
    """Answer with a stream that first brings what was missed, then what happens."""
    tail: Tail = current_app.extensions["tail"]
    since = since if since <= see.version else 0  # a page from before a backup was put back
    missed = message(see, since, watcher.viewer) if since < see.version else b": hallo\n\n"
    watcher.wire.socket = own_socket()
    watcher.version, watcher.mark = see.version, see.mark
    response = Response(_events(tail, watcher, missed), mimetype="text/event-stream")
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"  # a proxy in between must not wait for more
    return response


def _events(tail: Tail, watcher: Watcher, missed: bytes) -> Iterator[bytes]:
    with tail.watching(watcher):
        yield missed
        while True:
            try:
                event = watcher.wire.receive(HEARTBEAT)
            except Empty:
                yield b": hallo\n\n"
                continue
            if event is None:
                return
            yield event
