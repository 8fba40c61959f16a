"""The steps of signing in: who else may say who it is, and sending a code."""

from __future__ import annotations

from flask import current_app

from actionboard.accounts import expiry, sign_in_codes
from actionboard.accounts.current_user import now
from actionboard.accounts.models import Account
from actionboard.accounts.oidc import Provider
from actionboard.accounts.views.blueprint import session, source
from actionboard.core.database import writing
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
