"""What came of the last meeting: read off the log, never off copies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import Row, func, select

from actionboard.boards.activity_log import Activity
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.cards import card_view
from actionboard.cards.card_view import CardFace, Painter
from actionboard.cards.on_board import is_on_board
from actionboard.cards.past_board import Past, PastCard, version_at
from actionboard.core.database import db
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import language, ngettext
from actionboard.core.local_time import end_of
from actionboard.imports.drafts import CONFIRMED
from actionboard.imports.models import Import
from actionboard.meetings.models import ENTERED, Meeting
from actionboard.meetings.phases import Phase


@dataclass(frozen=True, slots=True)
class Item:
    """A card among what happened: itself, and in a few words what the matter is."""

    face: CardFace
    said: str
    card_id: int


@dataclass(frozen=True, slots=True)
class Since:
    """What happened on a board between two meetings; each list in the order of telling."""

    begins: date | None  # the day of the last meeting, None when this is the first
    total: int  # cards on the board now
    new: list[Item]
    moved: list[Item]
    done: list[Item]
    still: list[Item]
    to_doing: int  # of the moved ones
    still_after: int

    @property
    def happened(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.new or self.moved or self.done or self.still)


class Story:
    """A board as it is and as it was at its last meeting, side by side."""

    def __init__(self, board: Board, last: Meeting | None) -> None:
        self.board, self.last = board, last

    @cached_property
    def then(self) -> dict[int, PastCard]:
        """The cards that were on the board when the last meeting was over, by id."""
        if self.last is None:
            return {}
        was = Past.now(self.board).earlier(version_after(self.last))
        return {one.id: one for one in was.cards.values() if one.is_on_board}

    @cached_property
    def now(self) -> list[tuple[Row[Any], CardFace]]:
        """The cards that are on the board now, lane by lane, as people see them."""
        board = self.board
        painter = Painter(
            board.slug, card_view.people(), card_view.themes(board.id), board.today, board.stillness
        )
        rows = db.session.execute(card_view.rows(), {"board": board.id, "since": 0}).all()
        here = filter(is_on_board, rows)
        spoken = language()
        return [(row, painter.face(row, spoken)) for row in sorted(here, key=_in_lanes)]

    def told(self) -> Since:
        """New, moved, done, standing still."""
        new, moved, done, still = [], [], [], []
        for row, face in self.now:
            before = self.then.get(row.id)
            if before is None and self.last is not None:
                new.append(Item(face, who(face, done=True), row.id))
            if row.stage == Stage.DONE:
                if before is None or before.stage is not Stage.DONE:
                    done.append(Item(face, face.result or _("opbrengst volgt nog"), row.id))
            elif before is not None and before.stage != row.stage:
                way = {"was": before.stage.label, "now": Stage(row.stage).label}
                moved.append(Item(face, _("%(was)s naar %(now)s", **way), row.id))
            if face.still:
                still.append(Item(face, f"{in_days(face.still)}, {who(face)}", row.id))
        latest = sorted(moved, key=lambda one: -one.face.version)
        return Since(
            begins=self.last.held_on if self.last else None,
            total=len(self.now),
            new=sorted(new, key=lambda one: -one.face.number),
            moved=latest,
            done=sorted(done, key=lambda one: -one.face.version),
            still=sorted(still, key=lambda one: -one.face.still),
            to_doing=sum(one.face.stage == Stage.DOING for one in moved),
            still_after=self.board.still_after,
        )


def version_after(meeting: Meeting) -> int:
    """The board's version when all that a meeting brought was on it.

    That is when it was closed, else at the end of its day; or when its list of post-its was
    brought in, if that was later.
    """
    mine = Activity.board_id == meeting.board_id
    entered = select(Activity.version, Activity.facts).where(
        mine, Activity.verb == ENTERED.name, Activity.subject_id == meeting.id
    )
    closed = [
        version
        for version, facts in db.session.execute(entered)
        if facts["now"].get("phase") == Phase.CLOSED
    ]
    lists = select(Import.id).where(Import.meeting_id == meeting.id)
    brought = select(func.max(Activity.version)).where(
        mine, Activity.verb == CONFIRMED.name, Activity.subject_id.in_(lists)
    )
    over = max(closed, default=0) or version_at(meeting.board, end_of(meeting.held_on))
    return max(over, db.session.scalar(brought) or 0)


def who(face: CardFace, *, done: bool = False) -> str:
    """Who has a card, in a few words: "Priya & Ruben, duo", "Joost, bedrijf gezocht"."""
    if face.lead is None:
        return _("zonder trekker")
    if face.partner is not None:
        both = f"{face.lead.first} & {face.partner.first}"
        return _("%(both)s, al klaar", both=both) if done and face.done else f"{both}, duo"
    if face.done:
        return _("%(who)s, al klaar", who=face.lead.first)
    sought = _("school gezocht") if face.open == "school" else _("bedrijf gezocht")
    return f"{face.lead.first}, {sought}"


def in_days(count: int) -> str:
    """So many days, in words."""
    return ngettext("%(num)s dag", "%(num)s dagen", count)


def numbers(items: Iterable[Item]) -> list[int]:
    """The numbers of some cards."""
    return [one.face.number for one in items]


def _in_lanes(row: Row[Any]) -> tuple[int, int, str, int]:
    level, stage = list(Level).index(Level(row.level)), list(Stage).index(Stage(row.stage))
    return level, stage, row.rank, row.number
