"""One's own page: language, browsers, and the ways in."""

from __future__ import annotations

from datetime import timedelta

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from actionboard.accounts import devices, linked_accounts, passkeys
from actionboard.accounts.current_user import me as reader
from actionboard.accounts.current_user import now
from actionboard.accounts.models import Reminders, User
from actionboard.accounts.views.blueprint import accounts, session
from actionboard.accounts.views.sign_in import signed_out
from actionboard.accounts.views.sign_in_steps import label_of, providers
from actionboard.core.i18n import LANGUAGES
from actionboard.core.i18n import gettext as _
from actionboard.web.changes import Door, changes, written
from actionboard.web.replies import NOTHING, Reply, Typed

APPEARANCES = ("system", "light", "dark")


def _reader() -> User | None:
    """Whoever reads here, if we know them."""
    return reader() if current_user.is_authenticated else None


def home(_user: object = None) -> str:
    """The address of one's own page."""
    return url_for("accounts.me")


OF_ME: Door[User] = Door(written(reader), page="accounts.me", home=home)
OF_READER: Door[User | None] = Door(
    written(_reader), page="accounts.me", home=lambda _user: _back()
)


@accounts.get("/me")
@login_required
def me(typed: Typed = NOTHING) -> str:
    """One's own page, with what was typed and refused."""
    return render_template(
        "accounts/profile.html", user=current_user, appearances=APPEARANCES, wishes=list(Reminders),
        devices=devices.devices_of(current_user, session.key, now()),
        passkeys=passkeys.passkeys_of(current_user), errors=typed.errors,
        typed=typed.values.get("name", ""),
        this_device=devices.in_words(devices.recognise(request.user_agent.string)),
        linked=[(one, label_of(one.issuer)) for one in linked_accounts.accounts_of(current_user)],
        providers=[one.settings for one in providers().values()],
    )  # fmt: skip


@accounts.delete("/me/devices/<key>")
@login_required
@changes(OF_ME)
def end_device(user: User, key: str) -> Reply:
    """Sign out of one browser; of this one, that is signing out."""
    if key == session.key:
        return signed_out(session)
    if not devices.end(user, key):
        abort(404)
    return Reply(_("Die browser is uitgelogd."))


@accounts.delete("/me/devices")
@login_required
@changes(OF_ME)
def end_other_devices(user: User) -> Reply:
    """Sign out of every browser but this one."""
    devices.end_others(user, session.key)
    return Reply(_("Alle andere browsers zijn uitgelogd."))


@accounts.post("/preferences")
@changes(OF_READER)
def save_preferences(user: User | None) -> Reply | Response:
    """Keep the language, the appearance and the mail that somebody chose."""
    language, appearance = request.form.get("language"), request.form.get("appearance")
    reminders = request.form.get("reminders")
    if user:
        user.language = language if language in LANGUAGES else user.language
        user.appearance = appearance if appearance in APPEARANCES else user.appearance
        if reminders in tuple(Reminders):
            user.reminders = Reminders(reminders)
    elif language in LANGUAGES:
        back = redirect(_back(), 303)
        back.set_cookie(
            "language", str(language), max_age=timedelta(days=365), samesite="Lax", httponly=True,
            secure=request.is_secure,
        )  # fmt: skip
        return back
    return Reply()


def _back() -> str:
    """The page of ours that it was chosen on."""
    referrer = request.referrer
    return referrer if referrer and referrer.startswith(request.host_url) else "/"
