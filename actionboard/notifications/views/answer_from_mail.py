"""The pages behind the buttons of the monthly mail; its secret stands for its reader.

Opening one changes nothing, however often: mail programs and their scanners do. The button on it
does it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, NoReturn

from flask import Blueprint, Response, abort, g, render_template, request

from actionboard.accounts.models import Reminders
from actionboard.boards.turn import seen_form
from actionboard.core.database import writing
from actionboard.core.errors import Rejected
from actionboard.core.form_fields import read_day
from actionboard.notifications.check_ins import Answer, CheckIn
from actionboard.notifications.digest import Digest
from actionboard.web.changes import Door, changes
from actionboard.web.replies import NOTHING, Reply, Typed
from actionboard.web.request_guards import from_anywhere

answering = Blueprint("answering", __name__, url_prefix="/check-in/<secret>")
ONE = "/<int:question>"


@contextmanager
def _asked(secret: str, question: int) -> Iterator[CheckIn]:
    """A question of the mail, in the turn of its card's board."""
    asked = _question(_find(secret), question)
    with asked.card.board.turn(form=seen_form()):
        yield asked


@contextmanager
def _read(secret: str) -> Iterator[Digest]:
    """A mail, to write down what its reader wishes."""
    digest = _find(secret)
    with writing():
        yield digest


def _again(
    refusal: Rejected, address: Mapping[str, Any], **_around: object
) -> tuple[Response | str, int]:
    """The page of the question, where what was typed and refused stays."""
    field = refusal.at_field and ("due" if refusal.at_field == "due" else "text")
    typed = Typed(request.form, {field or "": refusal.sentence}, request.endpoint or "")
    return ask(**address, typed=typed), refusal.status


OF_QUESTION: Door[CheckIn] = Door(
    _asked, page="answering.ask", home=lambda _asked: request.path, refuse=_again
)
OF_MAIL: Door[Digest] = Door(_read, page="answering.how_often", home=lambda _digest: request.path)


@answering.get("")
def overview(secret: str) -> str:
    """All questions of one mail."""
    return _page("notifications/questions.html", _find(secret))


@answering.get(ONE)
def ask(secret: str, question: int, typed: Typed = NOTHING) -> str:
    """One card with its buttons, or what was answered."""
    digest, chosen = _find(secret), _answer()
    asked = _question(digest, question)
    others = [one for one in digest.unanswered() if one.id != asked.id]
    return _page(
        "notifications/question.html",
        digest,
        asked=asked,
        card=asked.card,
        is_open=asked.is_open(),
        chosen=chosen if chosen in asked.answers else None,
        values=typed.values,
        errors=typed.errors,
        others=sorted(others, key=lambda one: (one.id < asked.id, one.id)),
        refused=typed.errors.get("", ""),
    )


@answering.post(ONE)
@changes(OF_QUESTION)
def answer(asked: CheckIn) -> Reply:
    """Do what the button says."""
    due_on = read_day(request.form.get("due", "")[:40], asked.card.board.today)
    asked.say(_answer(), request.form.get("text", ""), due_on)
    return Reply()


@answering.delete(ONE)
@changes(OF_QUESTION)
def take_back(asked: CheckIn) -> Reply:
    """Not meant that way."""
    asked.take_back()
    return Reply()


@answering.get("/mail")
def how_often(secret: str) -> str:
    """How often this reader wants to be asked."""
    return _page("notifications/how_often.html", _find(secret))


@answering.post("/mail")
@from_anywhere
@changes(OF_MAIL)
def set_how_often(digest: Digest) -> str:
    """Keep it. A mail program's own button says only that it must stop (RFC 8058)."""
    digest.user.reminders = _wish(request.form, digest.user.reminders)
    return _page("notifications/how_often.html", digest, saved=True)


def _find(secret: str) -> Digest:
    """The mail with this secret; 410 when it ended."""
    digest = Digest.open_by(secret, datetime.now(UTC)) or _gone()
    g.language = digest.user.language
    return digest


def _question(digest: Digest, number: int) -> CheckIn:
    return digest.question(number) or _gone()


def _gone() -> NoReturn:
    abort(Response(render_template("notifications/link_expired.html"), 410))


def _answer() -> Answer | None:
    text = request.values.get("answer", "")
    return Answer(text) if text in tuple(Answer) else None


def _wish(form: Mapping[str, str], now: Reminders) -> Reminders:
    if form.get("List-Unsubscribe") == "One-Click":
        return Reminders.NEVER
    wish = form.get("reminders", "")
    return Reminders(wish) if wish in tuple(Reminders) else now


def _page(template: str, digest: Digest, **context: object) -> str:
    return render_template(
        template, root=f"/check-in/{(request.view_args or {})['secret']}", digest=digest,
        person=digest.user, wishes=list(Reminders), **context,
    )  # fmt: skip
