"""How a change is answered: to htmx with what it painted, to a plain form with a redirect."""

from __future__ import annotations

from typing import Any, Protocol

from flask import Response, flash, g, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from actionboard.core.registry import Registry
from actionboard.web.request_guards import htmx

NO_DIALOG = '<ask-dialog id="dialog"></ask-dialog>'


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

    def repainted(self, card: Any) -> str:
        """One card as it really is, for a page that thinks otherwise."""


PAINTS: Registry[Paint] = Registry()


def answer(
    toast: str, *, card: int | None = None, dialog: str = NO_DIALOG, clear_draft: str = ""
) -> BaseResponse:
    """Say what this request's turn did: paint what it touched, offer to undo it."""
    board: Changed = g.turn
    recorded = board.recorded
    # The first entry is the step itself; what follows (a list's cards, room made) hangs on it.
    undo = board.undo_url
    if not htmx:
        if recorded and toast:
            flash(toast, undo or "message")
        return redirect(_back(board, card), 303)
    first = recorded[0] if recorded else board.version + 1
    pieces = "".join(one.painted(board, first - 1) for one in PAINTS)
    if recorded and toast:
        pieces += render_template(
            "_toast.html",
            sentence=toast,
            undo=undo,
            version=recorded[-1],
            conflict=False,
            clear_draft=clear_draft,
        )
    return Response(pieces + dialog)


def repainted(card: object) -> str:
    """A card as it really is, for a page that thinks otherwise."""
    return "".join(one.repainted(card) for one in PAINTS)


def came_from(board: Changed) -> str:
    """The page that asked to be returned to: the first one, or one of this board; else nothing."""
    back = request.values.get("back", "")[:200]
    return back if back == "/" or back.startswith(board.url) else ""


def _back(board: Changed, card: int | None) -> str:
    return came_from(board) or (f"{board.url}/cards/{card}" if card else board.url)
