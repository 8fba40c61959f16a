"""Minutes by mail: to everybody who was there or promised something, each with their own days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cached_property

from sqlalchemy import func, select

from actionboard.accounts.models import User
from actionboard.agenda import meeting_closure, minutes_draft
from actionboard.agenda.decisions import Decision
from actionboard.agenda.minutes_versions import FIXED, MinutesVersion
from actionboard.agenda.promised_days import Promise
from actionboard.boards.activity_log import Activity
from actionboard.boards.people import people_on
from actionboard.cards.models import Card
from actionboard.cards.past_board import Past, PastCard
from actionboard.core import date_words
from actionboard.core.database import db
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import speaking
from actionboard.mail import letter as mail
from actionboard.mail import outbox
from actionboard.mail.icalendar import calendar
from actionboard.meetings.models import Meeting
from actionboard.meetings.participants import Participant
from actionboard.membership.models import Invitation
from actionboard.wall.pending_claims import Pledge

KIND = "minutes"
USEFUL = timedelta(days=14)


class MinutesMailing:
    """All that is needed to tell each reader their own; read once, however many they are."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self.decisions = Decision.of(meeting)
        self.cards = minutes_draft.actions(meeting)
        self.following = meeting_closure.upcoming(meeting)

    def readers(self) -> Sequence[User]:
        """Who was there with an account or promised something; else everybody of the board."""
        here = set(
            db.session.scalars(
                select(Participant.user_id).where(
                    Participant.meeting_id == self.meeting.id, Participant.user_id.is_not(None)
                )
            )
        )
        promised = {one for decision in self.decisions for one in decision.who_ids}
        promised |= {one for card in self.cards for one in card.people_ids}
        members = people_on(self.meeting.board)
        if not here:
            return members
        leads = {self.meeting.by_id}
        return [one for one in members if one.id in here | promised | leads]

    def guests(self) -> dict[str, list[Promise]]:
        """Who gave a work address to take something up and has no account, with what that is."""
        pledged = (
            select(Invitation.email, Card)
            .join(Pledge, Pledge.invitation_id == Invitation.id)
            .join(Card, Card.id == Pledge.card_id)
            .where(Pledge.meeting_id == self.meeting.id, Invitation.email.is_not(None))
            .order_by(Card.number)
        )
        known = {one.email.lower() for one in people_on(self.meeting.board)}
        found: dict[str, list[Promise]] = {}
        for email, card in db.session.execute(pledged):
            if email and email not in known:
                found.setdefault(email, []).append(Promise.of_card(card))
        return found

    def promises(self, reader: User) -> list[Promise]:
        """What somebody promised here, what is due first on top."""
        found = [Promise.of_decision(one) for one in self.decisions if reader.id in one.who_ids]
        found += [Promise.of_card(card) for card in self.cards if reader.id in _on_seats(card)]
        return sorted(found, key=lambda one: one.due_on or date.max)

    def withdrawn(self, reader: User) -> list[Promise]:
        """What an earlier version told them that they promised, and no longer holds."""
        found = [Promise.of_decision(one) for one in self.taken_back if reader.id in one.who_ids]
        for card in self.cards:
            was = self.then.get(card.id)
            if was and reader.id in _on_seats(was) and reader.id not in _on_seats(card):
                found.append(Promise.of_card(card, was))
        return found

    @cached_property
    def then(self) -> dict[int, PastCard]:
        """The cards as they were when the version before was fixed, by id; empty for a first."""
        board = self.meeting.board
        fixed = select(func.max(Activity.version)).where(
            Activity.board_id == board.id,
            Activity.verb == FIXED.name,
            Activity.subject_id.in_([one.id for one in MinutesVersion.of(self.meeting)][1:]),
        )
        version = db.session.scalar(fixed)
        return Past.now(board).earlier(version).cards if version else {}

    @cached_property
    def taken_back(self) -> Sequence[Decision]:
        """Agreements of this meeting that were taken back."""
        mine = select(Decision).where(Decision.meeting_id == self.meeting.id, Decision.removed)
        return db.session.scalars(mine).all()


def send(version: MinutesVersion, at: datetime) -> int:
    """Put a mail to each reader in the outbox, in the turn that fixes the minutes; how many."""
    told, readers = MinutesMailing(version.meeting), 0
    for reader in told.readers():
        with speaking(reader.language):
            _post(version, told, reader, told.promises(reader), told.withdrawn(reader), at)
        readers += 1
    for address, promises in told.guests().items():
        with speaking("nl"):
            _post(version, told, address, promises, [], at)
        readers += 1
    return readers


def _post(
    version: MinutesVersion,
    told: MinutesMailing,
    to: User | str,
    promises: list[Promise],
    withdrawn: list[Promise],
    at: datetime,
) -> None:
    meeting = version.meeting
    letter = mail.compose(
        "minutes",
        _subject(meeting, version.number, promises),
        board=meeting.board.name,
        minutes=version.as_data(),
        promises=promises,
        path=f"{meeting.url}/minutes",
        calendar=calendar(promises, withdrawn, told.following, at, version.number),
    )
    outbox.post(letter, to, kind=KIND, thing=str(version.id), at=at, ends_at=at + USEFUL)


def _subject(meeting: Meeting, number: int, promises: list[Promise]) -> str:
    day = date_words.in_words(meeting.held_on, year=True, week=False)
    if number > 1:
        return _("Correctie op het verslag van %(day)s", day=day)
    if promises:
        return _("Verslag van %(day)s, met wat jij toezegde", day=day)
    return _("Verslag van %(day)s", day=day)


def _on_seats(card: Card | PastCard) -> tuple[int | None, int | None]:
    return card.lead_id, card.partner_id
