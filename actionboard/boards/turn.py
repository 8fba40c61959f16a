"""How a view changes a board: in its turn, once, and only who may."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from flask import g, request

from actionboard.accounts.models import Role
from actionboard.boards.access import coordinated, enter, facilitated
from actionboard.boards.idempotency import sign_for
from actionboard.boards.models import Board
from actionboard.boards.stale_versions import UNSEEN, Seen
from actionboard.core.database import begin_writing
from actionboard.core.errors import NotAllowed
from actionboard.core.form_fields import read_number

AROUND = ("late", "filter", "back")  # what a form says of the page that it is on


@contextmanager
def turn(slug: str) -> Iterator[Board]:
    """The board's turn, for somebody who may change it; committed at the end."""
    with _turn_of(_changed(slug)) as board:
        yield board


@contextmanager
def facilitated_turn(slug: str) -> Iterator[Board]:
    """The board's turn, for who leads its meetings and lets people in. Raises NotAllowed."""
    begin_writing()
    with _turn_of(facilitated(slug)) as board:
        yield board


@contextmanager
def coordinated_turn(slug: str) -> Iterator[Board]:
    """The board's turn, for its coordinator. Raises NotAllowed."""
    begin_writing()
    with _turn_of(coordinated(slug)) as board:
        yield board


def _changed(slug: str) -> Board:
    begin_writing()
    board, role = enter(slug)
    if role is Role.VIEWER:
        raise NotAllowed()
    return board


@contextmanager
def _turn_of(board: Board) -> Iterator[Board]:
    with board.turn(form=seen_form()):
        g.turn = board  # what it recorded is asked for after the commit
        sign_for(board, _press())
        yield board


def seen_form() -> Seen:
    """What the form says that its writer saw; an empty board has version 0."""
    version = request.values.get("version", "")
    return Seen(read_number(version), frozenset(request.values)) if version else UNSEEN


def _press() -> str:
    """What tells this press from every other: the name that its form has, and all that it says.

    Sent again, also by a page that lost its network meanwhile, it is the same.
    """
    if not request.form.get("once"):
        return ""
    sent = sorted(pair for pair in request.form.items(multi=True) if pair[0] not in AROUND)
    return sha256(repr((request.path, sent)).encode()).hexdigest()
