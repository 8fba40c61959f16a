"""A board's settings and themes, as a page of plain forms."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, abort, flash, redirect, request
from flask_login import login_required
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me
from actionboard.boards import holidays, themes
from actionboard.boards import settings as setup
from actionboard.boards.access import coordinated
from actionboard.boards.meeting_rhythm import Rhythm
from actionboard.boards.models import Board
from actionboard.boards.themes import PAINTS, Theme
from actionboard.boards.views.settings_layout import page
from actionboard.core.errors import Rejected
from actionboard.core.i18n import gettext as _

settings = Blueprint("settings", __name__, url_prefix="/boards/<slug>")
THEME = "/themes/<int:theme>"
Answer = Response | tuple[str, int]


@settings.before_request
@login_required
def only_signed_in() -> None:
    """Settings need somebody who is signed in."""


@settings.get("/settings")
def show(slug: str) -> str:
    """What can be set about this board."""
    return _page(coordinated(slug))


@settings.post("/settings")
def save(slug: str) -> Answer:
    """Keep the board's name and its days."""
    board = coordinated(slug)
    try:
        with board.turn():
            setup.change_settings(board, request.form, me())
    except Rejected as refusal:
        return refused(slug, refusal, values=request.form)
    return saved(board, _("Opgeslagen. Iedereen ziet het meteen."))


@settings.post("/themes")
def add_theme(slug: str) -> Answer:
    """Add a theme."""
    board = coordinated(slug)
    try:
        with board.turn():
            themes.add_theme(board, request.form, me())
    except Rejected as refusal:
        return refused(slug, refusal, theme_typed=request.form, at=0)
    return saved(board, _("Het thema staat erbij."))


@settings.post(THEME)
def change_theme(slug: str, theme: int) -> Answer:
    """Give a theme another name, colour, sign or place."""
    board = coordinated(slug)
    try:
        with board.turn():
            _change(board, _theme(board, theme), request.form)
    except Rejected as refusal:
        return refused(slug, refusal, theme_typed=request.form, at=theme)
    return saved(board, _("Het thema is gewijzigd."))


@settings.delete(THEME)
def remove_theme(slug: str, theme: int) -> Answer:
    """Take a theme away that no card has."""
    board = coordinated(slug)
    try:
        with board.turn():
            themes.remove_theme(board, _theme(board, theme), me())
    except Rejected as refusal:
        return refused(slug, refusal, at=theme)
    return saved(board, _("Het thema is weg."))


def _change(board: Board, theme: Theme, form: Mapping[str, str]) -> None:
    if form.get("move") in ("up", "down"):
        themes.move_theme(board, theme, -1 if form["move"] == "up" else 1, me())
    else:
        themes.change_theme(board, theme, form, me())


def _theme(board: Board, theme: int) -> Theme:
    return themes.theme_of(board, theme) or abort(404)


def saved(board: Board, said: str) -> Response:
    """Back to the settings, with what happened and its undo."""
    flash(said, board.undo_url or "message")
    return redirect(f"{board.url}/settings", 303)


def refused(slug: str, refusal: Rejected, **context: object) -> tuple[str, int]:
    """The page again, with what was typed and the sentence where it belongs."""
    errors = {refusal.at_field or "": refusal.sentence}
    return _page(coordinated(slug), errors=errors, **context), refusal.status


def _page(board: Board, **context: object) -> str:
    values = {
        "name": board.name, "still_after": board.still_after, "done_for": board.done_for,
        "rhythm": board.rhythm, "meets_on": board.meets_on and f"{board.meets_on:%d-%m-%Y}",
    }  # fmt: skip
    around = {
        "values": values, "at": None, "theme_typed": {}, "themes": board.themes, "paints": PAINTS,
        "icons": themes.ICONS, "rhythms": [(one.value, one.label) for one in Rhythm],
        "holidays": holidays.holidays_of(board), "holiday_at": None, "holiday_typed": {},
    }  # fmt: skip
    return page("boards/settings.html", board, "settings", **{**around, **context})
