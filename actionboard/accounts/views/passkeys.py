"""Signing in by fingerprint, face or PIN, and the passkeys on one's own page."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, abort, request
from flask_login import login_required

from actionboard.accounts import passkeys
from actionboard.accounts.current_user import me, now
from actionboard.accounts.models import User
from actionboard.accounts.sessions import ServerSession
from actionboard.accounts.views import profile
from actionboard.accounts.views.blueprint import accounts, base, local, source
from actionboard.accounts.views.entry import Welcome, here, refused_at, way_in
from actionboard.accounts.views.profile import OF_ME
from actionboard.accounts.views.sign_in import sign_in
from actionboard.core.errors import Rejected
from actionboard.core.i18n import gettext as _
from actionboard.web.changes import Door, changes
from actionboard.web.replies import Reply

JSON = "application/json"


def _told(refusal: Rejected, *_address: Any, **_around: Any) -> Response:
    """To a script, why there is no question for the device."""
    return Response(json.dumps({"sentence": refusal.sentence}), refusal.status, mimetype=JSON)


BY_PASSKEY = way_in("passkey")
OF_DEVICE: Door[ServerSession] = Door(here, page="accounts.me", home=profile.home, refuse=_told)
OF_PASSKEYS: Door[ServerSession] = Door(
    here, page="accounts.me", home=profile.home, refuse=refused_at("passkey")
)


@accounts.post("/sign-in/passkey/challenge")
@changes(OF_DEVICE)
def ask_passkey(browser: ServerSession) -> Response:
    """What the browser needs to ask the device."""
    return Response(passkeys.ask_to_use(**_asked(browser)), mimetype=JSON)


@accounts.post("/sign-in/passkey")
@changes(BY_PASSKEY, form=sign_in)
def use_passkey(browser: ServerSession) -> Reply:
    """Sign in by what the device answered."""
    answer = request.form.get("credential", "")
    user = passkeys.use(answer, base=base(), browser=browser.known(), now=now())
    return Welcome(user=user, to=local(request.form.get("next", "")))


@accounts.post("/me/passkeys/challenge")
@login_required
@changes(OF_DEVICE)
def ask_new_passkey(browser: ServerSession) -> Response:
    """What the browser needs to let the device make a key."""
    return Response(passkeys.ask_to_add(me(), **_asked(browser)), mimetype=JSON)


@accounts.post("/me/passkeys")
@login_required
@changes(OF_PASSKEYS, form=profile.me)
def add_passkey(browser: ServerSession) -> Reply:
    """Keep the key that the device made."""
    answer, name = request.form.get("credential", ""), request.form.get("name", "")
    passkeys.add(me(), answer, name, base=base(), browser=browser.known(), now=now())
    return Reply(_("Voortaan log je hier in met je vinger, gezicht of pincode."))


@accounts.delete("/me/passkeys/<int:passkey>")
@login_required
@changes(OF_ME)
def remove_passkey(user: User, passkey: int) -> Reply:
    """Take a passkey off: it signs in no longer."""
    if not passkeys.remove(user, passkey):
        abort(404)
    return Reply(_("Dat apparaat logt niet meer in met vinger, gezicht of pincode."))


def _asked(browser: ServerSession) -> dict[str, Any]:
    """Who asks, where and when; from now on this browser has a secret."""
    browser["away"] = "passkey"
    return {"base": base(), "browser": browser.known(), "source": source(), "now": now()}
