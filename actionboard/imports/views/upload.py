"""Bringing a list in, as a file or as pasted text; a script hears how far it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from typing import Any

from flask import Response, current_app, render_template, request
from sqlalchemy import select

from actionboard.accounts.current_user import me
from actionboard.accounts.models import User
from actionboard.boards.access import facilitated
from actionboard.boards.models import Board
from actionboard.core.database import db, writing
from actionboard.core.errors import Invalid, Rejected
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import language, speaking
from actionboard.imports import drafts
from actionboard.imports.drafts import Reading
from actionboard.imports.models import Import
from actionboard.imports.upload import Steps, Upload, as_line, as_lines, finished
from actionboard.imports.views.blueprint import imports, url_of
from actionboard.meetings.models import Meeting
from actionboard.web.changes import Answer, Door, changes
from actionboard.web.replies import NOTHING, Reply, Typed, refuse

STREAM = "application/x-ndjson"


@imports.get("/import")
def new(slug: str, typed: Typed = NOTHING) -> str:
    """Where a list comes in, and what came in before."""
    board = facilitated(slug)
    held = select(Meeting).where(Meeting.board_id == board.id, Meeting.held_on <= board.today)
    meeting = db.session.scalar(held.order_by(Meeting.held_on.desc()).limit(1))
    values = {"held_on": f"{meeting.held_on:%d-%m-%Y}", "place": meeting.place} if meeting else {}
    return render_template(
        "imports/upload.html",
        board=board,
        values=typed.values or values,
        errors=typed.errors,
        lists=Import.on(board),
        role=me().role_on(board.id),
    )


@contextmanager
def _coming(slug: str) -> Iterator[Board]:
    """A board onto which a list comes; what is told line by line, is kept with its last line."""
    with nullcontext() if _line_by_line() else writing():
        yield facilitated(slug)


def _refused(refusal: Rejected, *address: Any, **around: Any) -> Answer:
    if isinstance(refusal, Invalid) and _line_by_line():
        return Response(_line_of(refusal), mimetype=STREAM)
    return refuse(refusal, *address, **around)


OF_LISTS: Door[Board] = Door(
    _coming, page="imports.new", home=lambda board: board.url, refuse=_refused
)


def _read(slug: str) -> tuple[Upload, Reading | Steps]:
    """What the form holds, and what it turned out to be, before anybody waits for it.

    Of what is told line by line, the steps in which that will be known.
    """
    board = facilitated(slug)
    upload = Upload.of(request, board.today)
    steps = upload.steps(drafts.titles(board), board.today)
    db.session.rollback()  # nothing is held while it reads
    return upload, steps if _line_by_line() else finished(steps)


@imports.post("/import")
@changes(OF_LISTS, form=new, reads=_read)
def bring(board: Board, read: tuple[Upload, Reading | Steps]) -> Reply | Response:
    """Read a list; a script that asks for it hears how far it is."""
    upload, known = read
    if isinstance(known, Reading):
        return Reply(to=_keep(board, me(), upload, known))
    return _streamed(board.id, me().id, upload, known)


def _keep(board: Board, by: User, upload: Upload, reading: Reading) -> str:
    """Make a draft of a reading; answers with its address."""
    day = upload.held_on
    meeting = drafts.meeting_on(board, day, upload.place) if day else None
    name = upload.name or _("Geplakte lijst")
    at = datetime.now(UTC)
    kept = drafts.draft(board, by, name=name, reading=reading, meeting=meeting, at=at)
    return url_of(kept)


def _streamed(board_id: int, by_id: int, upload: Upload, steps: Steps) -> Response:
    db.session.close()  # nothing is held while it reads, and the reader's language stays known
    app, speaks = current_app._get_current_object(), language()  # type: ignore[attr-defined]

    def told() -> Iterator[str]:
        """No context is held between two lines; each may be sent from elsewhere."""
        try:
            reading = yield from as_lines(steps)
            with app.app_context(), speaking(speaks), writing():
                board, by = db.session.get_one(Board, board_id), db.session.get_one(User, by_id)
                address = _keep(board, by, upload, reading)
            yield as_line(location=address)
        except Invalid as error:  # the answer has begun, so its last line says it
            with app.app_context(), speaking(speaks):
                said = _line_of(error)
            yield said

    response = Response(told(), mimetype=STREAM)
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _line_by_line() -> bool:
    return request.accept_mimetypes.best == STREAM


def _line_of(refusal: Invalid) -> str:
    return as_line(error=refusal.sentence, field=refusal.at_field)
