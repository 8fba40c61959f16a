"""Flask-Login on sessions that live on the server."""

from __future__ import annotations

from flask import Flask, redirect, request, url_for
from flask_login import LoginManager
from werkzeug.wrappers import Response

from actionboard.accounts.models import User
from actionboard.accounts.sessions import BrowserSessions
from actionboard.core.database import db
from actionboard.web.request_guards import SAFE, htmx


def init_app(app: Flask) -> None:
    """Know the signed-in person by the session on the server."""
    app.session_interface = BrowserSessions()
    manager = LoginManager()
    manager.init_app(app, add_context_processor=False)  # it would read the person for each page
    manager.session_protection = None  # the id itself is renewed at sign-in
    manager.user_loader(_load)
    manager.unauthorized_handler(_ask_to_sign_in)


def _load(user_id: str) -> User | None:
    return db.session.get(User, int(user_id))


def _ask_to_sign_in() -> Response:
    target = request.full_path.rstrip("?") if request.method in SAFE else None
    if htmx:
        return Response(status=401, headers={"HX-Redirect": url_for("accounts.sign_in")})
    return redirect(url_for("accounts.sign_in", next=target))
