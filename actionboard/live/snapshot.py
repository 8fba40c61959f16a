"""What a board looks like now, kept in the process and brought up to date from the database.

A card is rendered once per version, language and day, and shared by all pages and streams.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import Row, select

from actionboard.boards.models import Board, Level, Stage
from actionboard.cards import faces
from actionboard.cards.faces import CardFace, Painter, Seat
from actionboard.db import db
from actionboard.i18n import folded
from actionboard.live.filters import Filter

KEPT = 300  # boards that one process keeps in memory

Place = tuple[str, str]  # level, stage


@dataclass(slots=True)
class Entry:
    """A card as the snapshot keeps it: its row, and what was made of it per language."""

    row: Row[Any]
    face: CardFace
    text: str
    html: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, int]:
        """Where it stands within its cell: the same total order for every viewer."""
        return (self.row.rank, self.row.number)

    @property
    def place(self) -> Place:
        """Its cell."""
        return (self.row.level, self.row.stage)

    @property
    def is_on_board(self) -> bool:
        """Whether it can be seen at all."""
        row = self.row
        return not (row.removed or row.dropped_id or row.merged_into_id)


class Snapshot:
    """All cards of one board on one day."""

    def __init__(self, board_id: int, slug: str, still_after: int, done_for: int, today: date):
        self.board_id, self.today = board_id, today
        self.version = 0
        self.entries: dict[int, Entry] = {}  # by card number, dropped ones included
        self.cells: dict[Place, list[tuple[str, int]]] = {
            (level.value, stage.value): [] for level in Level for stage in Stage
        }
        # What heads and chips say, counted as cards come and go; and when each last changed.
        self.signals: Counter[tuple[str, str]] = Counter()  # (level, signal)
        self.by_person: Counter[int] = Counter()
        self.by_organisation: Counter[int] = Counter()
        self.heads: dict[str, int] = {}  # level or stage -> version
        self.chips = 0  # version
        self.changed: OrderedDict[int, int] = OrderedDict()  # number -> version, oldest first
        self.themes = faces.themes(board_id)
        self.painter = Painter(slug, faces.people(), self.themes, today, still_after)
        self.fresh_from = today - timedelta(days=done_for)

    def catch_up(self) -> None:
        """Read what changed since the last time; does nothing when nothing did."""
        version = db.session.scalar(select(Board.version).where(Board.id == self.board_id)) or 0
        if version == self.version:
            return
        found = db.session.execute(faces.rows(self.board_id, self.version)).all()
        for row in sorted(found, key=lambda row: int(row.version)):
            self._take(row)
        self.version = max(self.version, version)

    def touched_since(self, version: int) -> Iterator[Entry]:
        """The cards that changed after a version, the latest first."""
        for number in reversed(self.changed):
            if self.changed[number] <= version:
                return
            yield self.entries[number]

    def cell(self, place: Place) -> Iterator[Entry]:
        """The cards of a cell in their order."""
        return (self.entries[number] for _, number in self.cells[place])

    def is_old(self, entry: Entry) -> bool:
        """Whether a finished card has been in sight for long enough."""
        return entry.row.done_on is not None and entry.row.done_on < self.fresh_from

    def shows(self, entry: Entry, wanted: Filter, viewer: Seat | None) -> bool:
        """Whether a card is to be seen with this filter."""
        if not entry.is_on_board or (self.is_old(entry) and not wanted.older):
            return False
        return not wanted.narrows or wanted.shows(entry.face, entry.text, viewer)

    def html(self, entry: Entry, language: str) -> str:
        """A card as HTML, from the one template that draws it."""
        made = entry.html.get(language)
        if made is None:
            face = entry.face if language == "nl" else self.painter.face(entry.row, language)
            made = entry.html[language] = draw(face)
        return made

    def _take(self, row: Row[Any]) -> None:
        before = self.entries.get(row.number)
        if before is not None:
            if before.row.version >= row.version:
                return
            self._count(before, -1)
        people = self.painter.people
        if any(one and one not in people for one in (row.lead_id, row.partner_id, row.nominee_id)):
            self.painter = Painter(
                self.painter.slug, faces.people(), self.themes, self.today,
                self.painter.still_after,
            )  # fmt: skip
        face = self.painter.face(row, "nl")
        names = " ".join(f"{s.name} {s.organisation}" for s in (face.lead, face.partner) if s)
        theme = face.theme.name if face.theme else ""
        text = folded(f"#{row.number} {row.title} {names} {theme} {row.result or ''}")
        entry = self.entries[row.number] = Entry(row, face, text)
        self.changed[row.number] = row.version
        self.changed.move_to_end(row.number)
        self._count(entry, 1)
        self._mark(before, entry)

    def _mark(self, before: Entry | None, entry: Entry) -> None:
        """Remember which heads and chips this change may have altered."""
        version = int(entry.row.version)
        if before is None or _shown(before) != _shown(entry):
            for one in filter(None, (before, entry)):
                self.heads.update(dict.fromkeys(one.place, version))
        if before is None or _chipped(before) != _chipped(entry):
            self.chips = version

    def _count(self, entry: Entry, step: int) -> None:
        if not entry.is_on_board:
            return
        cell = self.cells[entry.place]
        if step > 0:
            insort(cell, entry.key)
        else:
            del cell[bisect_left(cell, entry.key)]
        face = entry.face
        for signal in signals(face, old=self.is_old(entry)):
            self.signals[face.level, signal] += step
        if face.stage != Stage.DONE:
            self.by_person.update(dict.fromkeys(face.people_ids, step))
            self.by_organisation.update(dict.fromkeys(face.organisation_ids, step))


def signals(face: CardFace, *, old: bool) -> Iterator[str]:
    """What a card adds to the head of its lane: "late", "still", "stuck", "unled", "old"."""
    open_ = face.stage != Stage.DONE
    flags = {
        "late": face.late,
        "still": face.still > 0,
        "stuck": face.stuck and open_,
        "unled": face.lead is None and open_,
        "old": old,
    }
    return (signal for signal, raised in flags.items() if raised)


def _shown(entry: Entry) -> object:
    return entry.is_on_board, entry.place, tuple(signals(entry.face, old=False))


def _chipped(entry: Entry) -> object:
    face, done = entry.face, entry.face.stage == Stage.DONE
    people = () if done else (face.people_ids, face.organisation_ids)
    return entry.is_on_board, people, face.late, face.lead is None and not done


_kept: OrderedDict[int, Snapshot] = OrderedDict()


def of(board: Any, today: date) -> Snapshot:
    """The up-to-date snapshot of a board; `board` has id, slug, still_after and done_for."""
    found = _kept.get(board.id)
    if found is None or found.today != today or found.painter.still_after != board.still_after:
        found = Snapshot(board.id, board.slug, board.still_after, board.done_for, today)
        _kept[board.id] = found
    _kept.move_to_end(board.id)
    if len(_kept) > KEPT:
        _kept.popitem(last=False)
    found.catch_up()
    return found


def forget() -> None:
    """Drop everything that is kept, as a restart would."""
    _kept.clear()


def draw(face: CardFace) -> str:
    """One card by `_card.html`, in the language of this request."""
    macro = current_app.jinja_env.get_template("_card.html").module.card  # type: ignore[attr-defined]
    return str(macro(face))
