"""How a change on the wall is answered: a word with its undo; the wall's own stream paints it."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from actionboard.meetings.models import Meeting
from actionboard.web.replies import NO_DIALOG
from actionboard.web.request_guards import htmx


def wall_reply(meeting: Meeting, said: str = "", *, back: str = "/wall") -> BaseResponse:
    """Say what this request's turn did, and offer to take all of it back.

    A plain form goes back to the page that it came from, which is one of this meeting's.
    """
    recorded = meeting.board.recorded
    undo = meeting.board.undo_url if said else ""
    if htmx and "back" not in request.form:
        toast = render_template(
            "_toast.html",
            sentence=said,
            undo=undo,
            version=recorded[-1] if recorded else 0,
            conflict=False,
            clear_draft="",
        )
        return Response((toast if said else "") + NO_DIALOG)
    if said:
        flash(said, undo or "message")
    wished = request.form.get("back", "")
    mine = wished == meeting.url or wished.startswith(f"{meeting.url}/")
    return redirect(wished if mine else meeting.url + back, 303)
