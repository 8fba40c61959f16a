"""A change that was made on what somebody else changed meanwhile.

A form says the version of the board at which it was shown. What its writer left as it was then
stays as it was made since, by somebody else or on another device; what two people changed is
refused with both versions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect, select

from actionboard.accounts.models import User
from actionboard.boards.activity_log import Activity, Changes, Field, Recorded, changes
from actionboard.boards.texts import Words
from actionboard.core.database import db
from actionboard.core.errors import Rejected
from actionboard.core.i18n import translate
from actionboard.core.messages import N_

if TYPE_CHECKING:
    from actionboard.boards.models import Board


@dataclass(frozen=True, slots=True)
class Seen:
    """A form as its writer saw it: at which version of the board, and which fields it has."""

    version: int
    fields: frozenset[str]


UNSEEN = Seen(-1, frozenset())  # a form, or a press, that says nothing of what it saw


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that two people changed: what both began from, what it says now, what mine says."""

    field: str
    label: str
    base: str
    theirs: str
    mine: str
    by: User | None
    at: datetime
    is_text: bool


class Stale(Rejected):
    """Somebody else changed the same thing since this person last saw it.

    `differences` holds what each says now and what this person typed, to be shown side by side.
    """

    differences: Sequence[Difference]
    message = N_("Nog niet opgeslagen: %(who)s was je voor.")
    status = 409

    def __init__(self, differences: Sequence[Difference], *, seen: int = 0) -> None:
        by = differences[-1].by
        super().__init__(None, who=by.name if by else "…")
        self.differences = differences
        self.seen = seen  # what its form says that it showed; 0 for the board's own version


def overtaken(form: Seen, subjects: Sequence[Recorded]) -> bool:
    """Whether anything can have happened to one of these since the form was shown.

    A card knows when it was last touched, so nothing has to be asked about most moves.
    """
    if form is UNSEEN:
        return False
    cards = (one.card_of() for one in subjects)
    return any(card is None or (card.version or 0) > form.version for card in cards)


def beside_others(
    board: Board, form: Seen, subjects: Sequence[Recorded], by: User
) -> tuple[list[Recorded], list[Changes], list[Difference]]:
    """What changes on each without what others changed since a version, and what both changed.

    A subject of which nothing is left isn't among them.
    """
    left: list[tuple[Recorded, Changes]] = []
    contested: list[Difference] = []
    for card in filter(None, (one.card_of() for one in subjects)):
        card.touched_at = board.moment  # a new one needs it before it can be written
    for subject, (was, now) in zip(subjects, changes(subjects), strict=True):
        kept, both = _compared(board, form, subject, (was, now), by)
        contested += both
        subject.put_back(dict(kept))
        own = {column: value for column, value in now.items() if column not in kept}
        if own or not kept:
            left.append((subject, ({column: was[column] for column in own if was}, own)))
    return [subject for subject, _own in left], [own for _subject, own in left], contested


def _compared(
    board: Board, form: Seen, subject: Recorded, changed: Changes, by: User
) -> tuple[Mapping[str, Any], Sequence[Difference]]:
    """What this change would turn back without meaning to (by column, as it stands now), and
    what this person changed as well.
    """
    was, now = changed
    fields = {
        column: field
        for column, field in subject.fields().items()
        if column in now and field.name in form.fields
    }
    if not was or not fields:
        return {}, ()
    found = _since(board, form.version, subject)
    kept: dict[str, Any] = {}
    both: list[Difference] = []
    for column, field in fields.items():
        entries = [entry for entry in found if column in entry.facts["now"]]
        if not entries:
            continue
        others = [entry for entry in entries if entry.by_id != by.id]
        if field.is_pressed and not others:
            continue  # one's own next press, before the page was painted
        base = entries[0].facts["was"].get(column)
        values = (base, was[column], now[column])
        begun, theirs, mine = (_read(subject, column, field, one) for one in values)
        if mine in (begun, theirs):
            kept[column] = was[column]
        elif others:  # what one wrote on another device gives way to what one writes now
            about = (field.name, translate(field.label), begun, theirs, mine)
            last = others[-1]
            both.append(Difference(*about, last.by, last.at, _is_text(subject, column)))
    return kept, both


def refuse_stale(subject: Recorded, seen: int, wish: Mapping[str, Any], by: User) -> None:
    """Refuse when somebody else changed one of these columns after the version that was seen.

    `wish` says by column what it would become, None for what contradicts the change without being
    the same: who finished it meanwhile. Raises Stale. Version 0 stands for a form that doesn't say
    what it saw.
    """
    entry = last_change(subject, seen, wish, by)
    if entry is None:
        return
    was, now, state = entry.facts["was"], entry.facts["now"], subject.state()
    both = []
    for column in wish.keys() & now.keys():
        if wish[column] == state[column]:
            continue
        field = subject.fields()[column]
        values = (was.get(column), state[column], wish[column])
        begun, theirs, mine = (_read(subject, column, field, value) for value in values)
        about = (field.name, translate(field.label), begun, theirs, mine)
        both.append(Difference(*about, entry.by, entry.at, is_text=False))
    if both:
        raise Stale(both)


def last_change(subject: Recorded, seen: int, columns: Iterable[str], by: User) -> Activity | None:
    """Who else last changed one of these columns after the version that was seen; None for nobody.

    The subject is a card.
    """
    card = subject.card_of()
    if not seen or card is None or card.version <= seen:
        return None
    wanted = set(columns)
    later = db.session.scalars(
        select(Activity)
        .where(Activity.card_id == card.id, Activity.version > seen, Activity.by_id != by.id)
        .order_by(Activity.version.desc())
    )
    changed = (one for one in later if one.subject == subject.KIND)
    return next((one for one in changed if wanted & one.facts["now"].keys()), None)


def _since(board: Board, seen: int, subject: Recorded) -> Sequence[Activity]:
    """What was done to a row after a version, in that order."""
    mine = select(Activity).where(
        Activity.board_id == board.id,
        Activity.version > seen,
        Activity.subject == subject.KIND,
        Activity.subject_id == subject.id,
    )
    return db.session.scalars(mine.order_by(Activity.version)).all()


def _is_text(subject: Recorded, column: str) -> bool:
    keys = inspect(type(subject)).columns[column].foreign_keys
    return any(key.column.table is Words.__table__ for key in keys)


def _read(subject: Recorded, column: str, field: Field, value: Any) -> str:
    """A value of a column as people read it; a text by its words."""
    if value is None:
        return ""
    if _is_text(subject, column):
        words = db.session.get(Words, value)
        return words.body if words else ""
    return field.words(value)
