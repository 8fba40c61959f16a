"""The board's turn, for somebody who may change it; committed at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flask import g, request

from actionboard.accounts.models import Role
from actionboard.boards.access import enter
from actionboard.boards.idempotency import sign_for
from actionboard.core.errors import NotAllowed

if TYPE_CHECKING:
    from actionboard.boards.models import Board


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
