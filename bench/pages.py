"""Server time of a board's page: after a change, with empty caches, unchanged; and of a move."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Iterator
from typing import Any

from flask import Flask, Response
from sqlalchemy import text

from actionboard.board_page import snapshot
from actionboard.core.database import db, writing
from bench.region import COOKIE, SLUG, app_with
from bench.timing import Figure, Spent, side_by_side

PAGE = f"/boards/{SLUG}"
BOUNDS = {100: (4, 15), 1000: (8, 60), 5000: (35, 300)}


def figures(rounds: int, tell: Callable[[str], None]) -> Iterator[Figure]:
    """The page and the move at three sizes, then the move in one cell of 50,000."""
    for cards, (changed, cold) in BOUNDS.items():
        tell(f"page and move, {cards} cards")
        with app_with(cards) as app:
            yield from _page(app, cards, rounds, changed, cold)
            moved, floor, size = _move(app, cards, rounds)
            name = f"one move, {cards} cards, beside a one-row transaction"
            yield Figure(name, moved.time, floor.time, 3, work=moved.work)
            yield Figure(f"its reply, {cards} cards", size / 1000, None, 2, unit="kB")
    tell("a move with 50,000 cards in one cell")
    with app_with(50_000, one_cell=True) as app, app_with(100) as small:
        yield _crowded(app, small, rounds)


def _page(app: Flask, cards: int, rounds: int, changed: float, cold: float) -> Iterator[Figure]:
    _status, headers, body = call(app, PAGE)
    same_bytes = _plain_app(body, dict(headers)["Content-Type"])
    numbers = itertools.cycle(range(1, cards + 1))

    def after_change() -> Spent:
        touch(app, next(numbers))
        return Spent.on(lambda: call(app, PAGE))

    page, floor = side_by_side([after_change, lambda: call(same_bytes, "/")], rounds)
    name = f"page after a change, {cards} cards, beside the same bytes"
    yield Figure(name, page.time, floor.time, changed, work=page.work)

    def from_nothing() -> None:
        with app.app_context():
            snapshot.forget()
        call(app, PAGE)

    page, floor = side_by_side([from_nothing, lambda: call(same_bytes, "/")], max(5, rounds // 20))
    name = f"page with empty caches, {cards} cards"
    yield Figure(name, page.time, floor.time, cold, work=page.work)
    etag = dict(call(app, PAGE)[1])["ETag"]
    empty = _plain_app(b"", "text/html")
    jobs = [lambda: call(app, PAGE, HTTP_IF_NONE_MATCH=etag), lambda: call(empty, "/")]
    assert call(app, PAGE, HTTP_IF_NONE_MATCH=etag)[0].startswith("304")
    page, floor = side_by_side(jobs, rounds * 5)
    name = f"304 in the process, {cards} cards, beside an empty view"
    yield Figure(name, page.time, floor.time, 1.5, ratio=True, work=page.work)


def _move(app: Flask, cards: int, rounds: int) -> tuple[Spent, Spent, int]:
    mover = Mover(app, cards)
    moved, floor = side_by_side([mover.move, lambda: one_row(app)], rounds)
    return moved, floor, mover.size


def _crowded(app: Flask, small: Flask, rounds: int) -> Figure:
    crowded, roomy = Mover(app, 50_000, stage="proposed"), Mover(small, 100)
    moved, floor = side_by_side([crowded.move, roomy.move], rounds)
    name = "one move among 50,000 in a cell, beside one of 100"
    return Figure(name, moved.time, floor.time, 1.2, ratio=True, work=moved.work)


class Mover:
    """Moves one card after another, over the whole stack but the socket."""

    def __init__(self, app: Flask, cards: int, stage: str = "doing") -> None:
        self.app, self.stage, self.size = app, stage, 0
        self.numbers = itertools.cycle(range(1, cards + 1))
        call(app, PAGE)

    def move(self) -> None:
        """One move, refused never."""
        number = next(self.numbers)
        seen = 10**6  # as a drag says it: the card's latest version
        form = f"level=regional&stage={self.stage}&before=&version={seen}&filter=".encode()
        path = f"{PAGE}/cards/{number}/place"
        status, _headers, body = call(self.app, path, form=form)
        if not status.startswith("200"):
            raise RuntimeError(f"the move of {number} was answered {status}")
        self.size = max(self.size, len(body))


def touch(app: Flask, number: int) -> None:
    """A change by somebody else: one comment's worth of a write, outside the page's time."""
    form = b"body=een+reactie"
    call(app, f"{PAGE}/cards/{number}/comments", form=form)


def one_row(app: Flask) -> None:
    """The floor of a move: a transaction that writes one row, as durable as ours."""
    with app.app_context(), writing():
        db.session.execute(text("UPDATE themes SET position = position + 1 WHERE id = 1"))


def call(app: Any, path: str, *, form: bytes = b"", **extra: str) -> tuple[str, Any, bytes]:
    """One request straight into WSGI; status, headers and body."""
    answer: list[Any] = []
    environ = {
        "REQUEST_METHOD": "POST" if form else "GET", "PATH_INFO": path, "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1", "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(form), "CONTENT_LENGTH": str(len(form)), "wsgi.version": (1, 0),
        "CONTENT_TYPE": "application/x-www-form-urlencoded", "wsgi.errors": io.StringIO(),
        "HTTP_COOKIE": COOKIE, "HTTP_ACCEPT_ENCODING": "gzip, deflate, zstd",
        "HTTP_SEC_FETCH_SITE": "same-origin", **({"HTTP_HX_REQUEST": "true"} if form else {}),
        **extra,
    }  # fmt: skip
    chunks = app(environ, lambda status, headers, exc=None: answer.extend((status, headers)))
    body = b"".join(chunks)
    if hasattr(chunks, "close"):
        chunks.close()
    return answer[0], answer[1], body


def _plain_app(body: bytes, content_type: str) -> Flask:
    """The floor: a Flask app that answers with these bytes and does nothing else."""
    app = Flask("floor")
    app.add_url_rule("/", "all", lambda: Response(body, content_type=content_type))
    return app
