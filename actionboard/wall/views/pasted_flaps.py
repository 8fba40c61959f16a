"""All flaps at once over HTTP: paste their text, see how many hang where, and stick them."""

from __future__ import annotations

import re
import secrets
from typing import Any

from flask import render_template, request

from actionboard.accounts.current_user import me
from actionboard.boards.access import enter, facilitated
from actionboard.core.i18n import ngettext
from actionboard.meetings.models import Meeting
from actionboard.meetings.views.blueprint import find, room
from actionboard.wall.pasted_flaps import LONGEST, Sheets, read_flaps, stick
from actionboard.wall.views.doors import ON_WALL
from actionboard.web.changes import changes
from actionboard.web.replies import NOTHING, Reply, Typed

pasting = room("pasting")
KEY = re.compile(r"[\w-]{16,24}")


@pasting.get("/paste")
def show(slug: str, meeting: int, typed: Typed = NOTHING) -> str:
    """The field in which the text of all flaps comes."""
    facilitated(slug)
    error = next(iter(typed.errors.values()), "")
    return _page(find(slug, meeting), typed.values.get("text", ""), error=error)


@pasting.post("/paste")
@changes(ON_WALL, form=show)
def paste(found: Meeting) -> Reply | str:
    """Show how many post-its hang on which flap; once that was seen, stick them."""
    text, key = request.form.get("text", ""), request.form.get("key", "")
    sheets = read_flaps(text, today=found.held_on)
    if "sure" not in request.form:
        return _page(found, text, sheets=sheets)
    known = key if KEY.fullmatch(key) else ""
    stuck = stick(found, sheets, request.form.getlist("flap"), me(), key=known)
    said = ngettext("%(num)s post-it geplakt.", "%(num)s post-its geplakt.", len(stuck))
    return Reply(said)


def _page(meeting: Meeting, text: str = "", **context: Any) -> str:
    sheets: Sheets | None = context.get("sheets")
    known = [flap for flap in meeting.flaps if sheets and flap.code in sheets.codes]
    return render_template(
        "wall/pasted_flaps.html",
        board=meeting.board,
        meeting=meeting,
        text=text,
        most=LONGEST,
        role=enter(meeting.board.slug)[1].value,
        key=secrets.token_urlsafe(16),
        known=known,
        **{"error": "", "sheets": None, **context},
    )
