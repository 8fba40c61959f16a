"""What a meeting concluded, a sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Self

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from actionboard.accounts.models import User
from actionboard.agenda.decisions import LONGEST
from actionboard.boards.activity_log import Field, Recorded, kept, linked
from actionboard.boards.texts import Words, typed
from actionboard.boards.verbs import Tells, Verb
from actionboard.core.database import Model, db
from actionboard.core.messages import N_
from actionboard.core.typed_text import OF_THE_BOARD
from actionboard.meetings.models import Meeting

DRAWN = Verb("conclusion.drawn", says=N_("%(who)s schreef een conclusie op"), tells=Tells.NOBODY)
EDITED = Verb("conclusion.edited", says=N_("%(who)s wijzigde een conclusie"), tells=Tells.NOBODY)
REMOVED = Verb(
    "conclusion.removed", says=N_("%(who)s haalde een conclusie weg"), tells=Tells.NOBODY
)


class Conclusion(Recorded, Model):
    """One sentence of what the meeting concluded."""

    __tablename__ = "conclusions"
    KIND = "conclusion"
    RIGHT = "may_facilitate"
    RECORDED = ("meeting", "body_words", "removed")
    FIELDS: ClassVar = {"body_id": Field("body", N_("Wat concluderen we?"))}

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("words.id"), info=OF_THE_BOARD)
    removed: Mapped[bool] = kept(default=False)

    meeting: Mapped[Meeting] = linked()
    body_words: Mapped[Words] = linked()

    @classmethod
    def draw(cls, meeting: Meeting, body: str, by: User) -> Self:
        """Keep a conclusion as it was typed."""
        words = typed(body, by, meeting.board, most=LONGEST)
        conclusion = cls(meeting=meeting, body_words=words, removed=False)
        meeting.board.record(DRAWN, conclusion, by)
        return conclusion

    @classmethod
    def of(cls, meeting: Meeting) -> Sequence[Self]:
        """A meeting's conclusions, in the order they were drawn."""
        mine = select(cls).where(cls.meeting_id == meeting.id, ~cls.removed).order_by(cls.id)
        return db.session.scalars(mine).all()

    @classmethod
    def find(cls, meeting: Meeting, number: int) -> Self | None:
        """The conclusion with this id, if it is one of this meeting's."""
        mine = select(cls).where(cls.meeting_id == meeting.id, cls.id == number, ~cls.removed)
        return db.session.scalar(mine)

    @property
    def body(self) -> str:
        """What was concluded."""
        return self.body_words.body

    def edit(self, body: str, by: User) -> None:
        """Say it better; nothing is recorded when nothing changed."""
        if body.strip() != self.body:
            self.body_words = typed(body, by, self.meeting.board, most=LONGEST)
            self.meeting.board.record(EDITED, self, by)

    def remove(self, by: User) -> None:
        """Take it back; undo brings it back."""
        if not self.removed:
            self.removed = True
            self.meeting.board.record(REMOVED, self, by)
