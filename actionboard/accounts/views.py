"""Signing in and out, and one's own page."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

from flask import (
    Blueprint,
    abort,
    current_app,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_login import current_user, login_required, login_user, logout_user
from sqlalchemy import delete, select
from werkzeug.wrappers import Response

from actionboard.accounts.models import Membership, Role, SignInLink, User
from actionboard.accounts.sessions import hashed
from actionboard.db import db, writing
from actionboard.i18n import LANGUAGES

LINK_LASTS = timedelta(minutes=10)
APPEARANCES = ("system", "light", "dark")

accounts = Blueprint("accounts", __name__)


@accounts.get("/sign-in")
def sign_in() -> Response | str:
    """Ask who you are; in the demo, offer the cast."""
    if current_user.is_authenticated:
        return redirect(_local(request.args.get("next")))
    return render_template("sign_in.html", people=demo_people(), next=request.args.get("next", ""))


@accounts.post("/sign-in")
def sign_in_as() -> Response:
    """Sign in as one of the demo's people; exists on loopback in demo mode only."""
    if not demo_is_open():
        abort(404)
    user = db.session.get(User, request.form.get("person", 0, type=int)) or abort(404)
    return _welcome(user, request.form.get("next"))


@accounts.get("/sign-in/<secret>")
def sign_in_link(secret: str) -> str:
    """Show the button of a sign-in link; opening it changes nothing."""
    found = db.session.get(SignInLink, hashed(secret))
    known = found is not None and found.ends_at > datetime.now(UTC)
    return render_template("sign_in_link.html", known=known)


@accounts.post("/sign-in/<secret>")
def use_sign_in_link(secret: str) -> Response | tuple[str, int]:
    """Sign in by a link, once."""
    now = datetime.now(UTC)
    with writing():
        used = delete(SignInLink).where(SignInLink.key == hashed(secret), SignInLink.ends_at > now)
        user_id = db.session.scalar(used.returning(SignInLink.user_id))
    user = db.session.get(User, user_id) if user_id else None
    if user is None:
        return render_template("sign_in_link.html", known=False), 410
    return _welcome(user, None)


@accounts.post("/sign-out")
def sign_out() -> Response:
    """End this session, everywhere it is open."""
    logout_user()
    session.clear()
    return redirect(url_for("accounts.sign_in"), 303)


@accounts.get("/me")
@login_required
def me() -> str:
    """One's own page."""
    return render_template("me.html", user=current_user, appearances=APPEARANCES)


@accounts.post("/preferences")
def save_preferences() -> Response:
    """Keep the language and the appearance that somebody chose."""
    language, appearance = request.form.get("language"), request.form.get("appearance")
    back = redirect(_own_page(request.referrer), 303)
    if current_user.is_authenticated:
        user: User = current_user._get_current_object()
        with writing():
            user.language = language if language in LANGUAGES else user.language
            user.appearance = appearance if appearance in APPEARANCES else user.appearance
    elif language in LANGUAGES:
        back.set_cookie("language", str(language), max_age=timedelta(days=365), samesite="Lax")
    return back


def make_sign_in_link(user: User, now: datetime) -> str:
    """The path of a new link that signs somebody in, once, within ten minutes."""
    secret = secrets.token_urlsafe(32)
    with writing():
        db.session.execute(delete(SignInLink).where(SignInLink.ends_at < now))
        link = SignInLink(key=hashed(secret), user_id=user.id, ends_at=now + LINK_LASTS)
        db.session.add(link)
    return f"/sign-in/{secret}"


def demo_is_open() -> bool:
    """Whether anybody may sign in as anybody: only in the demo, only on this machine itself."""
    if not current_app.config["DEMO"]:
        return False
    host = (request.host or "").rsplit(":", 1)[0].strip("[]")
    return _is_loopback(request.remote_addr or "") and (host == "localhost" or _is_loopback(host))


def demo_people() -> list[tuple[User, str]]:
    """The demo's people, each with their role, in the order of the cast."""
    if not demo_is_open():
        return []
    roles = dict(db.session.execute(select(Membership.user_id, Membership.role)).tuples().all())
    users = db.session.scalars(select(User).order_by(User.id))
    return [
        (one, "admin" if one.is_admin else str(roles.get(one.id, Role.MEMBER))) for one in users
    ]


def _welcome(user: User, target: str | None) -> Response:
    session.clear()
    session.renew()  # type: ignore[attr-defined]  # ours, see sessions.py
    login_user(user, remember=False)
    return redirect(_local(target), 303)


def _local(target: str | None) -> str:
    """A page of ours to go on to; never somebody else's."""
    return target if target and target[0] == "/" and target[1:2] not in ("/", "\\") else "/"


def _own_page(referrer: str | None) -> str:
    own = request.host_url
    return referrer if referrer and referrer.startswith(own) else "/"


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
