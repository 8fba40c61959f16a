"""Inviting people onto a board, as pages."""

from __future__ import annotations

from actionboard.boards.models import Board


def invitations_around(board: Board) -> dict[str, object]:
    """What the page of people shows about who is still to come."""
    return {}
