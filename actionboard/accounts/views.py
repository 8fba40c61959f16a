"""Signing in and out, and one's own page."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import cast

from flask import (
    Blueprint,
    abort,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask import session as flask_session
from flask_login import current_user, login_required, login_user, logout_user
from werkzeug.wrappers import Response

from actionboard.accounts import devices, housekeeping, signins
from actionboard.accounts.budgets import source_of
from actionboard.accounts.demo import demo_people, demo_person
from actionboard.accounts.models import User
from actionboard.accounts.sessions import ON_SHARED, ServerSession
from actionboard.db import writing
from actionboard.errors import Invalid, Rejected
from actionboard.i18n import LANGUAGES
from actionboard.i18n import gettext as _
from actionboard.notifications import mail, outbox
from actionboard.sentences import N_

APPEARANCES = ("system", "light", "dark")
ADDRESS = re.compile(r"[^\s@<>\"(),:;\\\x00-\x1f]{1,64}@[^\s@<>\"(),:;\\\x00-\x1f]{3,190}")
Answer = Response | str | tuple[str, int]

accounts = Blueprint("accounts", __name__)
session = cast("ServerSession", flask_session)


@accounts.get("/sign-in")
def sign_in() -> Answer:
    """Ask who you are; in the demo, offer the cast."""
    if current_user.is_authenticated:
        return redirect(_local(request.args.get("next")))
    return _sign_in_page(target=request.args.get("next", ""))


@accounts.post("/sign-in")
def ask_to_sign_in() -> Answer:
    """Send a mail with a link and a code; the answer is the same whoever asks for whom."""
    if "person" in request.form:
        return _sign_in_as(request.form["person"])
    typed, target = request.form.get("email", "").strip(), request.form.get("next", "")
    try:
        address = _address(typed)
        if session.get("asked") != address:  # one browser's earlier requests are not another's
            session.renew()
        _send_mail(address, _local(target, ""))
    except Rejected as refusal:
        if session.get("asked") == typed.lower():
            return _code_page(refusal, at="email")
        return _sign_in_page(typed, target, refusal)
    session["asked"] = address
    return redirect(url_for("accounts.code"), 303)


@accounts.get("/sign-in/code")
def code() -> Answer:
    """Ask for the code from the mail, in the browser that asked for it."""
    return _code_page() if "asked" in session else redirect(url_for("accounts.sign_in"))


@accounts.post("/sign-in/code")
def use_code() -> Answer:
    """Sign in by the code."""
    if "asked" not in session:
        return redirect(url_for("accounts.sign_in"), 303)
    try:
        entry = signins.by_code(session.known(), request.form.get("code", ""), datetime.now(UTC))
    except Rejected as refusal:
        return _code_page(refusal, at="code")
    return _welcome(entry.user, entry.target)


@accounts.get("/sign-in/<link>")
def sign_in_link(link: str) -> Answer:
    """Show the button of a sign-in link; opening it changes nothing, however often."""
    known = signins.is_open(link, datetime.now(UTC))
    return render_template("sign_in_link.html", known=known), 200 if known else 410


@accounts.post("/sign-in/<link>")
def use_sign_in_link(link: str) -> Answer:
    """Sign in by a link, once, in the browser where the button is pressed."""
    entry = signins.by_link(link, datetime.now(UTC))
    if entry is None:
        return render_template("sign_in_link.html", known=False), 410
    return _welcome(entry.user, entry.target)


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
    known = devices.devices_of(current_user, session.key, datetime.now(UTC))
    return render_template("me.html", user=current_user, appearances=APPEARANCES, devices=known)


@accounts.delete("/me/devices/<key>")
@login_required
def end_device(key: str) -> Response:
    """Sign out of one browser; of this one, that is signing out."""
    if key == session.key:
        return sign_out()
    with writing():
        ended = devices.end(current_user, key)
    if not ended:
        abort(404)
    flash(_("Die browser is uitgelogd."))
    return redirect(url_for("accounts.me"), 303)


@accounts.delete("/me/devices")
@login_required
def end_other_devices() -> Response:
    """Sign out of every browser but this one."""
    with writing():
        devices.end_others(current_user, session.key)
    flash(_("Alle andere browsers zijn uitgelogd."))
    return redirect(url_for("accounts.me"), 303)


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


def _send_mail(address: str, target: str) -> None:
    now, browser, source = datetime.now(UTC), session.known(), source_of(request.remote_addr or "")
    with writing():
        housekeeping.tidy(now)
        asked = signins.ask(address, browser=browser, source=source, now=now, target=target)
        subject = _("%(code)s is je code voor Actiebord", code=asked.spelled)
        letter = mail.compose("sign_in", subject, code=asked.spelled, path=asked.path)
        ends_at = now + signins.LASTS
        outbox.post(letter, asked.user, kind="sign-in", thing=asked.thing, at=now, ends_at=ends_at)


def _address(typed: str) -> str:
    if not ADDRESS.fullmatch(typed):
        raise Invalid("email", N_("Dit is geen mailadres. Schrijf het als naam@bedrijf.nl."))
    return typed.lower()


def _sign_in_page(typed: str = "", target: str = "", refusal: Rejected | None = None) -> Answer:
    page = render_template(
        "sign_in.html", people=demo_people(), next=target, email=typed,
        error=refusal.sentence if refusal else "",
    )  # fmt: skip
    return page, refusal.status if refusal else 200


def _code_page(refusal: Rejected | None = None, at: str = "") -> Answer:
    now, browser = datetime.now(UTC), session.known()
    page = render_template(
        "sign_in_code.html", email=session["asked"], wait=signins.seconds_to_wait(browser, now),
        errors={at: refusal.sentence} if refusal else {},
    )  # fmt: skip
    return page, refusal.status if refusal else 200


def _sign_in_as(person: str) -> Response:
    """Sign in as one of the demo's people; exists on loopback in demo mode only."""
    return _welcome(demo_person(person) or abort(404), request.form.get("next"))


def _welcome(user: User, target: str | None) -> Response:
    session.clear()
    session.renew()
    if "shared" in request.form:
        session[ON_SHARED] = True
    login_user(user, remember=False)
    return redirect(_local(target), 303)


def _local(target: str | None, otherwise: str = "/") -> str:
    """A page of ours to go on to; never somebody else's."""
    ours = target and re.fullmatch(r"/(?![/\\])[^\\\x00-\x20\x7f]{0,298}", target)
    return target if target and ours else otherwise


def _own_page(referrer: str | None) -> str:
    own = request.host_url
    return referrer if referrer and referrer.startswith(own) else "/"
