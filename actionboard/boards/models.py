"""The board: its columns, its lanes, its themes, and its turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any, ClassVar, Self

from sqlalchemy import ForeignKey, Select, String, and_, bindparam, select, update
from sqlalchemy.orm import Mapped, foreign, mapped_column, reconstructor, relationship
from sqlalchemy.orm.attributes import set_committed_value

from actionboard.accounts.models import Membership, User
from actionboard.boards.activity_log import (
    Activity,
    Changes,
    Recorded,
    changes,
    linked,
    write,
)
from actionboard.boards.fields import FIELDS
from actionboard.boards.meeting_rhythm import Rhythm
from actionboard.boards.stale_versions import (
    UNSEEN,
    Difference,
    Seen,
    Stale,
    beside_others,
    overtaken,
)
from actionboard.boards.staleness import Stillness
from actionboard.boards.texts import RevisedTexts, Words
from actionboard.boards.themes import THEMES, Theme
from actionboard.boards.verbs import Verb
from actionboard.core.database import Model, Moment, db, stored, writing
from actionboard.core.local_time import day_of
from actionboard.core.prepared_statements import Quick
from actionboard.core.typed_text import OF_THE_BOARD


class Board(RevisedTexts, Model):
    """One region's or network's board.

    `version` steps once for each entry in the log: it is the lock that makes writers queue, the
    order of the log without gaps, the page's ETag and the live stream's event id.
    """

    __tablename__ = "boards"
    KIND = "board"
    RIGHT = "may_facilitate"  # who plans a meeting sets its next day
    RECORDED = ("name_words", "still_after", "done_for", "rhythm", "meets_on")
    TEXTS: ClassVar = {"name": "name_words"}
    FIELDS = FIELDS
    SETUP = True

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True, info=OF_THE_BOARD)
    name: Mapped[str] = mapped_column(String(120), info=OF_THE_BOARD)
    name_id: Mapped[int | None] = mapped_column(ForeignKey("words.id"), info=OF_THE_BOARD)
    version: Mapped[int] = mapped_column(default=0)
    setup: Mapped[int] = mapped_column(default=0, server_default="0")  # see `record_setup`
    # Days without a sign of life until a card is still; and that a finished one stays in sight.
    still_after: Mapped[int] = mapped_column(default=30, active_history=True)
    done_for: Mapped[int] = mapped_column(default=60, active_history=True)
    rhythm: Mapped[Rhythm] = mapped_column(
        stored(Rhythm), default=Rhythm.NONE, server_default="none", active_history=True
    )
    meets_on: Mapped[date | None] = mapped_column(active_history=True)  # the next time, if known
    created_at: Mapped[datetime] = mapped_column(Moment)

    name_words: Mapped[Words | None] = linked()
    themes: Mapped[list[Theme]] = relationship(
        order_by=Theme.position,
        primaryjoin=lambda: and_(Board.id == foreign(Theme.board_id), ~Theme.removed),
    )
    memberships: Mapped[list[Membership]] = relationship(cascade="all, delete-orphan")

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self._begin()

    @reconstructor
    def _begin(self) -> None:
        self._in_turn = False
        self._taken: int | None = None
        self._form, self._final = UNSEEN, False
        self._contested: list[Difference] = []
        self._moment: datetime | None = None
        self.recorded: list[int] = []  # the versions of the last turn, first to last

    @classmethod
    def create(cls, slug: str, name: str, *, by: User, at: datetime) -> Board:
        """A new, empty board with the five recurring themes and the open one."""
        themes = [
            Theme(
                name=theme, name_words=Words(body=theme, at=at), paint=paint, icon=icon,
                position=position,
            )
            for position, (theme, paint, icon) in enumerate(THEMES)
        ]  # fmt: skip
        words = Words(body=name, by_id=by.id, at=at)
        board = cls(slug=slug, name=name, name_words=words, themes=themes, version=0, created_at=at)
        db.session.add(board)
        db.session.flush()
        return board

    @classmethod
    def visible_to(cls, user: User) -> Select[Self]:
        """The boards that somebody may see; what is not among them is not found."""
        if user.is_admin:
            return select(cls)
        return select(cls).where(
            cls.id.in_(select(Membership.board_id).where(Membership.user_id == user.id))
        )

    @property
    def moment(self) -> datetime:
        """The moment of the turn; now when no turn set another one."""
        return self._moment or datetime.now(UTC)

    @property
    def today(self) -> date:
        """The day of the turn in the Netherlands."""
        return day_of(self.moment)

    @property
    def stillness(self) -> Stillness:
        """When a card of this board counts as standing still."""
        return Stillness.of(self.id, self.still_after)

    @contextmanager
    def turn(self, at: datetime | None = None, *, form: Seen = UNSEEN) -> Iterator[Self]:
        """Change the board while everyone else who wants to waits; committed at the end.

        `form` is what its writer saw of it, see `stale_versions`.
        Stepping the version is the first write of the transaction. On PostgreSQL its row lock, on
        SQLite BEGIN IMMEDIATE, makes the writers of one board queue.
        """
        board_id = self.id
        with writing():
            self._taken = self._step(board_id)
            self._in_turn, self._moment, self.recorded = True, at, []
            self._contested, self._final = [], False
            self._form = form if -1 < form.version < self._taken - 1 else UNSEEN
            try:
                yield self
                if self._contested:
                    raise Stale(self._contested)
                if self._taken is not None:  # nothing was recorded: the log has no gaps
                    db.session.rollback()
            finally:
                self._in_turn, self._taken, self._moment, self._form = False, None, None, UNSEEN

    def record(
        self, verb: Verb, subject: Recorded, by: User | None, *, undoes: int | None = None
    ) -> Activity | None:
        """Append what just changed on the subject (a card, a step, a comment) to the log.

        None when nothing is left of it beside what somebody else changed.
        """
        return next(iter(self.record_all(verb, [subject], by, undoes=undoes)), None)

    def record_setup(self, verb: Verb, subjects: Sequence[Recorded], by: User | None) -> None:
        """Record what changes the look of every card: a theme, a name, a setting.

        `setup` is the version at which that last happened; whoever looks gets all of it anew.
        """
        if recorded := self.record_all(verb, subjects, by):
            self.setup = recorded[-1].version

    def record_all(
        self, verb: Verb, subjects: Sequence[Recorded], by: User | None, *,
        undoes: int | None = None,
    ) -> list[Activity]:  # fmt: skip
        """Append what just changed on many subjects, an entry each in their order, in one go.

        Raises Stale.
        """
        told: list[Changes] = []
        if by and undoes is None and overtaken(self._form, subjects):
            subjects, told, both = beside_others(self, self._form, subjects, by)
            self._contested += both  # told at the end of the turn, all of them together
        versions = self.take(len(subjects))
        for version, subject in zip(versions, subjects, strict=True):
            card = subject.card_of()
            if card is not None:
                card.version, card.touched_at = version, self.moment
        turn, told = self.turn_begun(versions), told or changes(subjects)
        entries = [
            Activity.of(
                subject, changed, board_id=self.id, version=version, turn=turn, verb=verb.name,
                undoes=undoes, by_id=by.id if by else None, at=self.moment,
            )
            for version, subject, changed in zip(versions, subjects, told, strict=True)
        ]  # fmt: skip
        write(subjects, entries)
        self.recorded += versions
        self._final |= bool(verb.undo.refused)
        return entries

    def turn_begun(self, versions: Sequence[int]) -> int:
        """The version with which this turn's entries began, when these come next.

        Outside a turn each entry stands alone.
        """
        own = self.recorded if self._in_turn else ()
        return next(iter(own or versions), 0)

    def take(self, count: int) -> range:
        """The next versions for the log: what the turn stepped already, and as many more."""
        held = 1 if self._taken is not None else 0
        last = self._step(self.id, count - held) if count > held else self._taken or 0
        if count:
            self._taken = None
        return range(last - count + 1, last + 1)

    @property
    def url(self) -> str:
        """The board's address."""
        return f"/boards/{self.slug}"

    @property
    def undo_url(self) -> str:
        """The address at which all of the last turn is taken back; "" when nothing of it can be."""
        can = self.recorded and not self._final
        return f"{self.url}/activities/{self.recorded[0]}/undo" if can else ""

    def _step(self, board_id: int, count: int = 1) -> int:
        """The next version, or so many on; whoever else steps it waits for our commit."""
        version = int(STEP.first(board=board_id, count=count).version)
        set_committed_value(self, "version", version)
        return version


def _step() -> Any:
    table: Any = Board.__table__
    return (
        update(table)
        .where(table.c.id == bindparam("board"))
        .values(version=table.c.version + bindparam("count"))
        .returning(table.c.version)
    )


STEP = Quick(_step)
