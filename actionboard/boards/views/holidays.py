"""A board's holidays, on the page of its settings."""

from __future__ import annotations

from flask import abort, request

from actionboard.accounts.current_user import me
from actionboard.boards import holidays
from actionboard.boards.access import coordinated
from actionboard.boards.holidays import Holiday
from actionboard.boards.models import Board
from actionboard.boards.views.settings import Answer, refused, saved, settings
from actionboard.core.errors import Rejected
from actionboard.core.i18n import gettext as _

ONE = "/holidays/<int:holiday>"


@settings.post("/holidays")
def add_holiday(slug: str) -> Answer:
    """Add a holiday."""
    board = coordinated(slug)
    try:
        with board.turn():
            holidays.add(board, request.form, me())
    except Rejected as refusal:
        return refused(slug, refusal, holiday_typed=request.form, holiday_at=0)
    return saved(board, _("De vakantie staat erbij. Die dagen tellen niet mee."))


@settings.post(ONE)
def change_holiday(slug: str, holiday: int) -> Answer:
    """Give a holiday another name or other days."""
    board = coordinated(slug)
    try:
        with board.turn():
            holidays.change(board, _find(board, holiday), request.form, me())
    except Rejected as refusal:
        return refused(slug, refusal, holiday_typed=request.form, holiday_at=holiday)
    return saved(board, _("De vakantie is gewijzigd."))


@settings.delete(ONE)
def remove_holiday(slug: str, holiday: int) -> Answer:
    """Take a holiday away."""
    board = coordinated(slug)
    with board.turn():
        holidays.remove(board, _find(board, holiday), me())
    return saved(board, _("De vakantie is weg. Die dagen tellen weer mee."))


def _find(board: Board, holiday: int) -> Holiday:
    return holidays.find(board, holiday) or abort(404)
