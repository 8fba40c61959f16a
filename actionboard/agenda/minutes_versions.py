"""The minutes as they are kept: versions, each with its texts; what was fixed doesn't change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Self

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from actionboard.accounts.models import User
from actionboard.agenda.minutes import Block, BlockKind, Minutes
from actionboard.boards.activity_log import Field, Recorded, kept, linked
from actionboard.boards.texts import Words, typed
from actionboard.boards.verbs import Shown, Tells, Undo, Verb
from actionboard.core.database import Model, db, stored
from actionboard.core.errors import Rejected
from actionboard.core.messages import N_
from actionboard.core.typed_text import OF_THE_BOARD
from actionboard.meetings.models import Meeting

DRAFTED = Verb("minutes.drafted", says=N_("%(who)s begon een verslag"), tells=Tells.NOBODY)
WRITTEN = Verb(
    "passage.written",
    says=N_("%(who)s schreef aan het verslag"),
    tells=Tells.NOBODY,
    shown=Shown.NOT_ON_BOARD,
)
FIXED = Verb(
    "minutes.fixed",
    says=N_("%(who)s stelde het verslag vast en verstuurde het"),
    tells=Tells.EVERYBODY,
    undo=Undo(
        refused=N_("Daarna verandert het niet meer; een correctie wordt een nieuwe versie."),
        briefly=N_("De mail is al weg"),
    ),
)
DISCARDED = Verb(
    "minutes.discarded",
    says=N_("%(who)s gooide een concept van het verslag weg"),
    tells=Tells.NOBODY,
)

LONGEST = 20_000  # characters of one block

TITLES = {  # minutes are Dutch, whoever reads them
    BlockKind.OPENING: "Opening",
    BlockKind.ENERGY: "Wat ons energie geeft",
    BlockKind.SINCE: "Sinds de vorige bijeenkomst",
    BlockKind.CONCLUSIONS: "Conclusies",
    BlockKind.DECISIONS: "Afspraken",
    BlockKind.ACTIONS: "Acties",
    BlockKind.NEXT: "De volgende bijeenkomst",
}


class AlreadyFixed(Rejected):
    """What was fixed and mailed doesn't change behind its readers' backs."""

    message = N_("Dit verslag is vastgesteld. Maak een correctie: dat wordt een nieuwe versie.")
    status = 409


class NotFixedYet(Rejected):
    """A correction is of something that was fixed."""

    message = N_("Er ligt al een versie klaar die nog niet is vastgesteld.")
    status = 409


class MinutesVersion(Recorded, Model):
    """One version of a meeting's minutes: a draft until it is fixed."""

    __tablename__ = "minutes"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)
    KIND = "minutes"
    RIGHT = "may_facilitate"
    RECORDED = ("meeting", "number", "fixed_on", "removed")

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    number: Mapped[int] = kept()
    fixed_on: Mapped[date | None] = kept()
    removed: Mapped[bool] = kept(default=False)

    meeting: Mapped[Meeting] = linked()
    passages: Mapped[list[Passage]] = linked(back_populates="minutes", order_by="Passage.id")

    @classmethod
    def of(cls, meeting: Meeting) -> Sequence[Self]:
        """A meeting's minutes in all their versions, the latest first."""
        mine = select(cls).where(cls.meeting_id == meeting.id, ~cls.removed)
        return db.session.scalars(mine.order_by(cls.number.desc())).all()

    @classmethod
    def find(cls, meeting: Meeting, number: int) -> Self | None:
        """One version of a meeting's minutes."""
        mine = select(cls).where(cls.meeting_id == meeting.id, cls.number == number, ~cls.removed)
        return db.session.scalar(mine)

    @classmethod
    def draft(cls, meeting: Meeting, blocks: Iterable[Block], by: User) -> Self:
        """Begin minutes with these blocks. Raises NotFixedYet while there is a draft."""
        earlier = cls.of(meeting)
        if any(one.fixed_on is None for one in earlier):
            raise NotFixedYet()
        number = _highest(meeting) + 1
        made = cls(meeting=meeting, number=number, fixed_on=None, removed=False)
        board = meeting.board
        board.record(DRAFTED, made, by)
        for block in blocks:
            words = typed(block.typed, by, board, most=LONGEST) if block.typed else None
            passage = Passage(minutes=made, kind=block.kind, body_words=words, removed=False)
            board.record(WRITTEN, passage, by)
        return made

    def correct(self, by: User) -> MinutesVersion:
        """A new version to change, with what this one says. Raises NotFixedYet."""
        return MinutesVersion.draft(self.meeting, self.as_data().blocks, by)

    def write(self, texts: Mapping[BlockKind, str], by: User) -> None:
        """Keep what was typed in the blocks. Raises AlreadyFixed, TooLong at the block's field."""
        self._must_be_draft()
        board = self.meeting.board
        for passage in self.passages:
            text = texts.get(passage.kind, passage.body).replace("\r\n", "\n").strip()
            if text != passage.body:
                passage.body_words = (
                    typed(text, by, board, field=passage.kind, most=LONGEST) if text else None
                )
                board.record(WRITTEN, passage, by)

    def fix(self, by: User) -> None:
        """From here on this version stays as it is. Raises AlreadyFixed."""
        self._must_be_draft()
        self.fixed_on = self.meeting.board.today
        self.meeting.board.record(FIXED, self, by)

    def discard(self, by: User) -> None:
        """Throw a draft away; undo brings it back. Raises AlreadyFixed."""
        self._must_be_draft()
        self.removed = True
        self.meeting.board.record(DISCARDED, self, by)

    def as_data(self) -> Minutes:
        """The minutes as plain data, for page, mail and paper."""
        return Minutes.of(
            self.meeting.board.name,
            self.meeting.held_on,
            self.meeting.place,
            (passage.as_block() for passage in self.passages),
            version=self.number,
            fixed_on=self.fixed_on,
        )

    def _must_be_draft(self) -> None:
        if self.fixed_on is not None:
            raise AlreadyFixed()


class Passage(Recorded, Model):
    """What one version of the minutes says in one block."""

    __tablename__ = "passages"
    KIND = "passage"
    RIGHT = "may_facilitate"
    RECORDED = ("minutes", "kind", "body_words", "removed")

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"), index=True)
    kind: Mapped[BlockKind] = kept(stored(BlockKind))
    body_id: Mapped[int | None] = mapped_column(ForeignKey("words.id"), info=OF_THE_BOARD)
    removed: Mapped[bool] = kept(default=False)

    minutes: Mapped[MinutesVersion] = linked(back_populates="passages")
    body_words: Mapped[Words | None] = linked()

    def fields(self) -> dict[str, Field]:
        """Its text, in a field of its own kind."""
        return {"body_id": Field(self.kind.value, TITLES[self.kind])}

    @property
    def body(self) -> str:
        """What it says, as typed; empty when nothing."""
        return self.body_words.body if self.body_words else ""

    def as_block(self) -> Block:
        """The same as plain data."""
        return Block.read(self.kind, TITLES[self.kind], self.body)


def _highest(meeting: Meeting) -> int:
    mine = select(MinutesVersion.number).where(MinutesVersion.meeting_id == meeting.id)
    return max(db.session.scalars(mine), default=0)
