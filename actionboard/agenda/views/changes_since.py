"""What came of the last meeting, as the first page on the wall."""

from __future__ import annotations

from actionboard.agenda import returning_themes
from actionboard.agenda.agenda import to_discuss
from actionboard.agenda.changes_since import Story
from actionboard.agenda.views.blueprint import page, table
from actionboard.meetings.views.blueprint import find
from actionboard.web.request_guards import htmx


@table.get("/since")
def since(slug: str, meeting: int) -> str:
    """Sinds vorige keer: the first thing on the wall."""
    this = find(slug, meeting)
    story = Story(this.board, this.before())
    return page(
        "agenda/_changes_since_reply.html" if htmx else "agenda/changes_since.html",
        this,
        since=story.told(),
        agenda=to_discuss(story),
        often=[one for one in returning_themes.returning(this) if one.lights_up],
    )
