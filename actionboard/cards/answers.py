"""How a change is answered: to htmx with what it painted, to a plain form with a redirect."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Response, abort, flash, g, redirect, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from actionboard.accounts.models import Role, User
from actionboard.boards.finding import enter, find_board
from actionboard.boards.models import Board
from actionboard.boards.receipts import sign_for
from actionboard.cards.errors import TakenBack
from actionboard.cards.faces import Seat
from actionboard.cards.models import Card
from actionboard.errors import NotAllowed
from actionboard.i18n import language
from actionboard.live import snapshot
from actionboard.live.filters import Filter
from actionboard.live.paint import Viewer, since
from actionboard.web import htmx

NO_DIALOG = '<ask-dialog id="dialog"></ask-dialog>'


def me() -> User:
    """The signed-in person themselves, as the row that a verb needs."""
    user: User = current_user._get_current_object()
    return user


def find_card(slug: str, number: int) -> Card:
    """A card on a board that the signed-in person may see; 404 otherwise. Raises TakenBack."""
    return _found(find_board(slug), number)


@contextmanager
def turn(slug: str) -> Iterator[Board]:
    """The board's turn, for somebody who may change it; committed at the end."""
    board, role = enter(slug)
    if role is Role.VIEWER:
        raise NotAllowed()
    with board.turn():
        g.turn = board  # what it recorded is asked for after the commit
        sign_for(board, request.form.get("once", ""))
        yield board


@contextmanager
def change(slug: str, number: int) -> Iterator[Card]:
    """A card during its board's turn."""
    with turn(slug) as board:
        yield _found(board, number)


def _found(board: Board, number: int) -> Card:
    card = Card.find(board, number)
    if card is None and Card.was_on(board, number):
        raise TakenBack(number=number)
    return card or abort(404)


def answer(
    toast: str, *, card: int | None = None, dialog: str = NO_DIALOG, clear_draft: str = ""
) -> BaseResponse:
    """Say what this request's turn did: paint what it touched, offer to undo it."""
    board: Board = g.turn
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


def painted(board: Board, version: int) -> str:
    """What changed since a version, with the filter that the page says it shows."""
    see = snapshot.of(board, board.today)
    wanted = Filter.read(_query(request.form.get("filter", "")))
    return since(see, version, Viewer(Seat.of(me()), wanted, language()))


def repainted(card: Card) -> str:
    """One card as it really is, for a page that thinks otherwise."""
    see = snapshot.of(card.board, card.board.today)
    entry = see.entries.get(card.number)
    version = f'<i id="version" data-version="{see.version}" hidden></i>'
    if entry is None or not entry.is_on_board:
        return f'{version}<li id="card-{card.number}" data-gone></li>'
    return version + see.html(entry, language())


def came_from(board: Board) -> str:
    """The page that asked to be returned to: the first one, or one of this board; else nothing."""
    back = request.values.get("back", "")[:200]
    return back if back == "/" or back.startswith(board.url) else ""


def _back(board: Board, card: int | None) -> str:
    return came_from(board) or (f"{board.url}/cards/{card}" if card else board.url)


def _query(text: str) -> dict[str, str]:
    from urllib.parse import parse_qsl

    return dict(parse_qsl(text[:500]))
