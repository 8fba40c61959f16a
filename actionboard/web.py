"""What every page and every change shares: guards, headers, compression, replies."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import zstandard
from flask import Flask, Response, abort, request
from flask_htmx import HTMX
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map

from actionboard.config import is_loopback

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from actionboard.config import Settings

htmx = HTMX()
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
# A mail program posts here by itself (RFC 8058): the address holds a secret, no cookie counts.
FROM_ANYWHERE = {"answering.set_how_often"}
SAFE = {"GET", "HEAD", "OPTIONS"}
SMALLEST = 600  # bytes; compressing less costs more than it saves
POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "font", "connect", "worker")),
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noindex, nofollow",  # a link to look by may come to stand anywhere
}


def init_app(app: Flask, settings: Settings) -> None:
    """Guard every request and finish every response.

    Which hosts we answer to comes from the base URL; without one, only this machine's own names.
    A proxy's headers count only when the number of proxies was set.
    """
    base = urlsplit(settings.base_url or "")
    abroad = base.hostname and not is_loopback(base.hostname)
    app.config["TRUSTED_HOSTS"] = [base.hostname] if abroad else LOOPBACK
    app.url_map.converters["int"] = Number
    htmx.init_app(app)
    if hops := settings.proxy_hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops)  # type: ignore[method-assign]
    app.wsgi_app = SpelledMethod(app.wsgi_app)  # type: ignore[method-assign, assignment]
    app.before_request(refuse_other_origins)
    app.after_request(finish)


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


def guarding(*, secure: bool) -> dict[str, str]:
    """The security headers of every answer; `secure` when it travels by https."""
    return {**HEADERS, "Strict-Transport-Security": "max-age=31536000"} if secure else HEADERS


def finish(response: Response) -> Response:
    """Add the security headers, forbid caching unless the view allowed it, compress."""
    for name, value in guarding(secure=request.is_secure).items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "private, no-store")
    if not response.is_streamed and not response.direct_passthrough:
        compress(response)
    return response


def own_socket() -> Any:
    """The socket of this request, for a stream that writes to it; None where that can't be done.

    It is what gevent gave gunicorn, and the answer travels in chunks.
    """
    from gevent.socket import socket

    found = request.environ.get("gunicorn.socket")
    in_chunks = request.environ.get("SERVER_PROTOCOL") == "HTTP/1.1"
    return found if in_chunks and type(found) is socket else None  # not one that encrypts


def compress(response: Response) -> None:
    """Send text as zstd or gzip, whichever the browser takes."""
    if response.status_code == 304 or response.content_encoding or not _is_text(response):
        return
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    if len(body) < SMALLEST:
        return
    if request.accept_encodings["zstd"]:
        response.set_data(zstandard.ZstdCompressor(level=3).compress(body))
        response.content_encoding = "zstd"
    elif request.accept_encodings["gzip"]:
        response.set_data(gzip.compress(body, 1, mtime=0))
        response.content_encoding = "gzip"


def _is_text(response: Response) -> bool:
    kind = response.mimetype or ""
    return kind.startswith("text/") or kind == "application/json"
