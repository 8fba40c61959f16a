"""What somebody wants to see of a board; it lives in the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from actionboard.accounts.person_badge import Seat
from actionboard.cards.card_view import CardFace
from actionboard.core.folded_text import folded


@dataclass(frozen=True, slots=True)
class Filter:
    """A board's filters: they combine, and an empty one lets every card through."""

    mine: bool = False
    organisation: bool = False
    unled: bool = False
    late: bool = False
    theme: int = 0
    q: str = ""
    older: bool = False

    @classmethod
    def read(cls, args: Mapping[str, str]) -> Filter:
        """The filter in an address; what can't be understood is left out."""
        theme = args.get("theme", "")
        flags = {name: args.get(name) == "1" for name in FLAGS}
        q = " ".join(args.get("q", "").split())[:100]
        return cls(**flags, theme=int(theme) if theme.isdecimal() and len(theme) < 9 else 0, q=q)

    @property
    def query(self) -> str:
        """This filter as it stands in an address, without the question mark."""
        chosen = [(one.name, getattr(self, one.name)) for one in fields(self)]
        return urlencode([(name, 1 if v is True else v) for name, v in chosen if v])

    @property
    def narrows(self) -> bool:
        """Whether any card could be left out by it."""
        return bool(
            self.mine or self.organisation or self.unled or self.late or self.theme or self.q
        )

    def toggled(self, name: str) -> Filter:
        """The same filter with one of its flags the other way."""
        flipped: dict[str, Any] = {name: not getattr(self, name)}
        return replace(self, **flipped)

    def with_theme(self, theme: int) -> Filter:
        """The same filter for one theme; 0 for all."""
        return replace(self, theme=theme)

    def shows(self, face: CardFace, text: Callable[[], str], viewer: Seat | None) -> bool:
        """Whether a card passes; `text` gives all that can be searched, folded."""
        if self.mine and (viewer is None or viewer.id not in face.people_ids):
            return False
        if self.organisation and (
            viewer is None or viewer.organisation_id not in face.organisation_ids
        ):
            return False
        if self.unled and (face.lead is not None or face.stage == "done"):
            return False
        if self.late and not face.late:
            return False
        if self.theme and (face.theme is None or face.theme.id != self.theme):
            return False
        words = folded(self.q).split()
        return not words or all(word in text() for word in words)


FLAGS = ("mine", "organisation", "unled", "late", "older")
