"""Signing in by fingerprint, face or PIN, and the passkeys on one's own page."""

from __future__ import annotations

import json
from collections.abc import Callable

from flask import Response as JsonResponse
from flask import abort, flash, redirect, request, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from actionboard.accounts import passkeys
from actionboard.accounts.current_user import now
from actionboard.accounts.models import User
from actionboard.accounts.views.blueprint import Answer, accounts, base, session, source
from actionboard.accounts.views.profile import page
from actionboard.accounts.views.sign_in_steps import sign_in_page, welcome
from actionboard.core.database import writing
from actionboard.core.errors import Rejected
from actionboard.core.i18n import gettext as _


@accounts.post("/sign-in/passkey/challenge")
def ask_passkey() -> Answer:
    """What the browser needs to ask the device."""
    return _told(passkeys.ask_to_use)


@accounts.post("/sign-in/passkey")
def use_passkey() -> Answer:
    """Sign in by what the device answered."""
    target = request.form.get("next", "")
    try:
        user = passkeys.use(
            request.form.get("credential", ""), base=base(), browser=session.known(), now=now()
        )
    except Rejected as refusal:
        return sign_in_page(target=target, refusal=refusal, at="passkey")
    return welcome(user, target)


@accounts.post("/me/passkeys/challenge")
@login_required
def ask_new_passkey() -> Answer:
    """What the browser needs to let the device make a key."""
    return _told(passkeys.ask_to_add, current_user._get_current_object())


@accounts.post("/me/passkeys")
@login_required
def add_passkey() -> Answer:
    """Keep the key that the device made."""
    name = request.form.get("name", "")
    try:
        passkeys.add(
            current_user, request.form.get("credential", ""), name, base=base(),
            browser=session.known(), now=now(),
        )  # fmt: skip
    except Rejected as refusal:
        errors = {refusal.at_field or "passkey": refusal.sentence}
        return page(errors=errors, typed=name), refusal.status
    flash(_("Voortaan log je hier in met je vinger, gezicht of pincode."))
    return redirect(url_for("accounts.me"), 303)


@accounts.delete("/me/passkeys/<int:passkey>")
@login_required
def remove_passkey(passkey: int) -> Response:
    """Take a passkey off: it signs in no longer."""
    with writing():
        gone = passkeys.remove(current_user, passkey)
    if not gone:
        abort(404)
    flash(_("Dat apparaat logt niet meer in met vinger, gezicht of pincode."))
    return redirect(url_for("accounts.me"), 303)


def _browser() -> str:
    """The secret of this browser, which from now on has one."""
    session["away"] = "passkey"
    return session.known()


def _told(ask: Callable[..., str], *whose: User) -> JsonResponse:
    """A question for the device, or the sentence that says why there is none."""
    try:
        options = ask(*whose, base=base(), browser=_browser(), source=source(), now=now())
    except Rejected as refusal:
        told = json.dumps({"sentence": refusal.sentence})
        return JsonResponse(told, refusal.status, mimetype="application/json")
    return JsonResponse(options, mimetype="application/json")
