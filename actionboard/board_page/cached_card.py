"""What the snapshot keeps of one card, so that it is drawn and searched only once."""

from __future__ import annotations

from datetime import date
from itertools import compress
from typing import Any

from actionboard.boards.stages import Stage
from actionboard.cards.card_view import CardFace
from actionboard.cards.on_board import is_on_board
from actionboard.core.folded_text import folded

Place = tuple[str, str]  # level, stage


class Entry:
    """A card as the snapshot keeps it: its row, and what was made of it per language."""

    __slots__ = ("face", "html", "is_old", "is_on_board", "key", "place", "raised", "row", "text")

    def __init__(self, row: Any, face: CardFace, fresh_from: date) -> None:
        self.row, self.face = row, face
        self.html: dict[str, str] = {}
        self.text = ""  # made when somebody searches
        # Where it stands within its cell: the same total order for every viewer.
        self.key: tuple[str, int] = (row.rank, row.number)
        self.place: Place = (row.level, row.stage)
        self.is_on_board = is_on_board(row)
        self.is_old = row.done_on is not None and row.done_on < fresh_from
        self.raised = signals(face, old=self.is_old)

    def searched(self) -> str:
        """All that can be searched: number, title, names, organisations, theme, result."""
        if not self.text:
            face = self.face
            names = " ".join(f"{s.name} {s.organisation}" for s in (face.lead, face.partner) if s)
            theme = face.theme.name if face.theme else ""
            self.text = folded(f"#{face.number} {face.title} {names} {theme} {face.result or ''}")
        return self.text


def signals(face: CardFace, *, old: bool) -> tuple[str, ...]:
    """What a card adds to the head of its lane: "late", "still", "stuck", "unled", "old"."""
    if face.stage == Stage.DONE:
        return ("old",) if old else ()
    flags = (face.late, face.still > 0, face.stuck, face.lead is None)
    return tuple(compress(("late", "still", "stuck", "unled"), flags))
