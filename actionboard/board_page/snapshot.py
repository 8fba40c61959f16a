"""What a board looks like now, kept in the process and brought up to date from the database.

A card is rendered once per version, language and day, and shared by all pages and streams.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from threading import Lock
from typing import Any

from flask import current_app
from sqlalchemy import bindparam, select

from actionboard.accounts.person_badge import Seat
from actionboard.board_page.cached_card import Entry, Place
from actionboard.board_page.card_html import draw
from actionboard.board_page.filters import Filter
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.boards.staleness import Stillness
from actionboard.cards import card_view
from actionboard.cards.card_view import GuestPainter, NamelessPainter, Painter
from actionboard.core.prepared_statements import Quick

KEPT = 300  # boards that one process keeps in memory

VERSION = Quick(
    lambda: select(Board.version, Board.setup, Board.name).where(Board.id == bindparam("board"))
)
# How a board is seen: by who takes part, by a link, and by a link that tells no names.
PAINTERS = {"": Painter, "link": GuestPainter, "nameless": NamelessPainter}


class Snapshot:
    """All cards of one board on one day."""

    def __init__(
        self, board_id: int, slug: str, still_after: int, done_for: int, today: date,
        sight: str = "",
    ) -> None:  # fmt: skip
        self.lock = Lock()  # reading may wait for the database, and others come by meanwhile
        self.board_id, self.today = board_id, today
        self.version = 0
        # Asked before what it is about, so that a change in between is noticed by `catch_up`.
        _version_now, self.setup, self.name = VERSION.first(board=board_id)
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
        self.themes = card_view.themes(board_id)
        stillness = Stillness.of(board_id, still_after)
        self.painter = PAINTERS[sight](slug, card_view.people(), self.themes, today, stillness)
        self.fresh_from = today - timedelta(days=done_for)

    @property
    def mark(self) -> int:
        """Changes with everything that is to be seen."""
        return self.version

    def catch_up(self) -> bool:
        """Read what changed since the last time; does nothing when nothing did.

        False when a theme, a name or a setting changed: then nothing of this one can be kept.
        """
        with self.lock:
            return self._catch_up()

    def _catch_up(self) -> bool:
        version, setup, _name = VERSION.first(board=self.board_id)
        if setup != self.setup:
            return False
        if version == self.version:
            return True
        found = card_view.ROWS.all(board=self.board_id, since=self.version)
        for row in sorted(found, key=lambda row: int(row.version)):
            self._take(row)
        if not self.version:  # what stood where before is not known: all heads may be news
            self.heads = dict.fromkeys((*Level, *Stage), version)
            self.chips = version
            self.changed = OrderedDict((one, max(v, setup)) for one, v in self.changed.items())
        self.version = max(self.version, version)
        return True

    def suits(self, board: Any, today: date) -> bool:
        """Whether it was made for this day and these settings of the board."""
        fresh_from = today - timedelta(days=board.done_for)
        still_after = self.painter.stillness.after
        return (self.today, self.fresh_from, still_after) == (today, fresh_from, board.still_after)

    def touched_since(self, version: int) -> Iterator[Entry]:
        """The cards that changed after a version, the latest first."""
        for number in reversed(self.changed):
            if self.changed[number] <= version:
                return
            yield self.entries[number]

    def cell(self, place: Place) -> Iterator[Entry]:
        """The cards of a cell in their order."""
        return (self.entries[number] for _, number in self.cells[place])

    def shows(self, entry: Entry, wanted: Filter, viewer: Seat | None) -> bool:
        """Whether a card is to be seen with this filter."""
        if not entry.is_on_board or (entry.is_old and not wanted.older):
            return False
        return not wanted.narrows or wanted.shows(entry.face, entry.searched, viewer)

    def shown(self, place: Place, wanted: Filter, viewer: Seat | None) -> Iterable[Entry]:
        """The cards of a cell that are to be seen; quick where no filter narrows."""
        if wanted.narrows:
            return (one for one in self.cell(place) if self.shows(one, wanted, viewer))
        if wanted.older or place[1] != Stage.DONE:
            return self.cell(place)
        return (one for one in self.cell(place) if not one.is_old)

    def html(self, entry: Entry, language: str) -> str:
        """A card as HTML, from the one template that draws it."""
        made = entry.html.get(language)
        if made is None:
            face = entry.face if language == "nl" else self.painter.face(entry.row, language)
            made = entry.html[language] = draw(face, language)
        return made

    def _take(self, row: Any) -> None:
        before = self.entries.get(row.number)
        if before is not None:
            if before.row.version >= row.version:
                return
            self._count(before, -1)
        people = self.painter.people
        if any(one and one not in people for one in (row.lead_id, row.partner_id, row.nominee_id)):
            self.painter = type(self.painter)(
                self.painter.slug, card_view.people(), self.themes, self.today,
                self.painter.stillness,
            )  # fmt: skip
        face = self.painter.face(row, "nl")
        entry = self.entries[row.number] = Entry(row, face, self.fresh_from)
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
        for signal in entry.raised:
            self.signals[face.level, signal] += step
        if not entry.is_old:
            for person in face.people_ids:
                self.by_person[person] += step
            for organisation in face.organisation_ids:
                self.by_organisation[organisation] += step


def _shown(entry: Entry) -> object:
    return entry.is_on_board, entry.place, entry.raised


def _chipped(entry: Entry) -> object:
    face, done = entry.face, entry.face.stage == Stage.DONE
    people = () if entry.is_old else (face.people_ids, face.organisation_ids)
    return entry.is_on_board, people, face.late, face.lead is None and not done


def _kept() -> OrderedDict[tuple[int, str], Snapshot]:
    """The snapshots of this app, the one that was asked for last at the end."""
    kept: OrderedDict[tuple[int, str], Snapshot]
    kept = current_app.extensions.setdefault("snapshots", OrderedDict())
    return kept


def of(board: Any, today: date, sight: str = "") -> Snapshot:
    """The up-to-date snapshot of a board; `board` has id, slug, still_after and done_for."""
    kept, key = _kept(), (board.id, sight)
    found = kept.get(key)
    while found is None or not found.suits(board, today) or not found.catch_up():
        found = Snapshot(board.id, board.slug, board.still_after, board.done_for, today, sight)
        kept[key] = found
    kept.move_to_end(key)
    if len(kept) > KEPT:
        kept.popitem(last=False)
    return found


def forget() -> None:
    """Drop everything that is kept, as a restart would."""
    _kept().clear()
