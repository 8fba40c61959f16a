"""A board that the browser has already: answered before Flask is asked anything.

Rights and session are asked all the same, in the one query of `page_head.glance`.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.http import parse_cookie, parse_etags
from werkzeug.sansio.utils import host_is_trusted

from actionboard.accounts.sessions import hashed, is_news
from actionboard.boards.page_head import GLANCE
from actionboard.core.database import db
from actionboard.web.etags import etag, kept_by_browser
from actionboard.web.security_headers import guarding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

BOARD = re.compile(r"/boards/([^/]+)")


def init_app(app: Flask) -> None:
    """Stand before the app, behind what corrects an address for proxies."""
    app.wsgi_app = Unchanged(app, app.wsgi_app)  # type: ignore[method-assign, assignment]


class Unchanged:
    """Says 304 when the page would be what the browser has; hands everything else on."""

    def __init__(self, app: Flask, within: WSGIApplication) -> None:
        self.app, self.within = app, within
        with app.app_context():
            self.engine = db.engine

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known and environ["REQUEST_METHOD"] == "GET":
            tag = self._tag(environ)
            if tag and tag in parse_etags(known):
                headers = guarding(secure=environ["wsgi.url_scheme"] == "https")
                start("304 NOT MODIFIED", [*headers.items(), *kept_by_browser(tag).items()])
                return ()
        return self.within(environ, start)

    def _tag(self, environ: WSGIEnvironment) -> str | None:
        """What the page's ETag would be; None where Flask must look itself."""
        board = BOARD.fullmatch(environ["PATH_INFO"])
        cookie = self.app.session_interface.get_cookie_name(self.app)
        secret = board and parse_cookie(environ.get("HTTP_COOKIE")).get(cookie)
        if not board or not secret or not self._is_trusted(environ.get("HTTP_HOST", "")):
            return None
        now = datetime.now(UTC)
        try:
            row = GLANCE.alone(self.engine, key=hashed(secret), slug=board[1], now=now)
        except self.engine.dialect.loaded_dbapi.Error:
            return None
        if row is None or "_flashes" in row.facts or is_news(row.seen_at, now):
            return None
        return etag(self.app, row, now)

    @lru_cache(maxsize=64)  # noqa: B019  # one such object lives as long as the app
    def _is_trusted(self, host: str) -> bool:
        return host_is_trusted(host, self.app.config["TRUSTED_HOSTS"])
