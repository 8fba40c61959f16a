"""Promises as days in somebody's calendar (RFC 5545); each keeps its name, so that it can move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from actionboard.addresses import link
from actionboard.cards.models import Card
from actionboard.cards.past import PastCard
from actionboard.meetings.agreed import Decision
from actionboard.meetings.models import Meeting
from actionboard.notifications import mail


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that one person promised: what, by when, and its own name in a calendar."""

    what: str
    due_on: date | None
    uid: str
    path: str

    @classmethod
    def of_card(cls, card: Card, was: PastCard | None = None) -> Promise:
        """To bring an action further, with the day that it has, or had."""
        board, due_on = card.board, (was or card).due_on
        uid, path = f"card-{board.slug}-{card.number}", f"{board.url}/cards/{card.number}"
        return cls(card.title, due_on, uid, path)

    @classmethod
    def of_decision(cls, one: Decision) -> Promise:
        """What an agreement names somebody for."""
        url = one.meeting.board.url
        path = f"{url}/cards/{one.card.number}" if one.card else f"{one.meeting.url}/minutes"
        return cls(one.body, one.due_on, f"decision-{one.id}", path)


def calendar(
    promises: Sequence[Promise], withdrawn: Sequence[Promise], following: Meeting | None,
    at: datetime, number: int,
) -> str | None:  # fmt: skip
    """Those days and the next meeting; None when there are none.

    `number` is the version of the minutes: a later one moves what an earlier one put there, and
    takes away what was withdrawn.
    """
    made = Calendar()
    made.add("prodid", "-//Actiebord BPV//NL")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for one in promises:
        if one.due_on:
            made.add_component(_entry(one.what, one.due_on, one.uid, one.path, at, number))
    for one in withdrawn:
        if one.due_on:
            gone = _entry(one.what, one.due_on, one.uid, one.path, at, number)
            gone.add("status", "CANCELLED")
            made.add_component(gone)
    if following is not None:
        uid = f"meeting-{following.id}"
        event = _entry(following.title, following.held_on, uid, following.url, at, number)
        event.add("location", following.place)
        made.add_component(event)
    return made.to_ical().decode() if made.subcomponents else None


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
