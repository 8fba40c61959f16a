"""Guards every request, and finishes every answer with its headers."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

from actionboard.core.setting_checks import is_loopback
from actionboard.core.settings import Settings
from actionboard.web.compression import compress
from actionboard.web.request_guards import (
    LOOPBACK,
    Number,
    SpelledMethod,
    htmx,
    read_whole_form,
    refuse_other_origins,
)

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


def init_app(app: Flask) -> None:
    """Guard every request and finish every response.

    Which hosts we answer to comes from the base URL; without one, only this machine's own names.
    A proxy's headers count only when the number of proxies was set.
    """
    settings: Settings = app.config["SETTINGS"]
    base = urlsplit(settings.base_url or "")
    abroad = base.hostname and not is_loopback(base.hostname)
    app.config["TRUSTED_HOSTS"] = [base.hostname] if abroad else LOOPBACK
    app.url_map.converters["int"] = Number
    htmx.init_app(app)
    if hops := settings.proxy_hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops)  # type: ignore[method-assign]
    app.wsgi_app = SpelledMethod(app.wsgi_app)  # type: ignore[method-assign, assignment]
    app.before_request(refuse_other_origins)
    app.before_request(read_whole_form)
    app.after_request(finish)


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
