"""A number in an address: no larger than a database holds, else the page is not found."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import abort, request
from flask_htmx import HTMX
from werkzeug.routing import IntegerConverter, Map

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

htmx = HTMX()


LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]


# A mail program posts here by itself (RFC 8058): the address holds a secret, no cookie counts.
FROM_ANYWHERE = {"answering.set_how_often"}


SAFE = {"GET", "HEAD", "OPTIONS"}


class Number(IntegerConverter):
    """A number in an address: no larger than a database holds, else the page is not found."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=2**31 - 1)


class SpelledMethod:
    """Lets a plain form say DELETE: POST …?_method=DELETE. No other method can be spelled."""

    def __init__(self, app: WSGIApplication) -> None:
        self.app = app

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] == "POST" and environ["QUERY_STRING"] == "_method=DELETE":
            environ["REQUEST_METHOD"] = "DELETE"
        return self.app(environ, start)


def refuse_other_origins() -> None:
    """A change must come from our own pages: by Sec-Fetch-Site, else by Origin."""
    if request.method in SAFE or request.endpoint in FROM_ANYWHERE:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        allowed = site == "same-origin"
    else:
        origin = urlsplit(request.headers.get("Origin", ""))
        allowed = (origin.scheme, origin.netloc) == (request.scheme, request.host)
    if not allowed:
        abort(403)
