"""Flap 2B over HTTP: bring a list in, look at it, put it on the board, take it off again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import UTC, datetime

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
)
from flask_login import login_required
from sqlalchemy import select
from werkzeug.wrappers import Response as BaseResponse

from actionboard.accounts.models import User
from actionboard.boards.finding import find_board
from actionboard.boards.models import Board, Level
from actionboard.cards.answers import me
from actionboard.db import db, writing
from actionboard.errors import Invalid, NotAllowed
from actionboard.i18n import gettext as _
from actionboard.i18n import language, ngettext, speaking
from actionboard.meetings.lists import importing
from actionboard.meetings.lists.importing import OnTheBoardAlready, Reading
from actionboard.meetings.lists.lines import Line
from actionboard.meetings.lists.preview import Preview, corrected, day_for, titles_of
from actionboard.meetings.lists.upload import Upload, as_line, as_lines, finished
from actionboard.meetings.models import Import, Meeting
from actionboard.web import htmx

imports = Blueprint("imports", __name__, url_prefix="/boards/<slug>")
ONE = "/imports/<int:number>"
STREAM = "application/x-ndjson"


@imports.before_request
@login_required
def only_signed_in() -> None:
    """Everything about an import needs somebody who is signed in."""


@imports.get("/import")
def new(slug: str) -> str:
    """Where a list comes in, and what came in before."""
    return _form(_board(slug))


@imports.post("/import")
def bring(slug: str) -> BaseResponse | tuple[str, int]:
    """Read a list; a script that asks for it hears how far it is."""
    board = _board(slug)
    streams = request.accept_mimetypes.best == STREAM
    try:
        upload = Upload.of(request, board.today)
        if streams:
            return _streamed(board, upload)
        steps = upload.steps(importing.titles(board), board.today)
        board_id, by_id = board.id, me().id
        db.session.rollback()  # nothing is held while it reads
        url = _keep(board_id, by_id, upload, finished(steps))
    except Invalid as error:
        if streams:
            return Response(as_line(error=error.sentence, field=error.at_field), mimetype=STREAM)
        errors = {error.at_field: error.sentence}
        return _form(board, values=request.form, errors=errors), error.status
    return redirect(url, 303)


@imports.get(ONE)
def show(slug: str, number: int) -> BaseResponse | str:
    """What was made of a list, to look at and correct."""
    board, draft = _find(slug, number)
    preview = Preview(draft, titles_of(board), request.args.get("page", 1, type=int))
    return render_template(
        "imports/preview.html", board=board, draft=draft, preview=preview, role=_role(board),
        levels=list(Level), url=_url(board, draft),
    )  # fmt: skip


@imports.post(ONE)
def correct(slug: str, number: int) -> BaseResponse:
    """Keep what was typed on a page of lines, and leave a line out or bring it back."""
    board = _board(slug)
    toggled = request.form.get("toggle", 0, type=int)
    with writing():
        draft = _draft(board, number)
        _change(draft, lambda line: _typed(line, draft, toggled), {*_rows(), toggled})
    page = Preview(draft, {}).page_of(toggled or request.form.get("first", 0, type=int))
    return redirect(f"{_url(board, draft)}?page={page}#line-{toggled}" if toggled
                    else f"{_url(board, draft)}?page={page}", 303)  # fmt: skip


@imports.post(f"{ONE}/rows/<int:row>")
def correct_row(slug: str, number: int, row: int) -> BaseResponse | str:
    """Keep what was typed on one line; answers with what is understood now."""
    board = _board(slug)
    toggled = request.form.get("toggle", 0, type=int)
    with writing():
        draft = _draft(board, number)
        _change(draft, lambda line: _typed(line, draft, toggled), {row})
    preview = Preview(draft, titles_of(board))
    if row not in preview.by_row:
        abort(404)
    if not htmx:
        return redirect(f"{_url(board, draft)}?page={preview.page_of(row)}#line-{row}", 303)
    return render_template(
        "imports/_answer.html", board=board, draft=draft, preview=preview, levels=list(Level),
        shown=preview.show(preview.by_row[row]), whole=bool(toggled), url=_url(board, draft),
    )  # fmt: skip


@imports.post(f"{ONE}/cards")
def confirm(slug: str, number: int) -> BaseResponse:
    """Put it on the board; everyone sees the cards arrive."""
    board = _board(slug)
    with board.turn():
        draft = Import.find(board, number) or abort(404)
        if not draft.confirmed:
            _change(draft, lambda line: _typed(line, draft, 0), _rows())
        count = importing.confirm(board, draft, me())
    said = ngettext("%(num)s actie staat in Voorstel.", "%(num)s acties staan in Voorstel.", count)
    flash(said, _undo(board, board.recorded[-1]))
    return redirect(board.url, 303)


@imports.delete(f"{ONE}/cards")
def take_back(slug: str, number: int) -> BaseResponse:
    """Take the whole list off the board; it waits here as a draft again."""
    board = _board(slug)
    with board.turn():
        draft = Import.find(board, number) or abort(404)
        if draft.confirmed:
            importing.undo(board, draft, me())
    flash(_("De lijst is van het bord. Hij staat hier weer klaar."), _undo(board))
    return redirect(_url(board, draft), 303)


@imports.delete(ONE)
def discard(slug: str, number: int) -> BaseResponse:
    """Throw a draft away."""
    board, draft = _find(slug, number)
    logged = importing.confirmed_at(draft) is not None
    with board.turn() if logged else writing():
        importing.discard(board, _draft(board, number), me())
    flash(_("De lijst is weggegooid."), _undo(board))
    return redirect(f"{board.url}/import", 303)


# Beneath the pages -----------------------------------------------------------------------------


def _board(slug: str) -> Board:
    board = find_board(slug)
    if not me().may_facilitate(board.id):
        raise NotAllowed()
    return board


def _find(slug: str, number: int) -> tuple[Board, Import]:
    board = _board(slug)
    return board, Import.find(board, number) or abort(404)


def _draft(board: Board, number: int) -> Import:
    draft = Import.find(board, number) or abort(404)
    if draft.confirmed:
        raise OnTheBoardAlready()
    return draft


def _change(draft: Import, change: Callable[[Line], Line], rows: Collection[int]) -> None:
    """Change the lines of a draft that stand in these rows."""
    draft.rows = [
        change(Line.from_dict(one)).as_dict() if one["row"] in rows else one for one in draft.rows
    ]


def _rows() -> set[int]:
    """The rows that this request's form is about."""
    ends = (name.rpartition("-")[2] for name in request.form)
    return {int(end) for end in ends if end.isdecimal()}


def _typed(line: Line, draft: Import, toggled: int) -> Line:
    """A line with what this request's form says about it, if it says anything."""
    fields = _fields(line.row)
    if fields:
        line = corrected(line, fields, day_for(draft))
    return line.with_(left_out=not line.left_out) if line.row == toggled else line


def _fields(row: int) -> Mapping[str, str]:
    names = ("title", "who", "level", "due", "votes", "choice")
    return {name: request.form[key] for name in names if (key := f"{name}-{row}") in request.form}


def _keep(board_id: int, by_id: int, upload: Upload, reading: Reading) -> str:
    """Make a draft of a reading, in one short transaction; answers with its address."""
    with writing():
        board, by = db.session.get_one(Board, board_id), db.session.get_one(User, by_id)
        day = upload.held_on
        meeting = importing.meeting_on(board, day, upload.place) if day else None
        name = upload.name or _("Geplakte lijst")
        kept = importing.draft(
            board, by, name=name, reading=reading, meeting=meeting, at=datetime.now(UTC)
        )
        return _url(board, kept)


def _streamed(board: Board, upload: Upload) -> Response:
    known, today, ids = importing.titles(board), board.today, (board.id, me().id)
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
    around = {"values": values, "errors": {}, "lists": Import.on(board), "role": _role(board)}
    return render_template("imports/new.html", board=board, **{**around, **context})


def _role(board: Board) -> str:
    return str(me().role_on(board.id))


def _undo(board: Board, version: int = 0) -> str:
    """Where the first entry of the turn is taken back, or another; nowhere without a turn."""
    version = version or next(iter(board.recorded), 0)
    return f"{board.url}/activities/{version}/undo" if version else "message"


def _url(board: Board, draft: Import) -> str:
    return f"{board.url}/imports/{draft.id}"
