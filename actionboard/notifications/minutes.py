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
from actionboard.meetings import closing, drafting
from actionboard.meetings.agreed import Decision, people_on
from actionboard.meetings.models import Meeting
from actionboard.meetings.people import Participant
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

    def promises(self, reader: User) -> list[Promise]:
        """What somebody promised here, what is due first on top."""
        board = self.meeting.board
        found = [
            Promise(one.body, one.due_on, f"decision-{one.id}", f"{self.meeting.url}/agreed")
            for one in self.decisions
            if reader.id in one.who_ids
        ]
        found += [
            Promise(card.title, card.due_on, f"card-{board.slug}-{card.number}", _address(card))
            for card in self.cards
            if reader in (card.lead, card.partner)
        ]
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
    meeting, told = version.meeting, Round(version.meeting)
    data, readers = version.as_data(), told.readers()
    for reader in readers:
        with speaking(reader.language):
            promises = told.promises(reader)
            outbox.post(
                mail.compose(
                    "minutes", _subject(meeting, version.number), board=meeting.board.name,
                    minutes=data, promises=promises, path=f"{meeting.url}/minutes",
                    calendar=told.calendar(promises, at, version.number),
                ),
                reader, kind=KIND, thing=str(version.id), at=at, ends_at=at + USEFUL,
            )  # fmt: skip
    return len(readers)


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


def _address(card: Card) -> str:
    return f"{card.board.url}/cards/{card.number}"
