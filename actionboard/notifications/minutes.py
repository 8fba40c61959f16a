"""Minutes by mail: to everybody who was there or promised something, each with their own days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event
from sqlalchemy import select

from actionboard import dates
from actionboard.accounts.models import User
from actionboard.addresses import link
from actionboard.cards.models import Card
from actionboard.db import db
from actionboard.i18n import gettext as _
from actionboard.i18n import speaking
from actionboard.managing.models import Invitation
from actionboard.meetings import closing, drafting
from actionboard.meetings.agreed import Decision, people_on
from actionboard.meetings.models import Meeting
from actionboard.meetings.people import Participant
from actionboard.meetings.pledging import Pledge
from actionboard.meetings.reporting import MinutesVersion
from actionboard.notifications import mail, outbox

KIND = "minutes"
USEFUL = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that one person promised: what, by when, and its own name in a calendar."""

    what: str
    due_on: date | None
    uid: str
    path: str


class Round:
    """All that is needed to tell each reader their own; read once, however many they are."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self.decisions = Decision.of(meeting)
        self.cards = drafting.actions(meeting)
        self.following = closing.upcoming(meeting)

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
                found.setdefault(email, []).append(_promise(card))
        return found

    def promises(self, reader: User) -> list[Promise]:
        """What somebody promised here, what is due first on top."""
        found = [
            Promise(one.body, one.due_on, f"decision-{one.id}", f"{self.meeting.url}/agreed")
            for one in self.decisions
            if reader.id in one.who_ids
        ]
        found += [_promise(card) for card in self.cards if reader in (card.lead, card.partner)]
        return sorted(found, key=lambda one: one.due_on or date.max)

    def calendar(self, promises: Sequence[Promise], at: datetime, number: int) -> str | None:
        """Those days and the next meeting for somebody's calendar; None when there are none.

        A promise keeps its name, so that a correction moves it rather than adding another.
        """
        made = Calendar()
        made.add("prodid", "-//Actiebord BPV//NL")
        made.add("version", "2.0")
        made.add("method", "PUBLISH")
        for one in promises:
            if one.due_on:
                made.add_component(_entry(one.what, one.due_on, one.uid, one.path, at, number))
        if self.following is not None:
            last = self.following
            event = _entry(last.title, last.held_on, f"meeting-{last.id}", last.url, at, number)
            event.add("location", last.place)
            made.add_component(event)
        return made.to_ical().decode() if made.subcomponents else None


def send(version: MinutesVersion, at: datetime) -> int:
    """Put a mail to each reader in the outbox, in the turn that fixes the minutes; how many."""
    told, readers = Round(version.meeting), 0
    for reader in told.readers():
        with speaking(reader.language):
            _post(version, told, reader, told.promises(reader), at)
        readers += 1
    for address, promises in told.guests().items():
        with speaking("nl"):
            _post(version, told, address, promises, at)
        readers += 1
    return readers


def _post(
    version: MinutesVersion, told: Round, to: User | str, promises: list[Promise], at: datetime
) -> None:
    meeting = version.meeting
    letter = mail.compose(
        "minutes", _subject(meeting, version.number), board=meeting.board.name,
        minutes=version.as_data(), promises=promises, path=f"{meeting.url}/minutes",
        calendar=told.calendar(promises, at, version.number),
    )  # fmt: skip
    outbox.post(letter, to, kind=KIND, thing=str(version.id), at=at, ends_at=at + USEFUL)


def _subject(meeting: Meeting, number: int) -> str:
    day = dates.in_words(meeting.held_on, year=True, week=False)
    if number > 1:
        return _("Correctie op het verslag van %(day)s", day=day)
    return _("Verslag van %(day)s, met wat jij toezegde", day=day)


def _entry(what: str, day: date, uid: str, path: str, at: datetime, number: int) -> Event:
    event = Event()
    event.add("uid", f"{uid}@{mail.host()}")
    event.add("dtstamp", at)
    event.add("sequence", number - 1)
    event.add("summary", what)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("url", link(path))
    event.add("transp", "TRANSPARENT")  # it takes no time of the day
    return event


def _promise(card: Card) -> Promise:
    board = card.board
    uid, path = f"card-{board.slug}-{card.number}", f"{board.url}/cards/{card.number}"
    return Promise(card.title, card.due_on, uid, path)
