"""What a card says, as the form for it sends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from actionboard.accounts.models import User
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.boards.stale_versions import Stale, refuse_stale
from actionboard.boards.themes import Theme
from actionboard.cards.models import Card
from actionboard.core import date_words
from actionboard.core.errors import Invalid
from actionboard.core.form_fields import read_day, read_number
from actionboard.core.i18n import language, translate
from actionboard.core.messages import N_

FIELDS = {  # field: its column in the log, its name on the screen
    "title": ("title_id", N_("Wat gaan we doen?")),
    "why": ("why_id", N_("Waarom?")),
    "level": ("level", N_("Niveau")),
    "theme": ("theme_id", N_("Thema")),
    "due": ("due_on", N_("Klaar vóór")),
}


@dataclass(frozen=True, slots=True)
class Text:
    """Title, why, level, theme and day; `seen` is the version of the card that the form showed."""

    title: str
    why: str
    level: Level
    theme: Theme | None
    due_on: date | None
    seen: int = 0

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
            seen=read_number(form.get("version")),
        )

    @classmethod
    def of(cls, card: Card) -> Text:
        """What a card says now."""
        return cls(card.title, card.why, card.level, card.theme, card.due_on, card.version)

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

    def shown(self) -> dict[str, str]:
        """As people read it."""
        due = (
            date_words.in_words(self.due_on, language=language(), year=True) if self.due_on else "–"
        )
        return {
            **self.values(),
            "level": self.level.label,
            "theme": self.theme.name if self.theme else "–",
            "due": due,
        }

    def refuse_conflict(self, card: Card, by: User) -> None:
        """Refuse what somebody else changed since. Raises Stale with both versions side by side."""
        mine, theirs = self.values(), Text.of(card).values()
        changed = [field for field in FIELDS if mine[field] != theirs[field]]
        try:
            refuse_stale(card, self.seen, [FIELDS[field][0] for field in changed], by)
        except Stale as stale:
            theirs = Text.of(card).shown()
            stale.versions = [
                (field, translate(FIELDS[field][1]), theirs[field], self.values()[field])
                for field in changed
            ]
            raise
