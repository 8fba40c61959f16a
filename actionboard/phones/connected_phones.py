"""Which phones of a meeting are connected: read from their open streams, and noted in one go."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import update

from actionboard.core.database import db, writing
from actionboard.live.watcher import Watcher
from actionboard.meetings.participants import Participant
from actionboard.phones.live_phone import PhoneView

LOOK_EVERY = 2.0  # seconds between two looks around
NOTE_EVERY = 15.0  # seconds after which a phone that stayed is noted again
LOST_AFTER = timedelta(seconds=40)  # when phones of a process that fell silent count no more

Keys = dict[int, set[str]]  # meeting -> keys of phones


class Connected:
    """Notes how long each phone that has a stream open here may be counted as connected.

    Several processes each note their own; see decision 0021 for why no request does.
    """

    def __init__(self) -> None:
        self.looked_at = self.noted_at = 0.0
        self.known: Keys = {}

    def note(self, boards: Mapping[int, Collection[Watcher]]) -> None:
        """Look at all streams, if it is time, and write down who came, stayed or left."""
        now = time.monotonic()
        if now - self.looked_at < LOOK_EVERY:
            return
        self.looked_at = now
        here: Keys = {}
        for watchers in boards.values():
            for one in watchers:
                if isinstance(one.viewer, PhoneView):
                    here.setdefault(one.viewer.meeting_id, set()).add(one.session_key)
        stays = now - self.noted_at > NOTE_EVERY
        if here == self.known and not (here and stays):
            return
        self._write(here, datetime.now(UTC), stays=stays)
        self.noted_at = now if stays else self.noted_at
        self.known = here

    def _write(self, here: Keys, now: datetime, *, stays: bool) -> None:
        with writing():
            for meeting in here.keys() | self.known.keys():
                keys, before = here.get(meeting, set()), self.known.get(meeting, set())
                came, left = keys if stays else keys - before, before - keys
                _until(meeting, came, now + LOST_AFTER)
                _until(meeting, left, now)


def _until(meeting: int, keys: Collection[str], moment: datetime) -> None:
    if keys:
        table: Any = Participant.__table__
        mine = (table.c.meeting_id == meeting, table.c.key.in_(sorted(keys)))
        db.session.execute(update(table).where(*mine).values(seen_until=moment))
