"""What can be set about a board: its name, its days, its rhythm, and its themes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select

from actionboard.accounts.models import User
from actionboard.boards.models import PAINTS, Board, Rhythm, Theme
from actionboard.cards.models import Card
from actionboard.dates import NotADay, parse_day
from actionboard.db import db
from actionboard.errors import Invalid, Rejected
from actionboard.managing.models import audit
from actionboard.sentences import N_

ICONS = (  # that say what an action is about; each is in static/icons.txt
    "messages-square", "arrow-left-right", "wrench", "hard-hat", "school", "shapes", "handshake",
    "presentation", "list-checks", "users", "building-2", "landmark", "map", "sprout", "timer",
    "life-buoy", "clipboard-check", "calendar", "mail", "repeat",
)  # fmt: skip
MOST_THEMES = 12


class ThemeInUse(Rejected):
    """Cards would lose what they are about."""

    message = N_("Er staan nog %(count)s acties op dit thema. Geef die eerst een ander thema.")
    status = 409


class ThemesFull(Rejected):
    """More could not be told apart by colour."""

    message = N_("Meer dan %(most)s thema’s zijn niet uit elkaar te houden. Haal er eerst een weg.")
    status = 409


def read_name(form: Mapping[str, str], *, most: int, field: str = "name") -> str:
    """A name as somebody typed it. Raises Invalid at its field."""
    name = " ".join(form.get(field, "").replace("\0", "").split())
    if len(name) < 2:
        raise Invalid(field, N_("Vul een naam in."))
    if len(name) > most:
        raise Invalid(field, N_("Deze naam is te lang: hooguit %(most)s tekens."), most=most)
    return name


def read_days(form: Mapping[str, str], field: str) -> int:
    """A number of days. Raises Invalid at its field."""
    text = form.get(field, "").strip()
    if not (text.isdecimal() and len(text) < 5 and 1 <= int(text) <= 730):
        raise Invalid(field, N_("Vul een aantal dagen in, van 1 tot 730."))
    return int(text)


def read_day(form: Mapping[str, str], field: str, today: date) -> date:
    """A day as somebody typed it. Raises Invalid at its field."""
    try:
        return parse_day(form.get(field, "")[:40], today=today).on
    except NotADay as error:
        raise Invalid(field, error.message, **error.values) from None


def read_rhythm(form: Mapping[str, str]) -> Rhythm:
    """How often people mean to meet. Raises Invalid."""
    try:
        return Rhythm(form.get("rhythm", Rhythm.NONE))
    except ValueError:
        raise Invalid("rhythm", N_("Kies hoe vaak jullie bij elkaar komen.")) from None


def read_next(form: Mapping[str, str], today: date) -> date | None:
    """When they meet next, None while nobody knows. Raises Invalid."""
    return read_day(form, "meets_on", today) if form.get("meets_on", "").strip() else None


def change_settings(board: Board, form: Mapping[str, str], by: User) -> None:
    """Keep a board's name, days and rhythm; in its turn. Raises Invalid."""
    name, still_after = read_name(form, most=120), read_days(form, "still_after")
    done_for = read_days(form, "done_for")
    rhythm, meets_on = read_rhythm(form), read_next(form, board.today)
    if name != board.name:
        board.name = name
        board.record_setup("board.renamed", [board], by)
        audit("board.renamed", by, board.moment, board=board)
    settings = (still_after, done_for, rhythm, meets_on)
    if settings != (board.still_after, board.done_for, board.rhythm, board.meets_on):
        board.still_after, board.done_for, board.rhythm, board.meets_on = settings
        board.record_setup("board.set_up", [board], by)
        audit("board.set_up", by, board.moment, board=board, still_after=still_after,
              done_for=done_for, rhythm=rhythm.value)  # fmt: skip


def add_theme(board: Board, form: Mapping[str, str], by: User) -> Theme:
    """One more theme, at the end; in the board's turn. Raises Invalid, ThemesFull."""
    if len(board.themes) >= MOST_THEMES:
        raise ThemesFull(most=MOST_THEMES)
    values = _read_theme(board, form, None)
    theme = Theme(board_id=board.id, position=_last_position(board) + 1, removed=False, **values)
    _changed(board, theme, by)
    return theme


def change_theme(board: Board, theme: Theme, form: Mapping[str, str], by: User) -> None:
    """Another name, colour or icon; in the board's turn. Raises Invalid."""
    values = _read_theme(board, form, theme)
    if values != {name: getattr(theme, name) for name in values}:
        for name, value in values.items():
            setattr(theme, name, value)
        _changed(board, theme, by)


def move_theme(board: Board, theme: Theme, step: int, by: User) -> None:
    """One place up (-1) or down (1), changing places with its neighbour; in the board's turn."""
    order = list(board.themes)
    there = order.index(theme) + step
    if 0 <= there < len(order):
        other = order[there]
        theme.position, other.position = other.position, theme.position
        _changed(board, theme, by, other)


def remove_theme(board: Board, theme: Theme, by: User) -> None:
    """Take a theme away that no card has; in the board's turn. Raises ThemeInUse."""
    cards = select(func.count()).where(Card.theme_id == theme.id, ~Card.removed)
    if count := db.session.scalar(cards):
        raise ThemeInUse(count=count)
    theme.removed = True
    _changed(board, theme, by)


def theme_of(board: Board, theme_id: int) -> Theme | None:
    """A board's theme by its id; None for another board's."""
    return next((one for one in board.themes if one.id == theme_id), None)


def _read_theme(board: Board, form: Mapping[str, str], theme: Theme | None) -> dict[str, Any]:
    name = read_name(form, most=60)
    paint, icon = form.get("paint", ""), form.get("icon", "")
    if any(one.name.casefold() == name.casefold() and one is not theme for one in board.themes):
        raise Invalid("name", N_("Er is al een thema met deze naam."))
    if paint not in PAINTS:
        raise Invalid("paint", N_("Kies een kleur."))
    if icon not in ICONS:
        raise Invalid("icon", N_("Kies een teken."))
    return {"name": name, "paint": paint, "icon": icon}


def _last_position(board: Board) -> int:
    last = select(func.max(Theme.position)).where(Theme.board_id == board.id)
    return db.session.scalar(last) or 0


def _changed(board: Board, theme: Theme, by: User, *others: Theme) -> None:
    board.record_setup("theme.changed", [theme, *others], by)
    audit("theme.changed", by, board.moment, board=board, theme=theme.id)
