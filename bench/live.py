"""From a commit to the last of many open boards, over real sockets and a real server."""

from __future__ import annotations

import select
import socket
import time
from collections.abc import Callable, Iterator
from statistics import median

from flask import Flask

from actionboard.accounts.models import User
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.cards.models import Card
from actionboard.core.database import db
from bench.region import SLUG, app_with
from bench.served import serving
from bench.timing import Figure

PATIENCE = 30  # seconds
BOUNDS = {200: 15.0, 500: 25.0, 1000: 45.0}


def figures(rounds: int, tell: Callable[[str], None]) -> Iterator[Figure]:
    """Commit to the last watcher, beside one watcher alone in the same run."""
    with app_with(100) as app, serving(app) as served:
        tell("one watcher")
        alone = _spread(app, served.port, 1, rounds)
        for watchers, bound in BOUNDS.items():
            tell(f"{watchers} watchers")
            value = _spread(app, served.port, watchers, rounds)
            name = f"commit to the last of {watchers} watchers, beside one watcher"
            yield Figure(name, value, alone, bound)


def _spread(app: Flask, port: int, watchers: int, rounds: int) -> float:
    streams = [_open(port, number) for number in range(watchers)]
    poller = select.epoll()
    for stream in streams:
        poller.register(stream, select.EPOLLIN)
    try:
        _settle(streams, poller)
        return median(_once(app, streams, poller, number) for number in range(rounds))
    finally:
        for stream in streams:
            stream.close()


def _once(app: Flask, streams: list[socket.socket], poller: select.epoll, number: int) -> float:
    waiting = {stream.fileno(): stream for stream in streams}
    _move(app, number)
    start = time.perf_counter()
    while waiting:
        ready = poller.poll(5)
        if not ready or time.perf_counter() > start + PATIENCE:
            raise TimeoutError(f"{len(waiting)} watchers heard nothing of it")
        for fileno, _event in ready:
            stream = waiting.get(fileno)
            if stream is not None and b'id="version"' in _heard(stream):
                del waiting[fileno]
    spent = (time.perf_counter() - start) * 1000
    _settle(streams, poller)
    return spent


def _move(app: Flask, number: int) -> None:
    with app.app_context():
        board = db.session.query(Board).filter_by(slug=SLUG).one()
        by = db.session.get_one(User, 1)
        with board.turn():
            card = db.session.get_one(Card, number % 100 + 1)
            to = Stage.PROPOSED if card.stage is Stage.DOING else Stage.DOING
            card.move(to, by)
        db.session.remove()


def _settle(streams: list[socket.socket], poller: select.epoll) -> None:
    """Read whatever is left until nothing comes for a while."""
    by_number = {stream.fileno(): stream for stream in streams}
    start = time.perf_counter()
    while ready := poller.poll(0.05):
        for fileno, _event in ready:
            _heard(by_number[fileno])
        if time.perf_counter() > start + PATIENCE:
            raise TimeoutError("the streams never fall silent")


def _heard(stream: socket.socket) -> bytes:
    heard = stream.recv(65536)
    if not heard:
        raise ConnectionError("the server closed a stream")
    return heard


def _open(port: int, number: int) -> socket.socket:
    stream = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    stream.sendall(
        f"GET /boards/{SLUG}/live?since=100 HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Cookie: actiebord=bench-session-{number}\r\nAccept: text/event-stream\r\n\r\n".encode()
    )
    if b" 200 " not in stream.recv(65536)[:20]:
        raise ConnectionError("the stream was refused")
    stream.settimeout(None)  # the poller waits; a limit here would be measured too
    return stream
