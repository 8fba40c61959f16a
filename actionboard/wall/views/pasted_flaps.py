"""All flaps at once over HTTP: paste their text, see how many hang where, and stick them."""

from __future__ import annotations

import re
import secrets
from typing import Any

from flask import render_template, request
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me
from actionboard.boards.access import enter, facilitated
from actionboard.core.errors import Rejected
from actionboard.core.i18n import ngettext
from actionboard.meetings.models import Meeting
from actionboard.meetings.views.blueprint import find, lead, room
from actionboard.wall.pasted_flaps import LONGEST, Sheets, read_flaps, stick
from actionboard.wall.views.wall_reply import wall_reply

pasting = room("pasting")
KEY = re.compile(r"[\w-]{16,24}")
Answer = Response | str | tuple[str, int]


@pasting.get("/paste")
def show(slug: str, meeting: int) -> str:
    """The field in which the text of all flaps comes."""
    facilitated(slug)
    return _page(find(slug, meeting))


@pasting.post("/paste")
def paste(slug: str, meeting: int) -> Answer:
    """Show how many post-its hang on which flap; once that was seen, stick them."""
    facilitated(slug)
    found, text = find(slug, meeting), request.form.get("text", "")
    try:
        sheets = read_flaps(text, today=found.held_on)
        if "sure" not in request.form:
            return _page(found, text, sheets=sheets)
        key = request.form.get("key", "")
        with lead(slug, meeting) as leading:
            stuck = stick(
                leading,
                sheets,
                request.form.getlist("flap"),
                me(),
                key=key if KEY.fullmatch(key) else "",
            )
    except Rejected as refusal:
        page = _page(find(slug, meeting), text, error=refusal.sentence)
        return page, refusal.status
    said = ngettext("%(num)s post-it geplakt.", "%(num)s post-its geplakt.", len(stuck))
    return wall_reply(found, said)


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
