"""What people fill in of a board, by column: its field in a form, its name on the screen."""

from __future__ import annotations

from actionboard.boards.activity_log import Field
from actionboard.boards.meeting_rhythm import Rhythm
from actionboard.core.date_words import day_field
from actionboard.core.messages import N_


def _rhythm(value: str) -> str:
    return Rhythm(value).label


FIELDS = {
    "name_id": Field("name", N_("Naam")),
    "still_after": Field("still_after", N_("Een actie staat stil na … dagen")),
    "done_for": Field("done_for", N_("Klaar blijft in beeld gedurende … dagen")),
    "rhythm": Field("rhythm", N_("Hoe vaak komen jullie bij elkaar?"), _rhythm),
    "meets_on": Field("meets_on", N_("Volgende bijeenkomst (als je het weet)"), day_field),
}
