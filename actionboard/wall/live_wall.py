"""The wall of a meeting, live: kept in the process in pieces, of which only the new are painted.

A wall's messages come by its stream alone: phones that join or vote change it without stepping the
board's version, so no version can say which of two messages is the newer one.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from flask import current_app
from markupsafe import Markup
from sqlalchemy import select

from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.core.database import db
from actionboard.core.i18n import speaking
from actionboard.documents.qr_code import qr_code
from actionboard.meetings.models import Meeting
from actionboard.wall import wall_view
from actionboard.wall.wall_view import WallFace
from actionboard.web.urls import link

KEPT = 100  # walls that one process keeps
REST = 200_000  # microseconds between two looks at one wall, when a room full of phones writes
COMPARE_EVERY = 3_000_000  # microseconds between two comparisons of all that hangs there
INK = "#1c1712"  # of the QR
SKEW = 5_000_000  # microseconds that the clocks of two hosts may differ


@dataclass(frozen=True, slots=True)
class Piece:
    """One element of the wall: its id, the template that draws it, and what it shows."""

    id: str
    template: str
    name: str  # what the template calls it
    face: Any = field(compare=False)
    seen: Any  # what of it can be seen: it is painted again when that changes


class Wall:
    """A meeting's wall as it is now, and since when each of its pieces is as it is.

    Its `version` is the microsecond of the last change that this process saw. What was there
    before `begun` is not known in pieces: then the whole wall is painted.
    """

    def __init__(self) -> None:
        self.token: object = None
        self.version = self.begun = self.looked = self.compared = 0
        self.face: WallFace | None = None
        self.pieces: dict[str, Piece] = {}
        self.changed: dict[str, int] = {}  # id -> version
        self.gone: dict[str, int] = {}

    @property
    def mark(self) -> int:
        """Changes with everything that is to be seen."""
        return self.version

    def look(self, meeting: Meeting, version: int, *, at_once: bool) -> None:
        """Read what changed; does nothing when nothing did, or when it looked just now."""
        now = max(self.version + 1, time.time_ns() // 1000)
        if now - self.looked < REST and not at_once:
            return  # the tail comes by again soon
        token = (version, wall_view.token(meeting.id, datetime.now(UTC)), now // COMPARE_EVERY)
        if token == self.token:
            return
        self.token, self.looked = token, now
        compares = now - self.compared > COMPARE_EVERY
        self.compared = now if compares else self.compared
        known = self.face.aside.alike if self.face else None
        face = wall_view.read(meeting, known, compares=compares)
        if face == self.face:
            return
        if self.face is None or self.face.kind != face.kind:
            self.begun = now
        pieces = {piece.id: piece for piece in _pieces(face)}
        for name, piece in pieces.items():
            if self.pieces.get(name) != piece:
                self.changed[name] = now
        for name in self.pieces.keys() - pieces.keys():
            self.gone[name] = now
            self.changed.pop(name, None)
        self.gone = {name: since for name, since in self.gone.items() if name not in pieces}
        self.face, self.pieces, self.version = face, pieces, now


def _pieces(face: WallFace) -> Iterator[Piece]:
    yield Piece("wall-head", "wall/_wall_head.html", "head", face.head, face.head)
    yield Piece("wall-aside", "wall/_sidebar.html", "aside", face.aside, face.aside)
    if face.kind == "flaps":
        for flap in face.flaps:
            yield Piece(f"flap-head-{flap.code}", "wall/_flap_head.html", "flap", flap, flap)
        for note in face.notes:
            yield Piece(f"note-{note.id}", "wall/_note.html", "note", note, note)
    else:
        yield Piece("wall-screen", "wall/_current_step.html", "wall", face, face.screen)


@dataclass(frozen=True, slots=True)
class WallView:
    """A wall as it is seen in one language."""

    meeting_id: int
    language: str

    @property
    def source(self) -> tuple[str, int]:
        """All who look at this wall."""
        return "wall", self.meeting_id

    def look(self, board: Board) -> Wall | None:
        """The wall as it is now; None when its meeting was removed."""
        meeting = Meeting.find(board, self.meeting_id)
        return of(meeting, at_once=False) if meeting else None

    def for_news(self, wall: Wall, since: int) -> WallView:
        """The same for all of one language."""
        return self

    def paint(self, wall: Wall, since: int) -> str:
        """What changed after a version."""
        with speaking(self.language):
            if since < wall.begun:
                return _drawn("wall/_wall.html", **around(wall))
            return "".join(self._news(wall, since))

    def _news(self, wall: Wall, since: int) -> Iterator[str]:
        for name, changed in wall.changed.items():
            if changed > since:
                piece = wall.pieces[name]
                yield _drawn(piece.template, **{**around(wall), piece.name: piece.face})
        for name, went in wall.gone.items():
            if went > since:
                yield f'\n<li id="{name}" data-gone></li>'


def of(meeting: Meeting, *, at_once: bool = True) -> Wall:
    """The wall of a meeting: up to date at once, or within half a second for the streams."""
    kept: OrderedDict[int, Wall]
    kept = current_app.extensions.setdefault("walls", OrderedDict())
    wall = kept.setdefault(meeting.id, Wall())
    version = db.session.scalar(select(Board.version).where(Board.id == meeting.board_id)) or 0
    wall.look(meeting, version, at_once=at_once)
    kept.move_to_end(meeting.id)
    if len(kept) > KEPT:
        kept.popitem(last=False)
    return wall


def around(wall: Wall) -> dict[str, Any]:
    """What every piece of a wall may use: its faces, its address, the way in."""
    assert wall.face is not None  # noqa: S101  # it has been looked at
    face = wall.face
    return {
        "wall": face,
        "url": face.url,
        "head": face.head,
        "aside": face.aside,
        "way_in": way_in(face.aside.code, face.aside.scanned),
        "version": wall.version,
        "levels": list(Level)[:3],
    }


@dataclass(frozen=True, slots=True)
class WayIn:
    """How a phone joins: the address that a QR holds, and what to type by hand."""

    host: str
    code: str
    qr: Markup


def way_in(code: str, scanned: str) -> WayIn | None:
    """The way into a meeting by its code; None for one that phones can't join."""
    if not code:
        return None
    host = link("/join").partition("://")[2]
    return WayIn(host, code, qr_code(link(f"/m/{scanned}"), dark=INK, border=2))


def _drawn(template: str, **context: object) -> str:
    return current_app.jinja_env.get_template(template).render(**context)
