"""The themes of a board: what its actions are about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import ForeignKey, String, false, func, select
from sqlalchemy.orm import Mapped, mapped_column

from actionboard.accounts.audit_log import AuditVerb, audit
from actionboard.accounts.models import User
from actionboard.boards.activity_log import Field, linked
from actionboard.boards.texts import RevisedTexts, Words
from actionboard.boards.theme_looks import look_name
from actionboard.boards.verbs import HALF_TOLD, Tells, Verb
from actionboard.core.database import Model, db
from actionboard.core.errors import Invalid, Rejected
from actionboard.core.form_fields import read_name
from actionboard.core.messages import N_
from actionboard.core.registry import Registry
from actionboard.core.typed_text import OF_THE_BOARD

if TYPE_CHECKING:
    from actionboard.boards.models import Board

CHANGED = Verb(
    "theme.changed",
    says=N_("%(who)s veranderde een thema"),
    tells=Tells.COORDINATORS,
    undo=HALF_TOLD,
)
AUDITED = AuditVerb(CHANGED.name, says=N_("%(who)s veranderde een thema"))

PAINTS = ("sky", "green", "orange", "pink", "violet", "grey", "teal", "yellow")
THEMES = (
    (N_("Informatie & voortgang"), "sky", "messages-square"),
    (N_("Over en weer"), "green", "arrow-left-right"),
    (N_("Bedrijfstakscholen"), "orange", "wrench"),
    (N_("Begeleiding in bedrijf"), "pink", "hard-hat"),
    (N_("BPV op school"), "violet", "school"),
    (N_("Overig"), "grey", "shapes"),
)
ICONS = (  # that say what an action is about; each is in static/icons.txt
    "messages-square", "arrow-left-right", "wrench", "hard-hat", "school", "shapes", "handshake",
    "presentation", "list-checks", "users", "building-2", "landmark", "map", "sprout", "timer",
    "life-buoy", "clipboard-check", "calendar", "mail", "repeat",
)  # fmt: skip
MOST_THEMES = 12
USES: Registry[Callable[[int], int]] = Registry()  # how many things have a theme, by its id


class Theme(RevisedTexts, Model):
    """What an action is about; it gives the card its colour and its sign."""

    __tablename__ = "themes"
    KIND = "theme"
    RIGHT = "may_coordinate"
    RECORDED = ("name_words", "paint", "icon", "position", "removed")
    TEXTS: ClassVar = {"name": "name_words"}
    FIELDS: ClassVar = {
        "name_id": Field("name", N_("Naam van het thema")),
        "paint": Field("paint", N_("Kleur"), look_name),
        "icon": Field("icon", N_("Teken"), look_name),
    }
    SETUP = True

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(60), info=OF_THE_BOARD)
    name_id: Mapped[int | None] = mapped_column(ForeignKey("words.id"), info=OF_THE_BOARD)
    paint: Mapped[str] = mapped_column(String(10), active_history=True)
    icon: Mapped[str] = mapped_column(String(30), active_history=True)
    position: Mapped[int] = mapped_column(active_history=True)
    removed: Mapped[bool] = mapped_column(
        default=False, server_default=false(), active_history=True
    )

    name_words: Mapped[Words | None] = linked()

    def must_fit(self, state: dict[str, Any]) -> None:
        """Raises ThemeInUse, ThemesFull, SameTheme, Wiped."""
        super().must_fit(state)
        if state["removed"]:
            _must_be_free(self)
            return
        kind = type(self)
        mine = select(kind).where(kind.board_id == self.board_id, ~kind.removed)
        others = [one for one in db.session.scalars(mine) if one is not self]
        if len(others) >= MOST_THEMES:
            raise ThemesFull(most=MOST_THEMES)
        if _is_called(self.text_in(state, "name"), others):
            raise SameTheme()


class ThemeInUse(Rejected):
    """Cards would lose what they are about."""

    message = N_("Er staan nog %(count)s acties op dit thema. Geef die eerst een ander thema.")
    status = 409


class SameTheme(Rejected):
    """Another theme has its name now."""

    message = N_("Er is al een thema met deze naam.")
    status = 409


class ThemesFull(Rejected):
    """More could not be told apart by colour."""

    message = N_("Meer dan %(most)s thema’s zijn niet uit elkaar te houden. Haal er eerst een weg.")
    status = 409


def add_theme(board: Board, form: Mapping[str, str], by: User) -> Theme:
    """One more theme, at the end; in the board's turn. Raises Invalid, ThemesFull."""
    if len(board.themes) >= MOST_THEMES:
        raise ThemesFull(most=MOST_THEMES)
    values = _read_theme(board, form, None)
    theme = Theme(board_id=board.id, position=_last_position(board) + 1, removed=False)
    _set(board, theme, values, by)
    _changed(board, theme, by)
    return theme


def change_theme(board: Board, theme: Theme, form: Mapping[str, str], by: User) -> None:
    """Another name, colour or icon; in the board's turn. Raises Invalid."""
    values = _read_theme(board, form, theme)
    if values != {name: getattr(theme, name) for name in values}:
        _set(board, theme, values, by)
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
    _must_be_free(theme)
    theme.removed = True
    _changed(board, theme, by)


def theme_of(board: Board, theme_id: int) -> Theme | None:
    """A board's theme by its id; None for another board's."""
    return next((one for one in board.themes if one.id == theme_id), None)


def _read_theme(board: Board, form: Mapping[str, str], theme: Theme | None) -> dict[str, Any]:
    name = read_name(form, most=60)
    paint, icon = form.get("paint", ""), form.get("icon", "")
    if _is_called(name, (one for one in board.themes if one is not theme)):
        raise Invalid("name", SameTheme.message)
    if paint not in PAINTS:
        raise Invalid("paint", N_("Kies een kleur."))
    if icon not in ICONS:
        raise Invalid("icon", N_("Kies een teken."))
    return {"name": name, "paint": paint, "icon": icon}


def _set(board: Board, theme: Theme, values: dict[str, Any], by: User) -> None:
    theme.reword("name", values["name"], by, board)
    theme.paint, theme.icon = values["paint"], values["icon"]


def _is_called(name: str, themes: Iterable[Theme]) -> bool:
    return any(one.name.casefold() == name.casefold() for one in themes)


def _must_be_free(theme: Theme) -> None:
    if count := sum(uses(theme.id) for uses in USES):
        raise ThemeInUse(count=count)


def _last_position(board: Board) -> int:
    last = select(func.max(Theme.position)).where(Theme.board_id == board.id)
    return db.session.scalar(last) or 0


def _changed(board: Board, theme: Theme, by: User, *others: Theme) -> None:
    board.record_setup(CHANGED, [theme, *others], by)
    audit(AUDITED, by, board.moment, board=board, theme=theme.id)
