"""A board's holidays: added, changed and taken away, each in the board's turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import ForeignKey, String, false, select
from sqlalchemy.orm import Mapped, mapped_column

from actionboard.accounts.audit_log import AuditVerb, audit
from actionboard.accounts.models import User
from actionboard.boards.activity_log import Field, linked
from actionboard.boards.texts import RevisedTexts, Words
from actionboard.boards.verbs import HALF_TOLD, Tells, Verb
from actionboard.core.database import Model, db
from actionboard.core.date_words import day_field
from actionboard.core.errors import Invalid, Rejected
from actionboard.core.form_fields import must_read_day, read_name
from actionboard.core.messages import N_
from actionboard.core.typed_text import OF_THE_BOARD

if TYPE_CHECKING:
    from actionboard.boards.models import Board

CHANGED = Verb(
    "holiday.changed",
    says=N_("%(who)s veranderde de vakanties"),
    tells=Tells.COORDINATORS,
    undo=HALF_TOLD,
)
AUDITED = AuditVerb(CHANGED.name, says=N_("%(who)s veranderde de vakanties"))

MOST = 40
LONGEST = 100  # days


class Holiday(RevisedTexts, Model):
    """Days on which schools are closed, by the name that people give them; both ends count."""

    __tablename__ = "holidays"
    KIND = "holiday"
    RIGHT = "may_coordinate"
    RECORDED = ("name_words", "begins_on", "ends_on", "removed")
    TEXTS: ClassVar = {"name": "name_words"}
    FIELDS: ClassVar = {
        "name_id": Field("name", N_("Naam van de vakantie")),
        "begins_on": Field("begins_on", N_("Eerste dag"), day_field),
        "ends_on": Field("ends_on", N_("Laatste dag"), day_field),
    }
    SETUP = True

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(60), info=OF_THE_BOARD)
    name_id: Mapped[int | None] = mapped_column(ForeignKey("words.id"), info=OF_THE_BOARD)
    begins_on: Mapped[date] = mapped_column(active_history=True)
    ends_on: Mapped[date] = mapped_column(active_history=True)
    removed: Mapped[bool] = mapped_column(
        default=False, server_default=false(), active_history=True
    )

    name_words: Mapped[Words | None] = linked()

    def must_fit(self, state: dict[str, Any]) -> None:
        """Raises HolidaysFull, Wiped."""
        super().must_fit(state)
        if self.removed and not state["removed"]:
            _must_have_room(self.board_id)


class HolidaysFull(Rejected):
    """More is no calendar but a mistake."""

    message = N_("Meer dan %(most)s vakanties kan niet. Haal er eerst een weg.")
    status = 409


def holidays_of(board: Board) -> Sequence[Holiday]:
    """A board's holidays, the first to come on top."""
    return _on(board.id)


def find(board: Board, number: int) -> Holiday | None:
    """A board's holiday by its id; None for another board's."""
    return next((one for one in holidays_of(board) if one.id == number), None)


def add(board: Board, form: Mapping[str, str], by: User) -> Holiday:
    """One more holiday. Raises Invalid, HolidaysFull."""
    _must_have_room(board.id)
    values = _read(board, form)
    holiday = Holiday(board_id=board.id, removed=False)
    _set(board, holiday, values, by)
    _changed(board, holiday, by)
    return holiday


def change(board: Board, holiday: Holiday, form: Mapping[str, str], by: User) -> None:
    """Another name or other days. Raises Invalid."""
    values = _read(board, form)
    if values != {name: getattr(holiday, name) for name in values}:
        _set(board, holiday, values, by)
        _changed(board, holiday, by)


def remove(board: Board, holiday: Holiday, by: User) -> None:
    """Take a holiday away: its days count again."""
    holiday.removed = True
    _changed(board, holiday, by)


def _on(board_id: int) -> Sequence[Holiday]:
    mine = select(Holiday).where(Holiday.board_id == board_id, ~Holiday.removed)
    return db.session.scalars(mine.order_by(Holiday.begins_on, Holiday.id)).all()


def _must_have_room(board_id: int) -> None:
    if len(_on(board_id)) >= MOST:
        raise HolidaysFull(most=MOST)


def _set(board: Board, holiday: Holiday, values: dict[str, Any], by: User) -> None:
    holiday.reword("name", values["name"], by, board)
    holiday.begins_on, holiday.ends_on = values["begins_on"], values["ends_on"]


def _read(board: Board, form: Mapping[str, str]) -> dict[str, Any]:
    name = read_name(form, most=60)
    first = must_read_day(form.get("begins_on", "")[:40], board.today, field="begins_on")
    last = must_read_day(form.get("ends_on", "")[:40], first, field="ends_on")
    if last < first:
        raise Invalid("ends_on", N_("De laatste dag valt vóór de eerste."))
    if (last - first).days >= LONGEST:
        raise Invalid(
            "ends_on", N_("Zo lang is geen vakantie: hooguit %(most)s dagen."), most=LONGEST
        )
    return {"name": name, "begins_on": first, "ends_on": last}


def _changed(board: Board, holiday: Holiday, by: User) -> None:
    board.record_setup(CHANGED, [holiday], by)
    audit(AUDITED, by, board.moment, board=board, holiday=holiday.id)
