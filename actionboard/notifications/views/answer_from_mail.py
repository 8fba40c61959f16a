"""The pages behind the buttons of the monthly mail; its secret stands for its reader.

Opening one changes nothing, however often: mail programs and their scanners do. The button on it
does it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from flask import Blueprint, g, redirect, render_template, request
from werkzeug.wrappers import Response

from actionboard.accounts.models import Reminders
from actionboard.core.database import writing
from actionboard.core.errors import Rejected
from actionboard.core.form_fields import read_day
from actionboard.notifications.check_ins import Answer, CheckIn
from actionboard.notifications.digest import Digest
from actionboard.web.request_guards import from_anywhere

answering = Blueprint("answering", __name__, url_prefix="/check-in/<secret>")
ONE = "/<int:question>"
Page = Response | tuple[str, int]


@answering.get("")
def overview(secret: str) -> Page:
    """All questions of one mail."""
    digest = _find(secret)
    if digest is None:
        return _gone()
    return _page("notifications/questions.html", secret, digest), 200


@answering.get(ONE)
def ask(secret: str, question: int) -> Page:
    """One card with its buttons, or what was answered."""
    found = _question(secret, question)
    return _one(secret, *found) if found else _gone()


@answering.post(ONE)
def answer(secret: str, question: int) -> Page:
    """Do what the button says."""
    found = _question(secret, question)
    if found is None:
        return _gone()
    try:
        with found[1].card.board.turn() as board:
            due_on = read_day(request.form.get("due", "")[:40], board.today)
            found[1].say(_answer(), request.form.get("text", ""), due_on)
    except Rejected as refusal:
        return _one(secret, *found, refusal)
    return redirect(f"/check-in/{secret}/{question}", 303)


@answering.delete(ONE)
def take_back(secret: str, question: int) -> Page:
    """Not meant that way."""
    found = _question(secret, question)
    if found is None:
        return _gone()
    try:
        with found[1].card.board.turn():
            found[1].take_back()
    except Rejected as refusal:
        return _one(secret, *found, refusal)
    return redirect(f"/check-in/{secret}/{question}", 303)


@answering.get("/mail")
def how_often(secret: str) -> Page:
    """How often this reader wants to be asked."""
    digest = _find(secret)
    return (_page("notifications/how_often.html", secret, digest), 200) if digest else _gone()


@answering.post("/mail")
@from_anywhere
def set_how_often(secret: str) -> Page:
    """Keep it. A mail program's own button says only that it must stop (RFC 8058)."""
    digest = _find(secret)
    if digest is None:
        return _gone()
    with writing():
        digest.user.reminders = _wish(request.form, digest.user.reminders)
    return _page("notifications/how_often.html", secret, digest, saved=True), 200


def _find(secret: str) -> Digest | None:
    digest = Digest.open_by(secret, datetime.now(UTC))
    if digest is not None:
        g.language = digest.user.language
    return digest


def _question(secret: str, number: int) -> tuple[Digest, CheckIn] | None:
    digest = _find(secret)
    asked = digest.question(number) if digest else None
    return (digest, asked) if digest and asked else None


def _answer() -> Answer | None:
    text = request.values.get("answer", "")
    return Answer(text) if text in tuple(Answer) else None


def _one(
    secret: str, digest: Digest, asked: CheckIn, refusal: Rejected | None = None
) -> tuple[str, int]:
    """The page of one question; what was typed and refused stays."""
    chosen = _answer()
    others = [one for one in digest.unanswered() if one.id != asked.id]
    errors = {"due" if refusal.at_field == "due" else "text": refusal.sentence} if refusal else {}
    page = _page(
        "notifications/question.html",
        secret,
        digest,
        asked=asked,
        card=asked.card,
        is_open=asked.is_open(),
        chosen=chosen if chosen in asked.answers else None,
        values=request.form,
        errors=errors,
        others=sorted(others, key=lambda one: (one.id < asked.id, one.id)),
        refused=refusal.sentence if refusal and refusal.at_field is None else "",
    )
    return page, refusal.status if refusal else 200


def _wish(form: Mapping[str, str], now: Reminders) -> Reminders:
    if form.get("List-Unsubscribe") == "One-Click":
        return Reminders.NEVER
    wish = form.get("reminders", "")
    return Reminders(wish) if wish in tuple(Reminders) else now


def _page(template: str, secret: str, digest: Digest, **context: object) -> str:
    return render_template(
        template, root=f"/check-in/{secret}", digest=digest,
        person=digest.user, wishes=list(Reminders), **context,
    )  # fmt: skip


def _gone() -> tuple[str, int]:
    return render_template("notifications/link_expired.html"), 410
