"""What the pages about managing a board have around them."""

from __future__ import annotations

from typing import Any

from flask import render_template

from actionboard.accounts.current_user import me
from actionboard.accounts.models import Role
from actionboard.boards.models import Board


def page(template: str, board: Board, here: str, **context: Any) -> str:
    """A page about managing a board, with its neighbours above it."""
    role = me().role_on(board.id)
    return render_template(
        template, board=board, role=role, here=here,
        coordinates=role is Role.COORDINATOR, **{"values": {}, "errors": {}, **context},
    )  # fmt: skip
