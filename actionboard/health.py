"""What a host needs: is it alive, how is it doing, whom to tell about a leak."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Blueprint, Flask, Response, abort, current_app, request
from sqlalchemy import func, select, text

from actionboard.accounts.models import User
from actionboard.boards.models import Board
from actionboard.cards.models import Card
from actionboard.core.database import db
from actionboard.live.broadcaster import Tail

health = Blueprint("health", __name__)


def init_app(app: Flask) -> None:
    """Serve these pages."""
    app.register_blueprint(health)


@health.get("/healthz")
def healthz() -> Response:
    """Whether this process and its database answer."""
    db.session.execute(text("SELECT 1"))
    return Response("ok\n", mimetype="text/plain")


@health.get("/metrics")
def metrics() -> Response:
    """A few figures for a monitor on this machine; 404 to everyone else."""
    near = request.remote_addr in ("127.0.0.1", "::1") and "X-Forwarded-For" not in request.headers
    if not near:  # a proxy on this machine speaks for others
        abort(404)
    tail: Tail = current_app.extensions["tail"]
    figures = {
        "actiebord_boards": _count(Board),
        "actiebord_cards": _count(Card),
        "actiebord_people": _count(User),
        "actiebord_streams": sum(len(them) for them in tail.watchers.values()),
    }
    lines = "".join(f"{name} {value}\n" for name, value in figures.items())
    return Response(lines, mimetype="text/plain")


@health.get("/.well-known/security.txt")
def security_txt() -> Response:
    """Where to report a vulnerability (RFC 9116)."""
    settings = current_app.config["SETTINGS"]
    base = settings.base_url or request.host_url.rstrip("/")
    ends = (datetime.now(UTC) + timedelta(days=180)).replace(microsecond=0)
    host = base.split("//", 1)[1].split(":")[0]
    lines = (
        f"Contact: mailto:security@{host}",
        f"Expires: {ends.isoformat()}",
        "Preferred-Languages: nl, en",
    )
    body = "\n".join(lines) + "\n"
    return Response(body, mimetype="text/plain")


def _count(model: type[Board | Card | User]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0
