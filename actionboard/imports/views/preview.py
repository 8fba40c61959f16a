"""A draft as a page: looking at it, correcting it, putting it on the board, taking it off."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from flask import abort, flash, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from actionboard.accounts.current_user import me
from actionboard.boards.access import facilitated
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.core.database import writing
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import ngettext
from actionboard.imports import drafts
from actionboard.imports.draft_lines import Line
from actionboard.imports.drafts import OnTheBoardAlready
from actionboard.imports.models import Import
from actionboard.imports.preview import Preview, corrected, day_for, titles_of
from actionboard.imports.views.blueprint import imports, url_of
from actionboard.web.request_guards import htmx

ONE = "/imports/<int:number>"


@imports.get(ONE)
def show(slug: str, number: int) -> BaseResponse | str:
    """What was made of a list, to look at and correct."""
    board, draft = _find(slug, number)
    preview = Preview(draft, titles_of(board), request.args.get("page", 1, type=int))
    return render_template(
        "imports/preview.html",
        board=board,
        draft=draft,
        preview=preview,
        role=me().role_on(board.id),
        levels=list(Level),
        url=url_of(board, draft),
    )


@imports.post(ONE)
def correct(slug: str, number: int) -> BaseResponse:
    """Keep what was typed on a page of lines, and leave a line out or bring it back."""
    board = facilitated(slug)
    toggled = request.form.get("toggle", 0, type=int)
    with writing():
        draft = _draft(board, number)
        _change(draft, lambda line: _typed(line, draft, toggled), {*_rows(), toggled})
    page = Preview(draft, {}).page_of(toggled or request.form.get("first", 0, type=int))
    at_line = f"#line-{toggled}" if toggled else ""
    return redirect(f"{url_of(board, draft)}?page={page}{at_line}", 303)


@imports.post(f"{ONE}/rows/<int:row>")
def correct_row(slug: str, number: int, row: int) -> BaseResponse | str:
    """Keep what was typed on one line; answers with what is understood now."""
    board = facilitated(slug)
    toggled = request.form.get("toggle", 0, type=int)
    with writing():
        draft = _draft(board, number)
        _change(draft, lambda line: _typed(line, draft, toggled), {row})
    preview = Preview(draft, titles_of(board))
    if row not in preview.by_row:
        abort(404)
    if not htmx:
        return redirect(f"{url_of(board, draft)}?page={preview.page_of(row)}#line-{row}", 303)
    return render_template(
        "imports/_line_reply.html",
        board=board,
        draft=draft,
        preview=preview,
        levels=list(Level),
        shown=preview.show(preview.by_row[row]),
        whole=bool(toggled),
        url=url_of(board, draft),
    )


@imports.post(f"{ONE}/cards")
def confirm(slug: str, number: int) -> BaseResponse:
    """Put it on the board; everyone sees the cards arrive."""
    board = facilitated(slug)
    with board.turn():
        draft = Import.find(board, number) or abort(404)
        if not draft.confirmed:
            _change(draft, lambda line: _typed(line, draft, 0), _rows())
        count = drafts.confirm(board, draft, me())
    said = ngettext("%(num)s actie staat in Voorstel.", "%(num)s acties staan in Voorstel.", count)
    flash(said, board.undo_url)
    return redirect(board.url, 303)


@imports.delete(f"{ONE}/cards")
def take_back(slug: str, number: int) -> BaseResponse:
    """Take the whole list off the board; it waits here as a draft again."""
    board = facilitated(slug)
    with board.turn():
        draft = Import.find(board, number) or abort(404)
        if draft.confirmed:
            drafts.take_off(board, draft, me())
    flash(_("De lijst is van het bord. Hij staat hier weer klaar."), board.undo_url or "message")
    return redirect(url_of(board, draft), 303)


@imports.delete(ONE)
def discard(slug: str, number: int) -> BaseResponse:
    """Throw a draft away."""
    board, _draft_there = _find(slug, number)
    with board.turn():
        drafts.discard(board, _draft(board, number), me())
    flash(_("De lijst is weggegooid."), board.undo_url or "message")
    return redirect(f"{board.url}/import", 303)


# Beneath the pages -----------------------------------------------------------------------------


def _find(slug: str, number: int) -> tuple[Board, Import]:
    board = facilitated(slug)
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
