"""What the pages at the door share: their blueprint, the session, letting somebody in."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import cast
from urllib.parse import urlsplit

from flask import Blueprint, current_app, redirect, render_template, request
from flask import session as flask_session
from flask_login import login_user
from werkzeug.wrappers import Response

from actionboard.accounts import housekeeping, signins
from actionboard.accounts.budgets import source_of
from actionboard.accounts.demo import demo_people
from actionboard.accounts.models import Account, User
from actionboard.accounts.providers import Provider
from actionboard.accounts.sessions import ON_SHARED, ServerSession
from actionboard.config import is_loopback
from actionboard.db import writing
from actionboard.errors import Rejected
from actionboard.i18n import gettext as _
from actionboard.notifications import mail, outbox

Answer = Response | str | tuple[str, int]

accounts = Blueprint("accounts", __name__)
session = cast("ServerSession", flask_session)


def now() -> datetime:
    """The moment of this request."""
    return datetime.now(UTC)


def source() -> str:
    """Where this request comes from."""
    return source_of(request.remote_addr or "")


def base() -> str:
    """The address that people type; on this machine itself, by the name that they used for it."""
    known: str | None = current_app.config["SETTINGS"].base_url
    if known and not is_loopback(urlsplit(known).hostname or ""):
        return known
    return request.host_url.rstrip("/")


def providers() -> dict[str, Provider]:
    """The providers of accounts, by their names in our addresses."""
    known: dict[str, Provider] = current_app.extensions["providers"]
    return known


def label_of(issuer: str) -> str:
    """What people call a provider; one that is no longer set up, by its address."""
    known = (one.settings.label for one in providers().values() if one.settings.issuer == issuer)
    return next(known, issuer.removeprefix("https://"))


def send_code(address: str, target: str, account: Account | None = None) -> None:
    """Mail a link and a code to an address; with an account, a code that links it."""
    browser = session.known()
    with writing():
        housekeeping.tidy(now())
        asked = signins.ask(
            address, browser=browser, source=source(), now=now(), target=target, account=account
        )
        subject = _("%(code)s is je code voor Actiebord", code=asked.spelled)
        if account is None:
            letter = mail.compose("sign_in", subject, code=asked.spelled, path=asked.path)
        else:
            letter = mail.compose(
                "link_account", subject, code=asked.spelled, provider=label_of(account.issuer)
            )
        outbox.post(
            letter, asked.user, kind="sign-in", thing=asked.thing, at=now(),
            ends_at=now() + signins.LASTS,
        )  # fmt: skip


def sign_in_page(
    typed: str = "", target: str = "", refusal: Rejected | None = None, *, at: str = "email"
) -> Answer:
    """The page that asks who you are, with a sentence at the address or above the form."""
    page = render_template(
        "sign_in.html", people=demo_people(), next=target, email=typed,
        errors={at: refusal.sentence} if refusal else {},
        providers=[one.settings for one in providers().values()],
    )  # fmt: skip
    return page, refusal.status if refusal else 200


def code_page(refusal: Rejected | None = None, at: str = "") -> Answer:
    """The page for the code from the mail; the session knows where that went, and what for."""
    page = render_template(
        "sign_in_code.html", email=session["asked"],
        wait=signins.seconds_to_wait(session.known(), now()),
        linking=session.get("linking", ""),
        errors={at: refusal.sentence} if refusal else {},
    )  # fmt: skip
    return page, refusal.status if refusal else 200


def welcome(user: User, target: str | None) -> Response:
    """Let somebody in, under a new id, and on to where they wanted to go."""
    session.clear()
    session.renew()
    if "shared" in request.form:
        session[ON_SHARED] = True
    login_user(user, remember=False)
    return redirect(local(target), 303)


def local(target: str | None, otherwise: str = "/") -> str:
    """A page of ours to go on to; never somebody else's."""
    ours = target and re.fullmatch(r"/(?![/\\])[^\\\x00-\x20\x7f]{0,298}", target)
    return target if target and ours else otherwise
