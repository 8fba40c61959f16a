"""Post-its: stuck on a flap, put together with those that say the same, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Self

from sqlalchemy import ForeignKey, Index, String, Text, bindparam, false, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actionboard.accounts.models import Kind, User
from actionboard.boards.activity_log import Recorded, kept, linked
from actionboard.boards.texts import NeedsWords, TooLong
from actionboard.boards.themes import Theme
from actionboard.boards.verbs import Verb, on_a_wall
from actionboard.cards.models import Card
from actionboard.core.database import Json, Model, Moment, db, stored
from actionboard.core.messages import N_
from actionboard.core.prepared_statements import Quick
from actionboard.core.typed_text import MADE, OF_THE_BOARD, Reader, Wipe, holds
from actionboard.meetings.errors import EnoughNotes, MeetingClosed, NoFlap, OnTheBoardNow
from actionboard.meetings.flap_questions import ACTIONS
from actionboard.meetings.models import Meeting
from actionboard.meetings.phases import Phase

if TYPE_CHECKING:
    from actionboard.meetings.participants import Participant

PUT_UP = on_a_wall("note.stuck", N_("Er kwam een post-it op de wand"))
REMOVED = on_a_wall("note.removed", N_("Een post-it ging van de wand"))
ACCEPTED = on_a_wall("note.accepted", N_("Een post-it kwam uit het bakje"))
HELD = on_a_wall("note.held", N_("Een post-it ging in het bakje"))
THEMED = on_a_wall("note.themed", N_("Een post-it kreeg een ander thema"))
ANSWERED = on_a_wall("note.answered", N_("Een post-it hoort nu bij een andere"))

WORDS, WHO = 200, 80  # characters on a post-it; of who does it
KEY = 40  # characters of the name that a phone gives its note
EACH, EVER = 60, 180  # notes that one phone may have on the wall; that it may stick in all


# A note is the board's from the moment that it hangs; who stuck it is known for a month.
OF_ITS_PHONE = holds("participant_id", read=Reader.BOARD, wiped=Wipe.NEVER)


class Note(Recorded, Model):
    """A post-it, in its own words for as long as its card lives.

    `key` is the name that the phone gave it: sent twice, it is stuck once. `holds` are the notes
    that were put under it because they say the same; `answers` the one of 2A that an action
    answers. A note is `held` while it waits for the facilitator. `tally` is what the vote
    came to, by side, and `hands` how many raised theirs.
    """

    __tablename__ = "notes"
    __table_args__ = (Index("ix_notes_meeting_id_key", "meeting_id", "key", unique=True),)
    KIND = "note"
    RIGHT = "may_facilitate"
    RECORDED = ("flap", "holds", "answers", "theme", "held", "hands", "votes", "tally", "removed")

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"), index=True)
    flap: Mapped[str] = kept(String(2), default=ACTIONS)
    words: Mapped[str] = mapped_column(Text, info=OF_ITS_PHONE)
    who: Mapped[str] = mapped_column(Text, default="", info=OF_ITS_PHONE)
    level_text: Mapped[str] = mapped_column(Text, default="", info=OF_ITS_PHONE)
    due_text: Mapped[str] = mapped_column(Text, default="", info=OF_THE_BOARD)
    votes: Mapped[int | None] = kept()
    remark: Mapped[str] = mapped_column(Text, default="", info=OF_THE_BOARD)
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participants.id"))
    key: Mapped[str | None] = mapped_column(String(KEY))
    side: Mapped[Kind | None] = mapped_column(stored(Kind))
    stuck_at: Mapped[datetime | None] = mapped_column(Moment)
    holds: Mapped[list[int]] = kept(Json, default=list, server_default="[]", info=MADE)
    answers_id: Mapped[int | None] = mapped_column(ForeignKey("notes.id"))
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("themes.id"))
    held: Mapped[bool] = kept(default=False, server_default=false())
    hands: Mapped[int] = kept(default=0, server_default="0")
    tally: Mapped[dict[str, int] | None] = kept(Json, info=MADE)
    removed: Mapped[bool] = kept(default=False, server_default=false())

    meeting: Mapped[Meeting | None] = relationship(lazy="joined")
    answers: Mapped[Note | None] = linked(foreign_keys=[answers_id], remote_side=[id])
    theme: Mapped[Theme | None] = linked()

    @classmethod
    def stick(
        cls,
        meeting: Meeting,
        code: str,
        words: str,
        *,
        by: User | None = None,
        participant: Participant | None = None,
        key: str | None = None,
        who: str = "",
        level_text: str = "",
        side: Kind | None = None,
    ) -> Self:
        """Stick a note on a flap; the same `key` twice gives the same note.

        Of a flap that has just closed, or with the inbox on, what a phone sends waits for the
        facilitator: nothing is lost. Raises MeetingClosed, NoFlap, NeedsWords, TooLong.
        """
        if key and (known := cls.with_key(meeting, key)):
            return known
        flap = meeting.flap(code)
        if meeting.phase is Phase.CLOSED:
            raise MeetingClosed()
        if flap is None:
            raise NoFlap()
        if participant is not None and cls._has_enough(participant):
            raise EnoughNotes()
        writing = meeting.phase in (Phase.WRITE, Phase.BUNDLE) and not flap.closed
        note = cls(
            meeting=meeting,
            meeting_id=meeting.id,
            flap=code,
            words=_fit(words, WORDS, "words"),
            who=_fit(who, WHO, "who", needed=False),
            level_text=level_text,
            key=key or None,
            due_text="",
            remark="",
            participant_id=participant.id if participant else None,
            side=participant.side if participant else side,
            stuck_at=meeting.board.moment,
            held=participant is not None and (meeting.inbox or not writing),
            hands=0,
            holds=[],
            removed=False,
        )
        meeting.board.record(PUT_UP, note, by)
        return note

    @classmethod
    def with_key(cls, meeting: Meeting, key: str) -> Self | None:
        """The note that a phone gave this name, also when it was withdrawn since."""
        known = KEYED.first(meeting=meeting.id, key=key)
        return db.session.get(cls, known.id) if known else None

    @classmethod
    def find(cls, meeting: Meeting, number: int) -> Self | None:
        """A note of a meeting, unless it was removed."""
        mine = select(cls).where(cls.meeting_id == meeting.id, cls.id == number, ~cls.removed)
        return db.session.scalar(mine)

    @classmethod
    def of(cls, meeting: Meeting, code: str | None = None) -> Sequence[Self]:
        """A meeting's notes, or those on one flap, in the order in which they were stuck."""
        mine = select(cls).where(cls.meeting_id == meeting.id, ~cls.removed)
        if code is not None:
            mine = mine.where(cls.flap == code)
        return db.session.scalars(mine.order_by(cls.id)).unique().all()

    @classmethod
    def by(cls, participant: Participant) -> Sequence[Self]:
        """What somebody wrote, the latest first."""
        mine = select(cls).where(cls.participant_id == participant.id, ~cls.removed)
        return db.session.scalars(mine.order_by(cls.id.desc())).unique().all()

    @classmethod
    def _has_enough(cls, participant: Participant) -> bool:
        """Whether a phone stuck more than anybody means to, also when it takes back as many."""
        count = STUCK.first(participant=participant.id)
        return bool(count.hanging >= EACH or count.ever >= EVER)

    @classmethod
    def cards_of(cls, notes: Sequence[Self]) -> dict[int, Card]:
        """The actions that notes became, by the note's id."""
        mine = select(Card).where(Card.note_id.in_([one.id for one in notes]), ~Card.removed)
        return {card.note_id or 0: card for card in db.session.scalars(mine)}

    @classmethod
    def counts(cls, meetings: Sequence[Meeting]) -> dict[int, int]:
        """How many notes each of these meetings has."""
        mine = select(cls.meeting_id, func.count()).where(
            cls.meeting_id.in_([one.id for one in meetings]), ~cls.removed
        )
        return {
            number or 0: count
            for number, count in db.session.execute(mine.group_by(cls.meeting_id))
        }

    def take_off(self, by: User | None) -> None:
        """Take it off the wall: by who wrote it, or by the facilitator. Raises OnTheBoardNow."""
        if not self.removed:
            self._must_be_free()
            self.removed = True
            self._record(REMOVED, by)

    def accept(self, by: User) -> None:
        """Let it out of the inbox onto its flap."""
        if self.held:
            self.held = False
            self._record(ACCEPTED, by)

    def hold(self, by: User) -> None:
        """Put it back into the inbox, out of sight."""
        if not self.held:
            self._must_be_free()
            self.held = True
            self._record(HELD, by)

    def about(self, theme: Theme | None, by: User) -> None:
        """Say what it is about; that gives it its colour."""
        if theme is not self.theme:
            self.theme = theme
            self._record(THEMED, by)

    def answer(self, wish: Note | None, by: User) -> None:
        """Point at the note of 2A that this action answers."""
        if wish is not self.answers:
            self.answers = wish
            self._record(ANSWERED, by)

    def _must_be_free(self) -> None:
        if self.cards_of([self]):
            raise OnTheBoardNow(words=self.words[:60])

    def _record(self, verb: Verb, by: User | None) -> None:
        Meeting.board_of(self.meeting_id).record(verb, self, by)


KEYED = Quick(
    lambda: select(Note.id).where(
        Note.meeting_id == bindparam("meeting"), Note.key == bindparam("key")
    )
)
STUCK = Quick(
    lambda: select(
        func.count().label("ever"), func.count().filter(~Note.removed).label("hanging")
    ).where(Note.participant_id == bindparam("participant"))
)


def _fit(text: str, most: int, field: str, *, needed: bool = True) -> str:
    """A text as somebody typed it, its spaces made one. Raises NeedsWords, TooLong."""
    plain = " ".join(text.replace("\0", "").split())
    if needed and not plain:
        raise NeedsWords(field)
    if len(plain) > most:
        raise TooLong(field, most=most, typed=len(plain))
    return plain
