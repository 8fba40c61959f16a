"""What a card says, as the form for it sends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.boards.themes import Theme
from actionboard.cards.models import Card
from actionboard.core.errors import Invalid
from actionboard.core.form_fields import read_day, read_number
from actionboard.core.messages import N_


@dataclass(frozen=True, slots=True)
class Text:
    """Title, why, level, theme and day."""

    title: str
    why: str
    level: Level
    theme: Theme | None
    due_on: date | None

    @classmethod
    def read(cls, form: Mapping[str, str], board: Board) -> Text:
        """Read the form. Raises Invalid at the field that can't be read."""
        title = " ".join(form.get("title", "").split())
        if not title:
            raise Invalid("title", N_("Schrijf in een paar woorden wat we gaan doen."))
        try:
            level = Level(form.get("level") or Level.OPEN)
        except ValueError:
            raise Invalid("level", N_("Kies een niveau uit de lijst.")) from None
        theme = read_number(form.get("theme"))
        return cls(
            title=title,
            why=form.get("why", "").strip(),
            level=level,
            theme=next((one for one in board.themes if one.id == theme), None),
            due_on=read_day(form.get("due", ""), board.today),
        )

    @classmethod
    def of(cls, card: Card) -> Text:
        """What a card says now."""
        return cls(card.title, card.why, card.level, card.theme, card.due_on)

    def changes(self) -> dict[str, Any]:
        """As `Card.edit` wants it."""
        return {
            "title": self.title, "why": self.why, "level": self.level, "theme": self.theme,
            "due_on": self.due_on,
        }  # fmt: skip

    def values(self) -> dict[str, str]:
        """As the form shows it."""
        return {
            "title": self.title,
            "why": self.why,
            "level": self.level.value,
            "theme": str(self.theme.id) if self.theme else "",
            "due": f"{self.due_on:%d-%m-%Y}" if self.due_on else "",
        }
