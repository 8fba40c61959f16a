"""The log: everything that happened to a board, in order, enough to rebuild it."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, Self

from sqlalchemy import Date, Enum, ForeignKey, Index, String, insert, inspect
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.orm.attributes import History
from sqlalchemy.types import TypeEngine

from actionboard.accounts.models import User
from actionboard.core.database import Json, Model, Moment, db
from actionboard.core.errors import Rejected
from actionboard.core.messages import N_
from actionboard.core.prepared_statements import Quick
from actionboard.core.row_update import save
from actionboard.core.typed_text import MADE

if TYPE_CHECKING:
    from actionboard.boards.models import Board

# The log needs the old value also of what was never read before it changed.
kept = partial(mapped_column, active_history=True)
linked = partial(relationship, active_history=True)
Changes = tuple[dict[str, Any], dict[str, Any]]  # the old and the new values, by column


class Touched(Protocol):
    """A card on which a change shows; it knows at which version and when it was the last."""

    id: int
    version: int
    touched_at: datetime


class PointsAtNothing(Rejected):
    """What a row should belong to again is gone."""

    message = N_("Dit kan niet meer ongedaan: waar het bij hoorde, is intussen weg.")
    status = 409


@dataclass(frozen=True, slots=True)
class Field:
    """A recorded column as people fill it in: its field in a form, and its name on the screen.

    `words` says a value in words, as plain JSON keeps it. What `is_pressed` is meant also where it
    is what it was: a card that goes back to its column.
    """

    name: str
    label: str
    words: Callable[[Any], str] = str
    is_pressed: bool = False


class Recorded:
    """A row of which the log keeps every change.

    `RECORDED` names the attributes that make up its state: columns, or relations that stand for
    their foreign key. Replaying the log sets exactly these.
    """

    KIND: ClassVar[str]
    RECORDED: ClassVar[tuple[str, ...]]
    # What a person must be on the board to take a change of it back, by the name of the right.
    RIGHT: ClassVar[str] = "may_change"
    # What people fill in, by column: who changes what somebody else changed, is shown both.
    FIELDS: ClassVar[Mapping[str, Field]] = {}
    # Whether it changes the look of every card, see `Board.record_setup`.
    SETUP: ClassVar[bool] = False
    id: Mapped[int]

    def card_of(self) -> Touched | None:
        """The card on which this change shows, None if it is not about one card."""
        return None

    def fields(self) -> Mapping[str, Field]:
        """What people fill in of it, by column."""
        return self.FIELDS

    @classmethod
    @cache
    def column_of(cls, name: str) -> str:
        """The column behind a recorded attribute: "lead" is kept in "lead_id"."""
        relation = inspect(cls).relationships.get(name)
        if relation is None:
            return name
        return str(next(iter(relation.local_columns)).name)

    def state(self) -> dict[str, Any]:
        """The recorded state as plain JSON values, by column."""
        columns = (self.column_of(name) for name in self.RECORDED)
        return {column: plain(getattr(self, column)) for column in columns}

    def put_back(self, values: dict[str, Any]) -> None:
        """Set recorded columns from plain JSON values, as `state` gives them."""
        mapper = inspect(type(self))
        for name in self.RECORDED:
            column = self.column_of(name)
            if column not in values:
                continue
            relation, value = mapper.relationships.get(name), values[column]
            if relation is None:
                setattr(self, name, _typed(mapper.columns[column].type, value))
            else:
                target = relation.mapper.class_
                setattr(self, name, db.session.get(target, value) if value else None)

    def must_fit(self, state: dict[str, Any]) -> None:
        """Asked before undo puts a state back. Raises PointsAtNothing."""
        relations = inspect(type(self)).relationships
        for name in self.RECORDED:
            target, now = state[self.column_of(name)], getattr(self, self.column_of(name))
            if name in relations and target and target != now:
                there = db.session.get(relations[name].mapper.class_, target)
                if there is None or getattr(there, "removed", False):
                    raise PointsAtNothing()

    def went_back(self, board: Board, by: User) -> None:
        """Told when undo has put its state back, so that what hangs on it can follow."""

    def _pending(self) -> dict[str, History] | None:
        """What the next flush will change, by attribute; None for a row that is new."""
        seen = inspect(self)
        if seen is None or not seen.persistent:
            db.session.add(self)
            return None
        touched = set(self.RECORDED) - seen.unmodified
        histories = {name: seen.attrs[name].history for name in self.RECORDED if name in touched}
        return {name: found for name, found in histories.items() if found.has_changes()}

    def _written(self, changed: dict[str, History] | None) -> Changes:
        if changed is None:
            return {}, self.state()
        was = {self.column_of(n): plain(*h.deleted or [None]) for n, h in changed.items()}
        now = {self.column_of(n): plain(*h.added or [None]) for n, h in changed.items()}
        return was, now


class Activity(Model):
    """One thing that happened: who did what to which card, when, and what it was before.

    `facts` holds ids and values of columns as `{"was": {...}, "now": {...}}`, never names or
    texts. The database itself refuses to change or delete a row.
    """

    __tablename__ = "activities"
    __table_args__ = (
        Index("ix_activities_card_id_version", "card_id", "version"),
        Index("ix_activities_board_id_at", "board_id", "at", "version"),
    )

    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    verb: Mapped[str] = mapped_column(String(40))
    card_id: Mapped[int | None] = mapped_column(ForeignKey("cards.id"))
    subject: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    at: Mapped[datetime] = mapped_column(Moment)
    facts: Mapped[dict[str, Any]] = mapped_column(Json, info=MADE)
    undoes: Mapped[int | None]
    turn: Mapped[int | None]  # the first entry of the same press; None: it stands alone

    by: Mapped[User | None] = relationship()
    card: Mapped[Any] = relationship("Card")  # of the area above

    @classmethod
    def of(cls, subject: Recorded, changes: Changes, **values: Any) -> Self:
        """The entry for what just changed on a subject."""
        card = subject.card_of()
        was, now = changes
        return cls(
            subject=subject.KIND,
            subject_id=subject.id,
            card_id=card.id if card else None,
            facts={"was": was, "now": now},
            **values,
        )


def changes(subjects: Sequence[Recorded]) -> list[Changes]:
    """What changed on each since the last flush: the old and the new values, by column.

    A row that is new has no old values. Flushes only what is new, so that
    it has its id; the rest is written together with the log.
    """
    pending = [subject._pending() for subject in subjects]
    if db.session.new:
        db.session.flush()
    return [subject._written(changed) for subject, changed in zip(subjects, pending, strict=True)]


def write(subjects: Sequence[Recorded], entries: Sequence[Activity]) -> None:
    """Write the subjects with their cards, and their entries in the log."""
    if len(entries) > 1:  # then the unit of work pays
        db.session.add_all(entries)
        db.session.flush()
        return
    for subject, entry in zip(subjects, entries, strict=True):
        for row in filter(None, {subject, subject.card_of()}):
            save(row)
        db.session.flush()  # whatever else changed with it; mostly nothing
        LOG.all(**{column.key: getattr(entry, column.key) for column in Activity.__table__.columns})


LOG = Quick(lambda: insert(Activity))


def _typed(kind: TypeEngine[Any], value: Any) -> Any:
    if value and isinstance(kind, Date):
        return date.fromisoformat(value)
    if value and isinstance(kind, Enum) and kind.enum_class:
        return kind.enum_class(value)
    return value


def plain(value: Any) -> Any:
    """A recorded value as JSON: an enum by value, a day in ISO form, a row by its id."""
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Model):
        return value.id  # type: ignore[attr-defined]
    return value
