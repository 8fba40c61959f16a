"""How a change is answered: to htmx with what it painted, to a plain form with a redirect."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from flask import Response, flash, g, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from actionboard.core.registry import Registry
from actionboard.web.request_guards import htmx


class Changed(Protocol):
    """A board after its turn."""

    version: int
    recorded: list[int]

    @property
    def url(self) -> str: ...


# Those who paint what a turn touched since a version, and one thing as it really is.
PAINTERS: Registry[Callable[[Any, int], str]] = Registry()
REPAINTERS: Registry[Callable[[Any], str]] = Registry()


def painted(board: Any, version: int) -> str:
    """What changed since a version, by all that registered to paint it."""
    return "".join(paint(board, version) for paint in PAINTERS)


def repainted(card: Any) -> str:
    """One card as it really is, by all that registered to paint it."""
    return "".join(paint(card) for paint in REPAINTERS)


NO_DIALOG = '<ask-dialog id="dialog"></ask-dialog>'


def answer(
    toast: str, *, card: int | None = None, dialog: str = NO_DIALOG, clear_draft: str = ""
) -> BaseResponse:
    """Say what this request's turn did: paint what it touched, offer to undo it."""
    board: Changed = g.turn
    recorded = board.recorded
    # The first entry is the step itself; what follows (a list's cards, room made) hangs on it.
    undo = f"{board.url}/activities/{recorded[0]}/undo" if recorded else ""
    if not htmx:
        if recorded and toast:
            flash(toast, undo or "message")
        return redirect(_back(board, card), 303)
    first = recorded[0] if recorded else board.version + 1
    pieces = painted(board, first - 1)
    if recorded and toast:
        pieces += render_template(
            "_toast.html", sentence=toast, undo=undo, version=recorded[-1],
            conflict=False, clear_draft=clear_draft,
        )  # fmt: skip
    return Response(pieces + dialog)


def came_from(board: Changed) -> str:
    """The page that asked to be returned to: the first one, or one of this board; else nothing."""
    back = request.values.get("back", "")[:200]
    return back if back == "/" or back.startswith(board.url) else ""


def _back(board: Changed, card: int | None) -> str:
    return came_from(board) or (f"{board.url}/cards/{card}" if card else board.url)


def _query(text: str) -> dict[str, str]:
    from urllib.parse import parse_qsl

    return dict(parse_qsl(text[:500]))
