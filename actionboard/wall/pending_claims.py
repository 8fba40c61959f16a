"""The round of promises: whoever has no account yet is invited on the spot.

Only one's own tap is a promise: until the mail is answered, nobody leads the action.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Self

from sqlalchemy import ForeignKey, UniqueConstraint, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actionboard.accounts.models import Role, User
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.cards.models import Card
from actionboard.core.database import Model, Moment, db, stored
from actionboard.core.form_fields import read_name
from actionboard.core.mail_address import read_address
from actionboard.meetings.models import Meeting
from actionboard.meetings.participants import NAME, Participant
from actionboard.membership import invitations, join_links
from actionboard.membership.guest_list import Guest
from actionboard.membership.models import Invitation
from actionboard.wall.claim_form import Wish, take_up


class Pledge(Model):
    """That somebody wants to take up an action, and was sent a mail to say so themselves."""

    __tablename__ = "pledges"
    __table_args__ = (UniqueConstraint("invitation_id", "card_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    card_id: Mapped[int] = mapped_column(ForeignKey("cards.id"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participants.id"))
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitations.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(Moment)
    due_on: Mapped[date | None]
    level: Mapped[Level | None] = mapped_column(stored(Level))

    card: Mapped[Card] = relationship()

    @classmethod
    def of(cls, participant: Participant, card: Card) -> Self | None:
        """What somebody pledged about a card, if it isn't answered yet."""
        mine = select(cls).where(cls.participant_id == participant.id, cls.card_id == card.id)
        return db.session.scalar(mine.limit(1))

    @classmethod
    def counts(cls, meeting: Meeting) -> dict[int, int]:
        """For how many each card of a meeting waits."""
        mine = select(cls.card_id, func.count()).where(cls.meeting_id == meeting.id)
        return {row[0]: row[1] for row in db.session.execute(mine.group_by(cls.card_id))}


def pledge(
    meeting: Meeting,
    participant: Participant,
    card: Card,
    form: Mapping[str, str],
    source: str,
    at: datetime,
) -> None:
    """Send a mail in which somebody takes up a card; a second card goes along in the same one.

    Raises Invalid at a field, TooBusy.
    """
    card.must_be_open()
    email = read_address(form.get("email", ""))
    name, wish = read_name(form, most=NAME), Wish.read(form, meeting)
    known = _open(meeting.board, participant, email)
    invitation = known or _invite(meeting, participant, Guest(email, name), source, at)
    participant.name = name
    if invitation is None:
        return
    there = select(Pledge.id).where(
        Pledge.invitation_id == invitation.id, Pledge.card_id == card.id
    )
    if db.session.scalar(there) is None:
        db.session.add(
            Pledge(
                meeting_id=meeting.id,
                card_id=card.id,
                participant_id=participant.id,
                invitation_id=invitation.id,
                at=at,
                due_on=wish.due_on,
                level=wish.level,
            )
        )


def take_back(participant: Participant, card: Card) -> None:
    """Not after all: the mail that went out still lets them in, but promises nothing."""
    mine = (Pledge.participant_id == participant.id, Pledge.card_id == card.id)
    db.session.execute(delete(Pledge).where(*mine))


def keep(invitation: int, user: User) -> list[Card]:
    """Make the promises true of who answered their mail; what somebody else took is passed over.

    In the board's turn. Returns what they lead now.
    """
    found = db.session.scalars(select(Pledge).where(Pledge.invitation_id == invitation)).all()
    taken = []
    for one in found:
        if one.card.is_on_board and one.card.lead is None:
            take_up(one.card, user, Wish(one.due_on, one.level))
            taken.append(one.card)
        db.session.delete(one)
    return taken


def _open(board: Board, participant: Participant, email: str) -> Invitation | None:
    """The invitation that this participant already had sent to this address."""
    return db.session.scalar(
        select(Invitation)
        .join(Pledge, Pledge.invitation_id == Invitation.id)
        .where(
            Invitation.board_id == board.id,
            Invitation.email == email,
            Invitation.used_at.is_(None),
            Pledge.participant_id == participant.id,
        )
        .limit(1)
    )


def _invite(
    meeting: Meeting, participant: Participant, guest: Guest, source: str, at: datetime
) -> Invitation | None:
    """A mail with the way in; None for who was removed: only their mailbox says so."""
    if not join_links.may_be_mailed(meeting.board, guest.email, source, at):
        return None
    made, secret = invitations.prepare(meeting.board, guest, Role.MEMBER, meeting.by, at)
    made.place, made.kind = participant.place, participant.side
    invitations.send(made, secret, at)
    return made
