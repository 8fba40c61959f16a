"""Days that a reader can put in a calendar of their own (RFC 5545)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from icalendar import Calendar, Event

from actionboard.mail.mime_message import host
from actionboard.web.urls import link


class Promise(Protocol):
    """A day that one person promised, by its own name in a calendar."""

    @property
    def what(self) -> str: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def uid(self) -> str: ...
    @property
    def path(self) -> str: ...


class Gathering(Protocol):
    """A day on which people meet."""

    id: int
    title: str
    held_on: date
    place: str

    @property
    def url(self) -> str: ...


def calendar(
    promises: Sequence[Promise],
    withdrawn: Sequence[Promise],
    following: Gathering | None,
    at: datetime,
    number: int,
) -> str | None:
    """What people promised by a day, and the next time they meet; None when there is neither.

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
    event.add("uid", f"{uid}@{host()}")
    event.add("dtstamp", at)
    event.add("sequence", number - 1)
    event.add("summary", what)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("url", link(path))
    event.add("transp", "TRANSPARENT")  # it takes no time of the day
    return event
