"""Signing in by a mail, and signing out."""

from __future__ import annotations

from flask import Response as Page
from flask import abort, g, redirect, render_template, request, url_for
from flask_login import current_user, logout_user
from werkzeug.wrappers import Response

from actionboard.accounts import linked_accounts, sign_in_codes
from actionboard.accounts.current_user import now
from actionboard.accounts.demo_sign_in import demo_people, demo_person
from actionboard.accounts.sessions import ServerSession
from actionboard.accounts.views.blueprint import Answer, accounts, local, session
from actionboard.accounts.views.entry import Welcome, way_in
from actionboard.accounts.views.sign_in_steps import providers, send_code
from actionboard.core.database import writing
from actionboard.core.mail_address import read_address
from actionboard.web.changes import changes
from actionboard.web.replies import NOTHING, Reply, Typed

BY_MAIL, BY_CODE = way_in("email"), way_in("code")


@accounts.get("/sign-in")
def sign_in(typed: Typed = NOTHING) -> Answer:
    """Ask who you are; in the demo, offer the cast."""
    if current_user.is_authenticated and not typed:
        return redirect(local(request.args.get("next")))
    asked = typed.values.get("next") or g.get("target") or request.args.get("next", "")
    return render_template(
        "accounts/sign_in.html", people=demo_people(), next=asked,
        email=typed.values.get("email", "").strip(), errors=typed.errors,
        providers=[one.settings for one in providers().values()],
    )  # fmt: skip


@accounts.get("/sign-in/code")
def code(typed: Typed = NOTHING) -> Answer:
    """Ask for the code from the mail, in the browser that asked for it.

    The session knows where that went, and what for.
    """
    if "asked" not in session:
        return redirect(url_for("accounts.sign_in"))
    return render_template(
        "accounts/sign_in_code.html", email=session["asked"],
        wait=sign_in_codes.seconds_to_wait(session.known(), now()),
        linking=session.get("linking", ""), errors=typed.errors,
    )  # fmt: skip


def _asked(typed: Typed) -> Answer:
    """Where a mail was asked for: for the second time, that is the page for its code."""
    address = typed.values.get("email", "").strip().lower()
    again = session.get("asked") == address and not session.get("linking")
    return code(typed) if again else sign_in(typed)


@accounts.post("/sign-in")
@changes(BY_MAIL, form=_asked)
def ask_to_sign_in(browser: ServerSession) -> Reply:
    """Send a mail with a link and a code; the answer is the same whoever asks for whom."""
    target = request.form.get("next", "")
    if "person" in request.form:  # one of the demo's people, on loopback in demo mode only
        return Welcome(user=demo_person(request.form["person"]) or abort(404), to=local(target))
    address = read_address(request.form.get("email", "").strip())
    if browser.get("asked") != address:  # one browser's earlier requests are not another's
        browser.renew()
    send_code(address, local(target, ""))
    browser["asked"], browser["linking"] = address, ""
    return Reply(to=url_for("accounts.code"))


@accounts.post("/sign-in/code")
@changes(BY_CODE, form=code)
def use_code(browser: ServerSession) -> Reply:
    """Sign in by the code."""
    if "asked" not in browser:
        return Reply(to=url_for("accounts.sign_in"))
    entry = sign_in_codes.by_code(browser.known(), request.form.get("code", ""), now())
    if entry.account is not None:
        with writing():
            linked_accounts.link(entry.account, entry.user, now())
    return Welcome(user=entry.user, to=local(entry.target))


@accounts.get("/sign-in/<link>")
def sign_in_link(link: str) -> Answer:
    """Show the button of a sign-in link; opening it changes nothing, however often."""
    known = sign_in_codes.is_open(link, now())
    return render_template("accounts/sign_in_link.html", known=known), 200 if known else 410


@accounts.post("/sign-in/<link>")
@changes(BY_CODE)
def use_sign_in_link(browser: ServerSession, link: str) -> Reply | Response:
    """Sign in by a link, once, in the browser where the button is pressed."""
    entry = sign_in_codes.by_link(link, now())
    if entry is None:
        return Page(render_template("accounts/sign_in_link.html", known=False), 410)
    return Welcome(user=entry.user, to=local(entry.target))


@accounts.post("/sign-out")
@changes(BY_MAIL)
def sign_out(browser: ServerSession) -> Reply:
    """End this session, everywhere it is open."""
    return signed_out(browser)


def signed_out(browser: ServerSession) -> Reply:
    """This browser knows nobody any more."""
    logout_user()
    browser.clear()
    return Reply(to=url_for("accounts.sign_in"))
