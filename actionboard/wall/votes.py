"""Stickers: one set for each, counted in the dark until the vote closes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from actionboard.accounts.models import Kind, User
from actionboard.boards.verbs import Tells, Verb, on_a_wall
from actionboard.core.database import Json, Model, Moment, db
from actionboard.core.messages import N_
from actionboard.core.typed_text import MADE
from actionboard.meetings.errors import NoStickersLeft, PollClosed
from actionboard.meetings.flap_questions import ACTIONS
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from actionboard.meetings.participants import Participant
from actionboard.meetings.phases import Phase
from actionboard.wall.note_bundles import leads, under

CLOSED = Verb("vote.closed", says=N_("%(who)s sloot de stemming"), tells=Tells.NOBODY)
COUNTED = on_a_wall("note.counted", N_("De stickers zijn geteld"))
OPENED = Verb("vote.opened", says=N_("%(who)s opende de stemming weer"), tells=Tells.NOBODY)
LIMITED = Verb(
    "vote.limited", says=N_("%(who)s koos welke telefoons meetellen"), tells=Tells.NOBODY
)
HANDED = on_a_wall("note.handed", N_("De handen zijn geteld"))

MOST_HANDS = 200


@dataclass(frozen=True, slots=True)
class Set:
    """One participant's stickers, and from which side; `late` when their phone came afterwards."""

    dots: Mapping[str, int]
    side: Kind
    late: bool


class Vote(Model):
    """Where one participant put their stickers: how many on which note, all of it in one row.

    It is kept outside the log, and thrown away when the meeting closes: only what each side came
    to stays, on the note.
    """

    __tablename__ = "votes"

    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"), primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    dots: Mapped[dict[str, int]] = mapped_column(Json, info=MADE)
    at: Mapped[datetime] = mapped_column(Moment)

    @classmethod
    def cast(
        cls, meeting: Meeting, participant: Participant, dots: Mapping[int, int], at: datetime
    ) -> Self:
        """Put one's whole set where it says; whoever sends it twice has voted once.

        The meeting's row is held meanwhile, so that no vote falls between counting and closing.
        Raises PollClosed, NoStickersLeft.
        """
        now = db.session.get_one(
            Meeting, meeting.id, with_for_update={"read": True}, populate_existing=True
        )
        if now.phase is not Phase.VOTE or now.polled:
            raise PollClosed()
        known = {note.id for note in leads(Note.of(meeting, ACTIONS)) if not note.held}
        placed = {str(number): count for number, count in dots.items() if number in known and count}
        if sum(placed.values()) > now.stickers or min(placed.values(), default=0) < 0:
            raise NoStickersLeft(most=now.stickers)
        vote = db.session.get(cls, participant.id) or cls(
            participant_id=participant.id, meeting_id=meeting.id
        )
        vote.dots, vote.at = placed, at
        if participant.user_id is not None:
            cls._forget_on_other_phones(meeting, participant)
        db.session.add(vote)
        return vote

    @classmethod
    def _forget_on_other_phones(cls, meeting: Meeting, participant: Participant) -> None:
        """Who is signed in on two phones has one set all the same: the last one."""
        theirs = select(Participant.id).where(
            Participant.meeting_id == meeting.id,
            Participant.user_id == participant.user_id,
            Participant.id != participant.id,
        )
        db.session.execute(delete(cls).where(cls.participant_id.in_(theirs)))

    @classmethod
    def sets_of(cls, meeting: Meeting) -> Sequence[Set]:
        """Everybody's stickers, without who put them; sets that were emptied again left out."""
        rows = db.session.execute(
            select(cls.dots, Participant.side, Participant.joined_at)
            .join(Participant, Participant.id == cls.participant_id)
            .where(cls.meeting_id == meeting.id)
        )
        began = meeting.poll_began
        return [
            Set(dots, side or Kind.OTHER, began is not None and at.timestamp() >= began + 1)
            for dots, side, at in rows
            if dots
        ]

    @classmethod
    def by(cls, participant: Participant) -> dict[int, int]:
        """Where somebody's own stickers are."""
        vote = db.session.get(cls, participant.id)
        return {int(number): count for number, count in (vote.dots if vote else {}).items()}


def close_poll(meeting: Meeting, by: User) -> None:
    """Count, and show the count: what each side came to, on each note; in the board's turn."""
    meeting.must_be(Phase.VOTE)
    if meeting.polled:
        return
    meeting.polled = True
    meeting.board.record(CLOSED, meeting, by)  # votes wait from here on, or came before
    counts: dict[int, Counter[str]] = {}
    for one in Vote.sets_of(meeting):
        for number, count in one.dots.items():
            if meeting.counts_late or not one.late:
                counts.setdefault(int(number), Counter())[one.side] += count
    notes = Note.of(meeting, ACTIONS)
    by_id, changed = {note.id: note for note in notes}, []
    for note in leads(notes):
        mine = [counts[one.id] for one in (note, *under(by_id, note)) if one.id in counts]
        tally = dict(sorted(sum(mine, Counter[str]()).items()))
        total = sum(tally.values()) + note.hands
        if (note.tally or {}, note.votes or 0) != (tally, total):
            note.tally, note.votes = tally, total
            changed.append(note)
    meeting.board.record_all(COUNTED, changed, by)


def reopen_poll(meeting: Meeting, by: User) -> None:
    """Let the vote go on; the count is hidden again."""
    meeting.must_be(Phase.VOTE)
    if meeting.polled:
        meeting.polled = False
        meeting.board.record(OPENED, meeting, by)


def leave_out_late(meeting: Meeting, by: User, *, out: bool = True) -> None:
    """Count no stickers of phones that came after the vote began; or count them after all."""
    meeting.must_be(Phase.VOTE)
    if meeting.polled:
        raise PollClosed()
    if meeting.counts_late is out:
        meeting.counts_late = not out
        meeting.board.record(LIMITED, meeting, by)


def raise_hands(note: Note, count: int, by: User) -> None:
    """So many raised their hand for this action, who have no phone; counts with the stickers."""
    count = max(0, min(count, MOST_HANDS))
    if count != note.hands:
        meeting = note.meeting
        if meeting is not None and meeting.polled:
            note.votes = (note.votes or 0) - note.hands + count
        note.hands = count
        Meeting.board_of(note.meeting_id).record(HANDED, note, by)


def forget(meeting: Meeting) -> None:
    """Throw away who put what where; the counts stay on the notes."""
    db.session.execute(delete(Vote).where(Vote.meeting_id == meeting.id))
