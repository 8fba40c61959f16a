"""A board's holidays, on the page of its settings."""

from __future__ import annotations

from flask import abort, request

from actionboard.accounts.current_user import me
from actionboard.boards import holidays
from actionboard.boards.holidays import Holiday
from actionboard.boards.models import Board
from actionboard.boards.views.settings import OF_SETTINGS, settings, show
from actionboard.core.i18n import gettext as _
from actionboard.web.changes import changes
from actionboard.web.replies import Reply

ONE = "/holidays/<int:holiday>"


@settings.post("/holidays")
@changes(OF_SETTINGS, form=show)
def add_holiday(board: Board) -> Reply:
    """Add a holiday."""
    holidays.add(board, request.form, me())
    return Reply(_("De vakantie staat erbij. Die dagen tellen niet mee."))


@settings.post(ONE)
@changes(OF_SETTINGS, form=show)
def change_holiday(board: Board, holiday: int) -> Reply:
    """Give a holiday another name or other days."""
    holidays.change(board, _find(board, holiday), request.form, me())
    return Reply(_("De vakantie is gewijzigd."))


@settings.delete(ONE)
@changes(OF_SETTINGS)
def remove_holiday(board: Board, holiday: int) -> Reply:
    """Take a holiday away."""
    holidays.remove(board, _find(board, holiday), me())
    return Reply(_("De vakantie is weg. Die dagen tellen weer mee."))


def _find(board: Board, holiday: int) -> Holiday:
    return holidays.find(board, holiday) or abort(404)
