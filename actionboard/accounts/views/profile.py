"""One's own page: language, browsers, and the ways in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from actionboard.accounts import devices, linked_accounts, passkeys
from actionboard.accounts.current_user import now
from actionboard.accounts.models import Reminders, User
from actionboard.accounts.views.blueprint import accounts, session
from actionboard.accounts.views.sign_in import sign_out
from actionboard.accounts.views.sign_in_steps import label_of, providers
from actionboard.core.database import writing
from actionboard.core.i18n import LANGUAGES
from actionboard.core.i18n import gettext as _

APPEARANCES = ("system", "light", "dark")


@accounts.get("/me")
@login_required
def me() -> str:
    """One's own page."""
    return page()


def page(errors: Mapping[str, str] | None = None, typed: str = "") -> str:
    """The page about whoever is signed in, with what was typed and refused."""
    known = devices.devices_of(current_user, session.key, now())
    return render_template(
        "accounts/profile.html", user=current_user, appearances=APPEARANCES, wishes=list(Reminders),
        devices=known,
        passkeys=passkeys.passkeys_of(current_user), errors=errors or {}, typed=typed,
        this_device=devices.in_words(devices.recognise(request.user_agent.string)),
        linked=[(one, label_of(one.issuer)) for one in linked_accounts.accounts_of(current_user)],
        providers=[one.settings for one in providers().values()],
    )  # fmt: skip


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
    """Keep the language, the appearance and the mail that somebody chose."""
    language, appearance = request.form.get("language"), request.form.get("appearance")
    reminders = request.form.get("reminders")
    back = redirect(_own_page(request.referrer), 303)
    if current_user.is_authenticated:
        user: User = current_user._get_current_object()
        with writing():
            user.language = language if language in LANGUAGES else user.language
            user.appearance = appearance if appearance in APPEARANCES else user.appearance
            if reminders in tuple(Reminders):
                user.reminders = Reminders(reminders)
    elif language in LANGUAGES:
        back.set_cookie(
            "language", str(language), max_age=timedelta(days=365), samesite="Lax", httponly=True,
            secure=request.is_secure,
        )  # fmt: skip
    return back


def _own_page(referrer: str | None) -> str:
    own = request.host_url
    return referrer if referrer and referrer.startswith(own) else "/"
