"""Signing in with an account of one's school or company."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, request, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from actionboard.accounts import challenges, linked_accounts
from actionboard.accounts.current_user import now
from actionboard.accounts.errors import NoAddress, NotBegunHere
from actionboard.accounts.models import Account, User
from actionboard.accounts.oidc import Provider, fresh_secrets
from actionboard.accounts.sessions import ServerSession
from actionboard.accounts.views.blueprint import accounts, base, local, session, source
from actionboard.accounts.views.entry import Welcome, here, let_in, refused_at
from actionboard.accounts.views.profile import OF_ME
from actionboard.accounts.views.sign_in import code, sign_in
from actionboard.accounts.views.sign_in_steps import providers, send_code
from actionboard.core.database import writing
from actionboard.core.errors import Rejected
from actionboard.core.i18n import gettext as _
from actionboard.web.changes import Answer, Door, changes
from actionboard.web.replies import Reply


def _refused(refusal: Rejected, *address: Any, **around: Any) -> Answer:
    """Say it where it was asked: at the mail, on one's own page, or above the ways in."""
    if "mailing" in g:
        return refused_at("email")(refusal, *address, **{**around, "form": code})
    if current_user.is_authenticated:
        flash(refusal.sentence)
        return redirect(url_for("accounts.me"), 303)
    return refused_at("provider")(refusal, *address, **around)


BY_PROVIDER: Door[ServerSession] = Door(
    here, page="accounts.sign_in", home=lambda _browser: "/", answer=let_in, refuse=_refused
)


@accounts.get("/sign-in/with/<provider>")
@changes(BY_PROVIDER, form=sign_in)
def leave(browser: ServerSession, provider: str) -> Response:
    """Go to a provider; whoever comes back from there is heard in this browser alone."""
    to, target = _find(provider), local(request.args.get("next"), "")
    to.about()
    kept = fresh_secrets()
    state = challenges.begin(
        to.kind, browser=browser.known(), source=source(), now=now(), target=target, **kept
    )
    address = to.leave(_back(to), state, kept)
    browser["away"] = to.settings.name
    return redirect(address, 303)


@accounts.get("/sign-in/with/<provider>/back")
@changes(BY_PROVIDER, form=sign_in)
def come_back(browser: ServerSession, provider: str) -> Reply:
    """Sign in whose account it is; about an account that is new here, a mail asks first."""
    to, state = _find(provider), request.args.get("state", "")
    begun = challenges.end(to.kind, state, browser=browser.known(), now=now())
    if begun is None:
        raise NotBegunHere()
    g.target = begun["target"]  # where to, also for who is asked to sign in another way
    account = to.arrive(request.args, _back(to), begun)
    with writing():
        owner = linked_accounts.owner_of(account, now())
    if owner is not None:
        return Welcome(user=owner, to=local(begun["target"]))
    return _ask_whose(account, to, begun["target"])


@accounts.delete("/me/accounts/<int:account>")
@login_required
@changes(OF_ME)
def unlink(user: User, account: int) -> Reply:
    """Take an account off: it signs in no longer."""
    if not linked_accounts.unlink(user, account):
        abort(404)
    return Reply(_("Het account is losgekoppeld. Met een code uit je mail kom je er altijd in."))


def _ask_whose(account: Account, provider: Provider, target: str) -> Reply:
    """Mail a code to the person whom the account may belong to; the same if we know nobody."""
    known = current_user.email if current_user.is_authenticated else account.email
    if "@" not in known:
        raise NoAddress(who=provider.settings.label)
    session["asked"], session["linking"] = known, provider.settings.label
    g.mailing = True  # what is refused from here on is about the mail
    send_code(known, target, account)
    return Reply(to=url_for("accounts.code"))


def _find(name: str) -> Provider:
    return providers().get(name) or abort(404)


def _back(provider: Provider) -> str:
    return base() + url_for("accounts.come_back", provider=provider.settings.name)
