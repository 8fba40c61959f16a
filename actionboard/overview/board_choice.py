"""Which of many boards somebody looks at, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

from actionboard.boards.models import Board
from actionboard.core.folded_text import folded
from actionboard.overview.standings import Standing

FEW = 25  # boards that are shown at first
BY = ("unled", "late", "still", "stuck")  # where most of it is comes first; else by name


@dataclass(frozen=True, slots=True)
class Choice:
    """What the address asks for: `words` in a board's name, an order, all of them or a few."""

    words: str = ""
    by: str = ""
    all: bool = False

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        """Read off an address; what it can't mean is left out."""
        by = query.get("sort", "")
        words = query.get("q", "").strip()[:100]
        return cls(words, by if by in BY else "", query.get("all") == "1")

    def among(self, boards: Sequence[Board]) -> list[Board]:
        """The boards in whose name all the words stand."""
        wanted = folded(self.words).split()
        return [one for one in boards if all(word in folded(one.name) for word in wanted)]

    def sorted(self, standings: list[Standing]) -> list[Standing]:
        """In the order asked for; equal ones by name."""
        if not self.by:
            return standings
        return sorted(standings, key=lambda one: -int(getattr(one, self.by)))

    def shown(self, standings: list[Standing]) -> list[Standing]:
        """The first of them, or all."""
        return standings if self.all else standings[:FEW]

    def address(self, by: str | None = None, *, all_: bool | None = None) -> str:
        """The same choice in another order, or with all boards."""
        asked = {
            "q": self.words,
            "sort": self.by if by is None else by,
            "all": "1" if (self.all if all_ is None else all_) else "",
        }
        return "?" + urlencode({key: value for key, value in asked.items() if value})
