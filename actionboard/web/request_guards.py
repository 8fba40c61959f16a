"""What every request passes first: where it comes from, how it is spelled, that it is all there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from flask import abort, current_app, request
from flask_htmx import HTMX
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.routing import IntegerConverter, Map

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

htmx = HTMX()
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
SAFE = {"GET", "HEAD", "OPTIONS"}
View = TypeVar("View", bound=Callable[..., Any])


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


def from_anywhere(view: View) -> View:
    """A view whose address holds a secret, so that no cookie counts: any program may post there."""
    view.from_anywhere = True  # type: ignore[attr-defined]
    return view


def takes_up_to(most: int) -> Callable[[View], View]:
    """A view whose form may have so many bytes, where the app's own limit would be too small."""

    def marked(view: View) -> View:
        view.largest_body = most  # type: ignore[attr-defined]
        return view

    return marked


def read_whole_form() -> None:
    """Read all that is sent before anything is looked up or locked: it may come late, or never.

    A body that is too large is refused by whoever looks at the form, where it knows a sentence.
    """
    if request.method in SAFE:
        return
    if most := getattr(_view(), "largest_body", None):
        request.max_content_length = most
    with suppress(RequestEntityTooLarge):
        request.get_data(parse_form_data=True)


def refuse_other_origins() -> None:
    """A change must come from our own pages: by Sec-Fetch-Site, else by Origin."""
    if request.method in SAFE or getattr(_view(), "from_anywhere", False):
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        allowed = site == "same-origin"
    else:
        origin = urlsplit(request.headers.get("Origin", ""))
        allowed = (origin.scheme, origin.netloc) == (request.scheme, request.host)
    if not allowed:
        abort(403)


def _view() -> Callable[..., Any] | None:
    return current_app.view_functions.get(request.endpoint or "")
