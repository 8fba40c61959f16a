"""The steps of signing in: asking who it is, sending a code, letting somebody in."""

from __future__ import annotations

from flask import current_app, redirect, render_template, request
from flask_login import login_user
from werkzeug.wrappers import Response

from actionboard.accounts import expiry, sign_in_codes
from actionboard.accounts.current_user import now
from actionboard.accounts.demo_sign_in import demo_people
from actionboard.accounts.models import Account, User
from actionboard.accounts.oidc import Provider
from actionboard.accounts.sessions import ON_SHARED
from actionboard.accounts.views.blueprint import Answer, local, session, source
from actionboard.core.database import writing
from actionboard.core.errors import Rejected
from actionboard.core.i18n import gettext as _
from actionboard.mail import letter as mail
from actionboard.mail import outbox


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
        expiry.tidy(now())
        asked = sign_in_codes.ask(
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
            ends_at=now() + sign_in_codes.LASTS,
        )  # fmt: skip


def sign_in_page(
    typed: str = "", target: str = "", refusal: Rejected | None = None, *, at: str = "email"
) -> Answer:
    """The page that asks who you are, with a sentence at the address or above the form."""
    page = render_template(
        "accounts/sign_in.html", people=demo_people(), next=target, email=typed,
        errors={at: refusal.sentence} if refusal else {},
        providers=[one.settings for one in providers().values()],
    )  # fmt: skip
    return page, refusal.status if refusal else 200


def code_page(refusal: Rejected | None = None, at: str = "") -> Answer:
    """The page for the code from the mail; the session knows where that went, and what for."""
    page = render_template(
        "accounts/sign_in_code.html", email=session["asked"],
        wait=sign_in_codes.seconds_to_wait(session.known(), now()),
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
