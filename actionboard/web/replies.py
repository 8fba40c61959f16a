"""How a change is answered: to htmx with what it painted, to a plain form with a redirect.

What was refused is told in place: the form again with all that was typed, or a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from inspect import signature
from typing import Any, Protocol

from flask import Response, current_app, flash, g, jsonify, redirect, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as BaseResponse

from actionboard.core.errors import NotAllowed, Rejected
from actionboard.core.i18n import gettext as _
from actionboard.core.registry import Registry
from actionboard.web.request_guards import htmx

NO_DIALOG = '<ask-dialog id="dialog"></ask-dialog>'
Page = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Question:
    """What belongs to the same breath as a change: its address, and how it is shown at once."""

    url: str
    show: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a change came to.

    `said` is told with its undo, `to` where a plain form goes on, `ask` what is asked next. `show`
    is for a page that isn't painted but asks again: what it would get.
    """

    said: str = ""
    to: str = ""
    ask: Question | None = None
    show: Callable[[], str] | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form held that was refused, and why; of a page on which nobody typed yet, nothing."""

    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    form: str = ""  # the endpoint that it was sent to

    def __bool__(self) -> bool:
        return bool(self.form)


NOTHING = Typed()


class Changed(Protocol):
    """A board after its turn."""

    version: int
    recorded: list[int]

    @property
    def url(self) -> str: ...
    @property
    def undo_url(self) -> str: ...


class Paint(Protocol):
    """Who paints what a page shows of a board; boards and cards are what lies above here."""

    def painted(self, board: Any, version: int) -> str:
        """What changed on a board since a version."""

    def repainted(self, board: Any, address: Mapping[str, Any]) -> str:
        """What a change was about as it really is, for a page that thinks otherwise."""


PAINTS: Registry[Paint] = Registry()
# Which refusals come with a form of their own, in which it can be put right: HTML, or "".
ASKS: Registry[Callable[[Rejected, Typed, Mapping[str, Any]], str]] = Registry()


def answer(reply: Reply, *, home: str = "/", paints: bool = True) -> BaseResponse:
    """Say what this request's change did: paint what it touched, offer to undo it."""
    board: Changed | None = g.get("turn")
    recorded = board.recorded if board else []
    undo = board.undo_url if board else ""
    draft = request.form.get("draft", "")[:200]  # what was typed is kept now: see keep-draft.js
    if request.accept_mimetypes.best == "application/json":
        return jsonify(said=reply.said, undo=undo, version=board.version if board else None)
    if not htmx:
        if reply.said:
            told = reply.said if recorded or not board else _("Er veranderde niets.")
            flash(told, undo or "message")
        if draft:
            flash(draft, "saved")
        return redirect(reply.ask.url if reply.ask else came_from(board) or reply.to or home, 303)
    pieces = reply.show() if reply.show else ""
    if board and paints and not reply.show:
        first = recorded[0] if recorded else board.version + 1
        pieces = "".join(one.painted(board, first - 1) for one in PAINTS)
    if reply.said and (recorded or draft or not board):
        version = recorded[-1] if recorded else 0
        pieces += toast(reply.said, undo=undo, version=version, clear_draft=draft)
    dialog = reply.ask.show() if reply.ask else "" if reply.show else NO_DIALOG
    return Response(pieces + dialog)


def refuse(
    refusal: Rejected,
    address: Mapping[str, Any],
    *,
    form: Page | None = None,
    page: str = "",
    paints: bool = True,
) -> tuple[Response | str, int] | BaseResponse:
    """Say why a change can't be: its form again with what was typed, or a sentence in place.

    Raises the refusal itself where neither can be shown.
    """
    if request.accept_mimetypes.best == "application/json":
        return jsonify(refused=refusal.sentence, field=refusal.at_field), refusal.status
    errors = {refusal.at_field or "": refusal.sentence}
    typed = Typed(_sent(), errors, request.endpoint or "")
    board = g.get("turn")
    around = ""
    if htmx and board and paints and "late" not in typed.values:  # see send-later.js
        around = "".join(one.repainted(board, address) for one in PAINTS)
    for asked in ASKS:
        if shown := asked(refusal, typed, address):
            return around + shown, refusal.status
    if isinstance(refusal, NotAllowed):
        raise refusal
    if form and refusal.at_field:
        return around + _shown(form, address, typed), refusal.status
    if htmx:
        return around + toast(refusal.sentence, conflict=True), refusal.status
    flash(refusal.sentence, "refused")
    pressed_on: Page = form or current_app.view_functions[page]
    return _shown(pressed_on, address, typed), refusal.status


def toast(sentence: str, *, conflict: bool = False, **context: Any) -> str:
    """A word about what happened; one about a conflict stays until it is closed."""
    around = {"undo": "", "version": None, "clear_draft": "", **context}
    return render_template("_toast.html", sentence=sentence, conflict=conflict, **around)


def came_from(board: Changed | None) -> str:
    """The page that asked to be returned to: the first one, or one of this board; else nothing."""
    back = request.values.get("back", "")[:200]
    return back if back == "/" or (board and back.startswith(board.url)) else ""


def _sent() -> Mapping[str, str]:
    """What the form holds; nothing of one that was too large to be read."""
    try:
        return request.form
    except RequestEntityTooLarge:
        return {}


def _shown(page: Page, address: Mapping[str, Any], typed: Typed) -> Any:
    """A page with what was typed on it; it takes of the address what it is about."""
    takes = signature(page).parameters
    about = {name: value for name, value in {**address, "typed": typed}.items() if name in takes}
    return page(**about)
