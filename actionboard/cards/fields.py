"""What people fill in of a card, by column: its field in a form, its name on the screen."""

from __future__ import annotations

from actionboard.boards.activity_log import Field
from actionboard.boards.levels import Level
from actionboard.boards.stages import Stage
from actionboard.boards.themes import Theme
from actionboard.core.database import db
from actionboard.core.date_words import day_field
from actionboard.core.messages import N_


def _theme(number: int) -> str:
    theme = db.session.get(Theme, number)
    return theme.name if theme else ""


def _stage(value: str) -> str:
    return Stage(value).label


FIELDS = {
    "title_id": Field("title", N_("Wat gaan we doen?")),
    "why_id": Field("why", N_("Waarom?")),
    "level": Field("level", N_("Niveau"), lambda value: Level(value).label),
    "stage": Field("stage", N_("Waar staat deze actie?"), _stage, is_pressed=True),
    "theme_id": Field("theme", N_("Thema"), _theme),
    "due_on": Field("due", N_("Klaar vóór"), day_field),
    "result_id": Field("result", N_("Opbrengst")),
    "help_id": Field("reason", N_("Ik loop vast")),
    "dropped_id": Field("reason", N_("Doen we niet")),
    "merged_into_id": Field("", N_("Samengevoegd")),
}
