"""Who else looks at a board now: read from the open streams, and told to who looks.

Nobody's page asks for it and no request writes it. Where several processes serve one database, each
writes down who looks through it, in one go and only now and then; see decision 0021.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import TYPE_CHECKING, Any, Protocol

from flask import current_app
from sqlalchemy import ForeignKey, String, delete, insert, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column

from actionboard.accounts.models import User
from actionboard.accounts.person_badge import Seat
from actionboard.core.database import Model, Moment, db, is_sqlite, writing
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import ngettext, speaking

if TYPE_CHECKING:
    from actionboard.live.watcher import Watcher

SHOWN = 3  # people with a mark of their own
LOOK_EVERY = 2.0  # seconds between two looks around
WRITE_EVERY = 15.0  # seconds between two signs of life of a process in which nobody came or went
LOST_AFTER = timedelta(seconds=40)  # when a process that fell silent is counted no more

People = dict[int, set[int]]  # board -> users


class Looking(Model):
    """That somebody looks at a board through a process; worth nothing after `until`."""

    __tablename__ = "lookers"

    process: Mapped[str] = mapped_column(String(16), primary_key=True)
    board_id: Mapped[int] = mapped_column(
        ForeignKey("boards.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[int] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True
    )
    until: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class Others:
    """Who else looks, as one person is told: the first few by id, and how many more."""

    first: tuple[int, ...] = ()
    more: int = 0

    @classmethod
    def than(cls, one: int, people: Iterable[int]) -> Others:
        """All of these people but one."""
        others = [person for person in people if person != one]
        return cls(tuple(others[:SHOWN]), max(0, len(others) - SHOWN))


class Presence:
    """Looks around every now and then, and tells whoever sees something else than before."""

    def __init__(self) -> None:
        self.process = token_hex(8)
        self.looked_at = self.wrote_at = 0.0
        self.written: People = {}

    def tell(self, boards: Mapping[int, Collection[Watcher]]) -> None:
        """Tell the watchers of these boards who else looks, if it is time and it is news."""
        if time.monotonic() - self.looked_at < LOOK_EVERY:
            return
        self.looked_at = time.monotonic()
        here: People = {
            board_id: {one.seat.id for one in map(on_board, watchers) if one}
            for board_id, watchers in boards.items()
        }
        elsewhere = {} if is_sqlite(db.engine) else self.exchange(here)
        for board_id, watchers in boards.items():
            tell(watchers, sorted(here[board_id] | elsewhere.get(board_id, set())))

    def exchange(self, here: People) -> People:
        """Write down who looks through this process when that is news; read who does elsewhere."""
        now = datetime.now(UTC)
        if here != self.written or time.monotonic() - self.wrote_at > WRITE_EVERY:
            self._write(here, now)
        found = db.session.execute(
            select(Looking.board_id, Looking.user_id).where(
                Looking.process != self.process, Looking.until > now, Looking.board_id.in_(here)
            )
        ).all()
        db.session.rollback()
        elsewhere: People = {}
        for board_id, user_id in found:
            elsewhere.setdefault(board_id, set()).add(user_id)
        return elsewhere

    def _write(self, here: People, now: datetime) -> None:
        rows = [
            {"process": self.process, "board_id": board, "user_id": one, "until": now + LOST_AFTER}
            for board, people in here.items()
            for one in sorted(people)
        ]
        with writing():
            mine_or_lost = (Looking.process == self.process) | (Looking.until < now)
            db.session.execute(delete(Looking).where(mine_or_lost))
            if rows:
                db.session.execute(insert(Looking), rows)
        self.written, self.wrote_at = here, time.monotonic()


class Seated(Protocol):
    """How somebody who takes part sees the board."""

    seat: Seat
    language: str


def on_board(watcher: Watcher) -> Seated | None:
    """Who takes part and looks at the board; None for a link, and for other pages."""
    viewer: Any = watcher.viewer
    return viewer if getattr(viewer, "seat", None) else None


def tell(watchers: Iterable[Watcher], people: Collection[int]) -> None:
    """Tell each watcher who else of these people looks at the board."""
    made: dict[tuple[Others, str], bytes] = {}
    for watcher in watchers:
        viewer = on_board(watcher)
        if viewer is None:
            continue
        others = Others.than(viewer.seat.id, people)
        if others != watcher.others:
            key = (others, viewer.language)
            if key not in made:
                made[key] = message(*key)
            watcher.others = others
            watcher.wire.send(made[key])


def message(others: Others, language: str) -> bytes:
    """The marks as one server-sent event. It has no id: it is about now, not about the board."""
    users = select(User).options(joinedload(User.organisation)).where(User.id.in_(others.first))
    seats = [Seat.of(user) for user in db.session.scalars(users.order_by(User.id))]
    with speaking(language):
        template = current_app.jinja_env.get_template("live/_presence.html")
        painted = template.render(seats=seats, more=others.more, who=_in_words(seats, others.more))
    db.session.rollback()
    lines = "\n".join(f"data: {line}" for line in painted.splitlines())
    return f"{lines}\n\n".encode()


def _in_words(seats: Collection[Seat], more: int) -> str:
    """ "Fatima Fitting, Karin Koppeling en 3 anderen"."""
    names = [seat.name for seat in seats]
    if more:
        names.append(ngettext("%(num)s ander", "%(num)s anderen", more))
    *most, last = names or [""]
    return _("%(some)s en %(last)s", some=", ".join(most), last=last) if most else last
