"""Signing in with an account of one's school or company."""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from actionboard.accounts import challenges, linked_accounts
from actionboard.accounts.current_user import now
from actionboard.accounts.errors import NoAddress, NotBegunHere
from actionboard.accounts.models import Account
from actionboard.accounts.oidc import Provider, fresh_secrets
from actionboard.accounts.views.blueprint import Answer, accounts, base, local, session, source
from actionboard.accounts.views.sign_in_steps import (
    code_page,
    providers,
    send_code,
    sign_in_page,
    welcome,
)
from actionboard.core.database import writing
from actionboard.core.errors import Rejected
from actionboard.core.i18n import gettext as _


@accounts.get("/sign-in/with/<provider>")
def leave(provider: str) -> Answer:
    """Go to a provider; whoever comes back from there is heard in this browser alone."""
    to = _find(provider)
    target = local(request.args.get("next"), "")
    try:
        to.about()
        kept = fresh_secrets()
        state = challenges.begin(
            to.kind, browser=session.known(), source=source(), now=now(), target=target, **kept
        )
        address = to.leave(_back(to), state, kept)
    except Rejected as refusal:
        return _refused(refusal, target)
    session["away"] = to.settings.name
    return redirect(address, 303)


@accounts.get("/sign-in/with/<provider>/back")
def come_back(provider: str) -> Answer:
    """Sign in whose account it is; about an account that is new here, a mail asks first."""
    to, target = _find(provider), ""
    try:
        begun = challenges.end(
            to.kind, request.args.get("state", ""), browser=session.known(), now=now()
        )
        if begun is None:
            raise NotBegunHere()
        target = begun["target"]
        account = to.arrive(request.args, _back(to), begun)
        with writing():
            owner = linked_accounts.owner_of(account, now())
        if owner is not None:
            return welcome(owner, target)
        return _ask_whose(account, to, target)
    except Rejected as refusal:
        return _refused(refusal, target)


@accounts.delete("/me/accounts/<int:account>")
@login_required
def unlink(account: int) -> Response:
    """Take an account off: it signs in no longer."""
    with writing():
        gone = linked_accounts.unlink(current_user, account)
    if not gone:
        abort(404)
    flash(_("Het account is losgekoppeld. Met een code uit je mail kom je er altijd in."))
    return redirect(url_for("accounts.me"), 303)


def _ask_whose(account: Account, provider: Provider, target: str) -> Answer:
    """Mail a code to the person whom the account may belong to; the same if we know nobody."""
    known = current_user.email if current_user.is_authenticated else account.email
    if "@" not in known:
        raise NoAddress(who=provider.settings.label)
    session["asked"], session["linking"] = known, provider.settings.label
    try:
        send_code(known, target, account)
    except Rejected as refusal:
        return code_page(refusal, at="email")
    return redirect(url_for("accounts.code"), 303)


def _refused(refusal: Rejected, target: str) -> Answer:
    if current_user.is_authenticated:
        flash(refusal.sentence)
        return redirect(url_for("accounts.me"), 303)
    return sign_in_page(target=target, refusal=refusal, at="provider")


def _find(name: str) -> Provider:
    return providers().get(name) or abort(404)


def _back(provider: Provider) -> str:
    return base() + url_for("accounts.come_back", provider=provider.settings.name)
