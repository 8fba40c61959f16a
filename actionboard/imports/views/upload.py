"""Bringing a list in, as a file or as pasted text; a script hears how far it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from flask import Response, current_app, redirect, render_template, request
from sqlalchemy import select
from werkzeug.wrappers import Response as BaseResponse

from actionboard.accounts.current_user import me
from actionboard.accounts.models import User
from actionboard.boards.access import facilitated
from actionboard.boards.models import Board
from actionboard.core.database import db, writing
from actionboard.core.errors import Invalid
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import language, speaking
from actionboard.imports import drafts
from actionboard.imports.drafts import Reading
from actionboard.imports.models import Import
from actionboard.imports.upload import Upload, as_line, as_lines, finished
from actionboard.imports.views.blueprint import imports, url_of
from actionboard.meetings.models import Meeting

STREAM = "application/x-ndjson"


@imports.get("/import")
def new(slug: str) -> str:
    """Where a list comes in, and what came in before."""
    return _form(facilitated(slug))


@imports.post("/import")
def bring(slug: str) -> BaseResponse | tuple[str, int]:
    """Read a list; a script that asks for it hears how far it is."""
    board = facilitated(slug)
    streams = request.accept_mimetypes.best == STREAM
    try:
        upload = Upload.of(request, board.today)
        if streams:
            return _streamed(board, upload)
        steps = upload.steps(drafts.titles(board), board.today)
        board_id, by_id = board.id, me().id
        db.session.rollback()  # nothing is held while it reads
        url = _keep(board_id, by_id, upload, finished(steps))
    except Invalid as error:
        if streams:
            return Response(as_line(error=error.sentence, field=error.at_field), mimetype=STREAM)
        errors = {error.at_field: error.sentence}
        return _form(board, values=request.form, errors=errors), error.status
    return redirect(url, 303)


def _keep(board_id: int, by_id: int, upload: Upload, reading: Reading) -> str:
    """Make a draft of a reading, in one short transaction; answers with its address."""
    with writing():
        board, by = db.session.get_one(Board, board_id), db.session.get_one(User, by_id)
        day = upload.held_on
        meeting = drafts.meeting_on(board, day, upload.place) if day else None
        name = upload.name or _("Geplakte lijst")
        kept = drafts.draft(
            board, by, name=name, reading=reading, meeting=meeting, at=datetime.now(UTC)
        )
        return url_of(board, kept)


def _streamed(board: Board, upload: Upload) -> Response:
    known, today, ids = drafts.titles(board), board.today, (board.id, me().id)
    db.session.close()  # nothing is held while it reads, and the reader's language stays known

    app, speaks = current_app._get_current_object(), language()  # type: ignore[attr-defined]

    def told() -> Iterator[str]:
        """No context is held between two lines; each may be sent from elsewhere."""
        try:
            reading = yield from as_lines(upload.steps(known, today))
            with app.app_context(), speaking(speaks):
                address = _keep(*ids, upload, reading)
            yield as_line(location=address)
        except Invalid as error:
            with app.app_context(), speaking(speaks):
                said = error.sentence
            yield as_line(error=said, field=error.at_field)

    response = Response(told(), mimetype=STREAM)
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _form(board: Board, **context: object) -> str:
    held = select(Meeting).where(Meeting.board_id == board.id, Meeting.held_on <= board.today)
    meeting = db.session.scalar(held.order_by(Meeting.held_on.desc()).limit(1))
    values = {"held_on": f"{meeting.held_on:%d-%m-%Y}", "place": meeting.place} if meeting else {}
    around = {
        "values": values,
        "errors": {},
        "lists": Import.on(board),
        "role": me().role_on(board.id),
    }
    return render_template("imports/upload.html", board=board, **{**around, **context})
