"""A board's settings and themes, as a page of plain forms."""

from __future__ import annotations

from flask import Blueprint, abort, request
from flask_login import login_required

from actionboard.accounts.current_user import me
from actionboard.boards import holidays, themes
from actionboard.boards import settings as setup
from actionboard.boards.access import coordinated
from actionboard.boards.meeting_rhythm import Rhythm
from actionboard.boards.models import Board
from actionboard.boards.theme_looks import look_name
from actionboard.boards.themes import PAINTS, Theme
from actionboard.boards.turn import coordinated_turn
from actionboard.boards.views.settings_layout import page
from actionboard.core.i18n import gettext as _
from actionboard.web.changes import Door, changes
from actionboard.web.replies import NOTHING, Reply, Typed

settings = Blueprint("settings", __name__, url_prefix="/boards/<slug>")
THEME = "/themes/<int:theme>"
OF_SETTINGS: Door[Board] = Door(
    coordinated_turn, page="settings.show", home=lambda it: f"{it.url}/settings", paints=False
)


@settings.before_request
@login_required
def only_signed_in() -> None:
    """Settings need somebody who is signed in."""


@settings.get("/settings")
def show(slug: str, typed: Typed = NOTHING, theme: int = 0, holiday: int = 0) -> str:
    """What can be set about this board; `theme` or `holiday` is the one that was typed about."""
    board = coordinated(slug)
    about = typed.form.rpartition("_")[2]
    values = {
        "name": board.name, "still_after": board.still_after, "done_for": board.done_for,
        "rhythm": board.rhythm, "meets_on": board.meets_on and f"{board.meets_on:%d-%m-%Y}",
    }  # fmt: skip
    return page(
        "boards/settings.html", board, "settings", themes=board.themes, paints=PAINTS,
        icons=themes.ICONS, look_name=look_name,
        rhythms=[(one.value, one.label) for one in Rhythm],
        holidays=holidays.holidays_of(board), errors=typed.errors,
        values=typed.values if typed.form == "settings.save" else values,
        at=theme if about == "theme" else None,
        theme_typed=typed.values if about == "theme" else {},
        holiday_at=holiday if about == "holiday" else None,
        holiday_typed=typed.values if about == "holiday" else {},
    )  # fmt: skip


@settings.post("/settings")
@changes(OF_SETTINGS, form=show)
def save(board: Board) -> Reply:
    """Keep the board's name and its days."""
    setup.change_settings(board, request.form, me())
    return Reply(_("Opgeslagen. Iedereen ziet het meteen."))


@settings.post("/themes")
@changes(OF_SETTINGS, form=show)
def add_theme(board: Board) -> Reply:
    """Add a theme."""
    themes.add_theme(board, request.form, me())
    return Reply(_("Het thema staat erbij."))


@settings.post(THEME)
@changes(OF_SETTINGS, form=show)
def change_theme(board: Board, theme: int) -> Reply:
    """Give a theme another name, colour, sign or place."""
    found, move = _theme(board, theme), request.form.get("move")
    if move in ("up", "down"):
        themes.move_theme(board, found, -1 if move == "up" else 1, me())
    else:
        themes.change_theme(board, found, request.form, me())
    return Reply(_("Het thema is gewijzigd."))


@settings.delete(THEME)
@changes(OF_SETTINGS)
def remove_theme(board: Board, theme: int) -> Reply:
    """Take a theme away that no card has."""
    themes.remove_theme(board, _theme(board, theme), me())
    return Reply(_("Het thema is weg."))


def _theme(board: Board, theme: int) -> Theme:
    return themes.theme_of(board, theme) or abort(404)
