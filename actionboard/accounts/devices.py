"""The browsers in which somebody is signed in: what they are, and ending them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from actionboard.accounts.models import BrowserSession, User
from actionboard.core.database import db
from actionboard.core.i18n import translate
from actionboard.core.messages import N_

# The first that fits counts: every browser says that it is also some others.
BROWSERS = (
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Opera", r"OPR/|OPT/"),
    ("Edge", r"Edg(e|A|iOS)?/"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrome/|CriOS/|Chromium/"),
    ("Safari", r"Version/[\d.]+ .*Safari/"),
)
SYSTEMS = (
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("Chromebook", r"CrOS"),
    ("Windows", r"Windows"),
    ("Mac", r"Macintosh|Mac OS X"),
    ("Linux", r"Linux|X11"),
)
HANDHELD = ("iPhone", "iPad", "Android")


@dataclass(frozen=True, slots=True)
class Device:
    """One browser, as its owner knows it."""

    key: str
    name: str
    icon: str
    began_at: datetime
    seen_at: datetime
    ends_at: datetime
    is_shared: bool
    is_this: bool


def recognise(agent: str) -> str:
    """The browser and the system that a User-Agent names, "Chrome/Windows"; "/" if neither."""
    return "/".join(
        next((name for name, pattern in known if re.search(pattern, agent)), "")
        for known in (BROWSERS, SYSTEMS)
    )


def in_words(device: str) -> str:
    """What `recognise` found, as people say it: "Chrome op Windows"."""
    browser, _, system = device.partition("/")
    if browser and system:
        return translate(N_("%(browser)s op %(system)s"), browser=browser, system=system)
    return browser or system or translate(N_("Onbekende browser"))


def devices_of(user: User, this: str | None, now: datetime) -> list[Device]:
    """Where somebody is signed in; this browser first, then the one that was used last."""
    rows = db.session.scalars(
        select(BrowserSession)
        .where(BrowserSession.user_id == user.id, BrowserSession.ends_at > now)
        .order_by(BrowserSession.seen_at.desc())
    )
    found = [
        Device(
            row.key, in_words(row.device),
            "smartphone" if row.device.partition("/")[2] in HANDHELD else "laptop",
            row.began_at, row.seen_at, row.ends_at, bool(row.facts.get("shared")), row.key == this,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: not one.is_this)


def end(user: User, key: str) -> bool:
    """Sign somebody out of one browser; False if it isn't theirs or has ended already."""
    mine = delete(BrowserSession).where(
        BrowserSession.user_id == user.id, BrowserSession.key == key
    )
    return db.session.scalar(mine.returning(BrowserSession.key)) is not None


def end_others(user: User, this: str | None) -> int:
    """Sign somebody out of every browser but this one; returns how many that were."""
    others = delete(BrowserSession).where(
        BrowserSession.user_id == user.id, BrowserSession.key != (this or "")
    )
    return len(db.session.scalars(others.returning(BrowserSession.key)).all())
