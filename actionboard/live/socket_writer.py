"""The way to one open stream: straight into its socket, or through the thread that serves it.

To wake the threads of a thousand streams, each of which then writes the same bytes, takes four
times as long as to write them to a thousand sockets.
"""

from __future__ import annotations

import os
from queue import SimpleQueue
from socket import SHUT_RDWR
from typing import Any

from flask import request


class Wire:
    """What is sent comes out at `receive`, unless a `socket` was ready to take it at once.

    The socket is one of gevent's, which never makes a writer wait; see `own_socket`.
    """

    __slots__ = ("_is_free", "_queue", "socket")

    def __init__(self, socket: Any = None) -> None:
        self.socket = socket
        self._queue: SimpleQueue[bytes | None] = SimpleQueue()
        self._is_free = False  # whether the server writes nothing to the socket now

    def send(self, event: bytes) -> None:
        """Send an event, after all that were sent before."""
        if not (self._is_free and self._queue.empty() and self._write(event)):
            self._queue.put(event)

    def end(self) -> None:
        """End the stream."""
        self._queue.put(None)

    def receive(self, timeout: float) -> bytes | None:
        """The next event that the server has to write itself; None at the end. Raises Empty."""
        self._is_free = self.socket is not None
        try:
            return self._queue.get(timeout=timeout)
        finally:
            self._is_free = False

    def _write(self, event: bytes) -> bool:
        """Write one chunk; False when nothing of it went out."""
        chunk = b"%X\r\n%b\r\n" % (len(event), event)
        try:
            written = os.write(self.socket.fileno(), chunk)
        except BlockingIOError:
            return False
        except OSError:  # the browser has left
            self.end()
            return True
        if written < len(chunk):  # it can't keep up: let it come back for what it missed
            self.socket.shutdown(SHUT_RDWR)
            self.end()
        return True


def own_socket() -> Any:
    """The socket of this request, for a stream that writes to it; None where that can't be done.

    It is what gevent gave gunicorn, and the answer travels in chunks.
    """
    from gevent.socket import socket

    found = request.environ.get("gunicorn.socket")
    in_chunks = request.environ.get("SERVER_PROTOCOL") == "HTTP/1.1"
    return found if in_chunks and type(found) is socket else None  # not one that encrypts
