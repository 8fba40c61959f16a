"""The lists that came in, as they are kept: each row as it was read, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Self

from sqlalchemy import ColumnElement, ForeignKey, String, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actionboard.accounts.models import User
from actionboard.boards.activity_log import Activity, Recorded, kept
from actionboard.boards.bulk_log import record_set
from actionboard.boards.models import Board
from actionboard.boards.undo_refusals import CannotUndo
from actionboard.boards.verbs import Shown, Tells, Undo, Verb
from actionboard.cards.models import Card
from actionboard.core.database import Json, Model, Moment, db
from actionboard.core.messages import N_
from actionboard.core.typed_text import Reader, Wipe, holds
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note

WITH_ITS_LIST = Undo(carried_by="import")  # wherever its cards are, in bulk
IMPORTED = Verb(
    "card.imported",
    says=N_("%(who)s nam dit over van flap 2B"),
    tells=Tells.NOBODY,
    shown=Shown.NOT_ON_BOARD,
    undo=WITH_ITS_LIST,
)
WITHDRAWN = Verb(
    "card.withdrawn",
    says=N_("%(who)s haalde de lijst van flap 2B van het bord"),
    tells=Tells.PEOPLE,
    shown=Shown.NOT_ON_BOARD,
    undo=WITH_ITS_LIST,
    takes_back=True,
)
RETURNED = Verb(
    "card.returned",
    says=N_("%(who)s zette de lijst van flap 2B terug"),
    tells=Tells.PEOPLE,
    shown=Shown.NOT_ON_BOARD,
    undo=WITH_ITS_LIST,
    takes_back=True,
)

THROWN_AWAY = timedelta(days=30)  # after which undo brings a list back no longer
NAMED_BY = holds("by_id", read=Reader.LEADERS, wiped=Wipe.NEVER, kept=THROWN_AWAY)
ON_ITS_WAY = holds(read=Reader.LEADERS, wiped=Wipe.NEVER, kept=THROWN_AWAY)


class Import(Recorded, Model):
    """A list of flap 2B on its way to the board: read, corrected, confirmed, perhaps undone.

    `rows` holds what was made of each row (Proposal.as_dict) with the facilitator's choices;
    `skipped` the rows that are no action, with the reason.
    """

    __tablename__ = "imports"
    KIND = "import"
    RIGHT = "may_facilitate"
    RECORDED = ("confirmed", "removed")

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    name: Mapped[str] = mapped_column(String(200), info=NAMED_BY)
    created_at: Mapped[datetime] = mapped_column(Moment)
    rows: Mapped[list[dict[str, Any]]] = mapped_column(Json, info=ON_ITS_WAY)
    skipped: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list, info=ON_ITS_WAY)
    confirmed: Mapped[bool] = kept(default=False)
    removed: Mapped[bool] = kept(default=False)  # confirmed and undone again

    board: Mapped[Board] = relationship()
    by: Mapped[User] = relationship()
    meeting: Mapped[Meeting | None] = relationship()

    @classmethod
    def find(cls, board: Board, number: int) -> Self | None:
        """The list with this id on a board, unless it was thrown away."""
        mine = select(cls).where(cls.board_id == board.id, cls.id == number)
        return db.session.scalar(mine.where(~cls.removed | cls.confirmed).with_for_update())

    @classmethod
    def on(cls, board: Board) -> Sequence[Self]:
        """A board's lists, drafts and others, the latest first."""
        mine = select(cls).where(cls.board_id == board.id, ~cls.removed | cls.confirmed)
        return db.session.scalars(mine.order_by(cls.id.desc())).all()

    def went_back(self, board: Board, by: User) -> None:
        """Take its cards off the board, wherever they are; or bring those back.

        Raises CannotUndo for a draft whose lines were forgotten after it was thrown away.
        """
        if not self.rows:
            raise CannotUndo()
        if self.confirmed:
            self._put(board, RETURNED, self._withdrawn(), by, removed=False)
        else:
            self._put(board, WITHDRAWN, ~Card.removed, by, removed=True)

    def _put(
        self, board: Board, verb: Verb, which: ColumnElement[bool], by: User, *, removed: bool
    ) -> None:
        numbers = [row["card"] for row in self.rows if row.get("card")]
        ids = db.session.scalars(
            select(Card.id)
            .where(Card.board_id == self.board_id, Card.number.in_(numbers), which)
            .order_by(Card.number)
        ).all()
        record_set(
            board, verb, Card, ids, by, was={"removed": not removed}, now={"removed": removed}
        )
        # The post-its that came with the list alone; in the log they are what its cards say.
        notes = select(Card.note_id).where(Card.id.in_(ids))
        db.session.execute(update(Note).where(Note.id.in_(notes)).values(removed=removed))

    def _withdrawn(self) -> ColumnElement[bool]:
        """The cards to which nothing happened since they went with the list."""
        last = (Activity.board_id == Card.board_id) & (Activity.version == Card.version)
        return select(Activity.version).where(last, Activity.verb == WITHDRAWN.name).exists()
