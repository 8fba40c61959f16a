"""Signing in by a mail, and signing out."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user, logout_user
from werkzeug.wrappers import Response

from actionboard.accounts import linked_accounts, sign_in_codes
from actionboard.accounts.current_user import now
from actionboard.accounts.demo_sign_in import demo_person
from actionboard.accounts.views.blueprint import Answer, accounts, local, session
from actionboard.accounts.views.sign_in_steps import code_page, send_code, sign_in_page, welcome
from actionboard.core.database import writing
from actionboard.core.errors import Rejected
from actionboard.core.mail_address import read_address


@accounts.get("/sign-in")
def sign_in() -> Answer:
    """Ask who you are; in the demo, offer the cast."""
    if current_user.is_authenticated:
        return redirect(local(request.args.get("next")))
    return sign_in_page(target=request.args.get("next", ""))


@accounts.post("/sign-in")
def ask_to_sign_in() -> Answer:
    """Send a mail with a link and a code; the answer is the same whoever asks for whom."""
    if "person" in request.form:
        return _sign_in_as(request.form["person"])
    typed, target = request.form.get("email", "").strip(), request.form.get("next", "")
    try:
        address = read_address(typed)
        if session.get("asked") != address:  # one browser's earlier requests are not another's
            session.renew()
        send_code(address, local(target, ""))
    except Rejected as refusal:
        if session.get("asked") == typed.lower() and not session.get("linking"):
            return code_page(refusal, at="email")
        return sign_in_page(typed, target, refusal)
    session["asked"], session["linking"] = address, ""
    return redirect(url_for("accounts.code"), 303)


@accounts.get("/sign-in/code")
def code() -> Answer:
    """Ask for the code from the mail, in the browser that asked for it."""
    return code_page() if "asked" in session else redirect(url_for("accounts.sign_in"))


@accounts.post("/sign-in/code")
def use_code() -> Answer:
    """Sign in by the code."""
    if "asked" not in session:
        return redirect(url_for("accounts.sign_in"), 303)
    try:
        entry = sign_in_codes.by_code(session.known(), request.form.get("code", ""), now())
        if entry.account is not None:
            with writing():
                linked_accounts.link(entry.account, entry.user, now())
    except Rejected as refusal:
        return code_page(refusal, at="code")
    return welcome(entry.user, entry.target)


@accounts.get("/sign-in/<link>")
def sign_in_link(link: str) -> Answer:
    """Show the button of a sign-in link; opening it changes nothing, however often."""
    known = sign_in_codes.is_open(link, now())
    return render_template("accounts/sign_in_link.html", known=known), 200 if known else 410


@accounts.post("/sign-in/<link>")
def use_sign_in_link(link: str) -> Answer:
    """Sign in by a link, once, in the browser where the button is pressed."""
    entry = sign_in_codes.by_link(link, now())
    if entry is None:
        return render_template("accounts/sign_in_link.html", known=False), 410
    return welcome(entry.user, entry.target)


@accounts.post("/sign-out")
def sign_out() -> Response:
    """End this session, everywhere it is open."""
    logout_user()
    session.clear()
    return redirect(url_for("accounts.sign_in"), 303)


def _sign_in_as(person: str) -> Response:
    """Sign in as one of the demo's people; exists on loopback in demo mode only."""
    return welcome(demo_person(person) or abort(404), request.form.get("next"))
