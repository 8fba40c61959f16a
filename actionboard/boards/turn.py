"""How a view changes a board: in its turn, once, and only who may."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import g, request

from actionboard.accounts.models import Role
from actionboard.boards.access import enter
from actionboard.boards.idempotency import sign_for
from actionboard.boards.models import Board
from actionboard.core.errors import NotAllowed


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
