"""What the pages for managing a board share: who may be here, and how a refusal is shown."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import render_template
from flask_login import current_user

from actionboard.accounts.models import Role, User
from actionboard.boards.finding import enter
from actionboard.boards.models import Board
from actionboard.errors import NotAllowed


def me() -> User:
    """The signed-in person themselves."""
    user: User = current_user._get_current_object()
    return user


def now() -> datetime:
    """The moment of this request."""
    return datetime.now(UTC)


def coordinated(slug: str) -> Board:
    """A board for whoever coordinates it; 404 when they may not see it. Raises NotAllowed."""
    return _with_role(slug, Role.COORDINATOR)


def facilitated(slug: str) -> Board:
    """A board for whoever lets people in. Raises NotAllowed."""
    return _with_role(slug, Role.COORDINATOR, Role.FACILITATOR)


def page(template: str, board: Board, here: str, **context: Any) -> str:
    """A page about managing a board, with its neighbours above it."""
    role = me().role_on(board.id)
    return render_template(
        f"managing/{template}.html", board=board, role=role, here=here,
        coordinates=role is Role.COORDINATOR, **{"values": {}, "errors": {}, **context},
    )  # fmt: skip


def _with_role(slug: str, *roles: Role) -> Board:
    board, role = enter(slug)
    if role not in roles:
        raise NotAllowed()
    return board
