"""A list of flap 2B comes onto the board: first as a draft, then all of it in one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from actionboard.accounts.models import User
from actionboard.boards.activity_log import Activity
from actionboard.boards.models import Board
from actionboard.boards.texts import Words
from actionboard.boards.undo import undo_turn
from actionboard.boards.verbs import Tells, Verb
from actionboard.cards.models import Card
from actionboard.cards.on_board import ON_BOARD
from actionboard.core.database import db
from actionboard.core.errors import Rejected
from actionboard.core.messages import N_
from actionboard.imports import card_creation
from actionboard.imports.draft_lines import Line
from actionboard.imports.draft_lines import report as report_of
from actionboard.imports.models import Import
from actionboard.list_reader.similar_texts import find_similar
from actionboard.list_reader.table_rows import read_flap
from actionboard.list_reader.tables import Table
from actionboard.meetings.models import Meeting

CONFIRMED = Verb(
    "import.confirmed",
    says=N_("%(who)s zette een lijst van flap 2B op het bord"),
    tells=Tells.COORDINATORS,
)
DISCARDED = Verb("import.discarded", says=N_("%(who)s gooide een lijst weg"), tells=Tells.NOBODY)

Progress = Callable[[int, int], None]
COLUMN = "column"  # a skipped "row" that is a column without a place on a card


class OnTheBoardAlready(Rejected):
    """A list comes onto the board once."""

    message = N_("Deze lijst staat al op het bord.")
    status = 409


class NothingLeft(Rejected):
    """Every row was left out."""

    message = N_("Er blijft niets over om op het bord te zetten. Haal eerst een rij terug.")


@dataclass(frozen=True)
class Reading:
    """What a list turned out to be; plain data, no row of the database is held."""

    lines: tuple[Line, ...]
    skipped: tuple[dict[str, Any], ...]


def read(
    table: Table,
    *,
    today: date,
    known: Sequence[tuple[int, str]] = (),
    progress: Progress | None = None,
) -> Reading:
    """Make lines of a table, comparing them with each other and with the `known` cards.

    `today` is the day of the meeting, `known` comes from `titles`. Touches no database, so that
    nothing is locked while it works. Raises Unreadable.
    """
    first, second = _halves(progress) if known else (progress, progress)
    flap = read_flap(table, today=today, progress=first)
    texts = [(one.row, one.words) for one in flap.proposals] if known else []
    found = {
        one.key: one.like for one in find_similar(texts, known=known, progress=second) if one.known
    }
    lines = (Line(one, known=found.get(one.row)) for one in flap.proposals)
    columns = ({"row": 0, "reason": COLUMN, "text": name} for name in flap.left_out)
    return Reading(tuple(lines), (*(asdict(one) for one in flap.skipped), *columns))


def _halves(progress: Progress | None) -> tuple[Progress | None, Progress | None]:
    """Two rounds of comparing as one progress."""
    if progress is None:
        return None, None
    return (
        lambda done, of: progress(done // 2, of),
        lambda done, of: progress(of // 2 + done // 2, of),
    )


def titles(board: Board) -> list[tuple[int, str]]:
    """Number and title of every card on a board, for `read`."""
    rows = db.session.execute(
        select(Card.number, Words.body)
        .join(Words, Words.id == Card.title_id)
        .where(Card.board_id == board.id, ON_BOARD)
        .order_by(Card.number)
    )
    return [(number, title) for number, title in rows]


def meeting_on(board: Board, held_on: date, place: str = "") -> Meeting:
    """The board's meeting on that day, made when it isn't known yet."""
    same = select(Meeting).where(Meeting.board_id == board.id, Meeting.held_on == held_on)
    found = db.session.scalars(same).all()
    for meeting in found:
        if meeting.place == place or not place:
            return meeting
    nameless = next((one for one in found if not one.place), None)
    wanted = nameless or Meeting(board_id=board.id, held_on=held_on)
    wanted.place = place
    db.session.add(wanted)
    db.session.flush()
    return wanted


def draft(
    board: Board, by: User, *, name: str, reading: Reading, meeting: Meeting | None, at: datetime
) -> Import:
    """Keep a list that was read, to be looked at before it comes onto the board."""
    kept = Import(
        board_id=board.id,
        by_id=by.id,
        meeting_id=meeting.id if meeting else None,
        name=name[:200],
        created_at=at,
        rows=[line.as_dict() for line in reading.lines],
        skipped=list(reading.skipped),
        confirmed=False,
        removed=False,
    )
    db.session.add(kept)
    db.session.flush()
    return kept


def confirm(board: Board, draft: Import, by: User) -> int:
    """Put every line that wasn't left out on the board, in order; in the board's turn.

    Each becomes a post-it and a proposal; a merged one stands off the board, in the card that
    says the same. Answers with how many stand on the board.
    Raises OnTheBoardAlready, NothingLeft.
    """
    if draft.confirmed:
        raise OnTheBoardAlready()
    lines = [Line.from_dict(row) for row in draft.rows]
    coming = [line for line in lines if not line.left_out]
    if not coming:
        raise NothingLeft()
    put = card_creation.put(board, coming, by, draft.meeting_id)
    draft.rows = [row | {"card": put.numbers.get(row["row"])} for row in draft.rows]
    draft.confirmed = True
    board.record(CONFIRMED, draft, by)
    return put.standing


def take_off(board: Board, draft: Import, by: User) -> None:
    """Take a whole list off the board again, wherever its cards are; it is a draft once more."""
    undo_turn(board, confirmed_at(draft) or 0, by, of_others=True)


def discard(board: Board, draft: Import, by: User) -> None:
    """Throw a draft away; undo brings it back. Raises OnTheBoardAlready."""
    if draft.confirmed:
        raise OnTheBoardAlready()
    draft.removed = True
    board.record(DISCARDED, draft, by)


def confirmed_at(draft: Import) -> int | None:
    """The version of the board at which a list last came onto it; None if it never did."""
    entries = select(Activity).where(
        Activity.board_id == draft.board_id,
        Activity.subject == Import.KIND,
        Activity.subject_id == draft.id,
    )
    log = db.session.scalars(entries.order_by(Activity.version.desc()))
    return next((one.version for one in log if one.facts["now"].get("confirmed")), None)


def report(draft: Import) -> dict[str, Any]:
    """The figures that `import-flap --json` prints and that the preview sums up."""
    lines = [Line.from_dict(row) for row in draft.rows]
    return report_of(lines, sum(one["reason"] != COLUMN for one in draft.skipped))
