"""A draft as a page: looking at it, correcting it, putting it on the board, taking it off."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager

from flask import abort, render_template, request

from actionboard.accounts.current_user import me
from actionboard.boards.access import facilitated
from actionboard.boards.levels import Level
from actionboard.boards.turn import facilitated_turn
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import ngettext
from actionboard.imports import drafts
from actionboard.imports.draft_lines import Line
from actionboard.imports.drafts import OnTheBoardAlready
from actionboard.imports.models import Import
from actionboard.imports.preview import Preview, corrected, day_for, titles_of
from actionboard.imports.views.blueprint import imports, url_of
from actionboard.web.changes import Door, changes, written
from actionboard.web.replies import Reply

ONE = "/imports/<int:number>"


def _draft(slug: str, number: int) -> Import:
    """A draft of which the lines change; the board doesn't yet. Raises OnTheBoardAlready."""
    draft = Import.find(facilitated(slug), number) or abort(404)
    if draft.confirmed:
        raise OnTheBoardAlready()
    return draft


@contextmanager
def _putting(slug: str, number: int) -> Iterator[Import]:
    """A list that comes onto the board or goes off it, in the board's turn."""
    with facilitated_turn(slug) as board:
        yield Import.find(board, number) or abort(404)


OF_DRAFT: Door[Import] = Door(written(_draft), page="imports.show", home=url_of)
OF_LIST: Door[Import] = Door(_putting, page="imports.show", home=url_of)


@imports.get(ONE)
def show(slug: str, number: int) -> str:
    """What was made of a list, to look at and correct."""
    board = facilitated(slug)
    draft = Import.find(board, number) or abort(404)
    preview = Preview(draft, titles_of(board), request.args.get("page", 1, type=int))
    return render_template(
        "imports/preview.html",
        board=board,
        draft=draft,
        preview=preview,
        role=me().role_on(board.id),
        levels=list(Level),
        url=url_of(draft),
    )


@imports.post(ONE)
@changes(OF_DRAFT)
def correct(draft: Import) -> Reply:
    """Keep what was typed on a page of lines, and leave a line out or bring it back."""
    toggled = request.form.get("toggle", 0, type=int)
    _change(draft, lambda line: _typed(line, draft, toggled), {*_rows(), toggled})
    page = Preview(draft, {}).page_of(toggled or request.form.get("first", 0, type=int))
    at_line = f"#line-{toggled}" if toggled else ""
    return Reply(to=f"{url_of(draft)}?page={page}{at_line}")


@imports.post(f"{ONE}/rows/<int:row>")
@changes(OF_DRAFT)
def correct_row(draft: Import, row: int) -> Reply:
    """Keep what was typed on one line; answers with what is understood now."""
    toggled = request.form.get("toggle", 0, type=int)
    _change(draft, lambda line: _typed(line, draft, toggled), {row})
    preview = Preview(draft, {})
    if row not in preview.by_row:
        abort(404)
    page = f"{url_of(draft)}?page={preview.page_of(row)}#line-{row}"
    return Reply(to=page, show=lambda: _understood(draft, row, whole=bool(toggled)))


@imports.post(f"{ONE}/cards")
@changes(OF_LIST)
def confirm(draft: Import) -> Reply:
    """Put it on the board; everyone sees the cards arrive."""
    if not draft.confirmed:
        _change(draft, lambda line: _typed(line, draft, 0), _rows())
    count = drafts.confirm(draft.board, draft, me())
    said = ngettext("%(num)s actie staat in Voorstel.", "%(num)s acties staan in Voorstel.", count)
    return Reply(said, to=draft.board.url)


@imports.delete(f"{ONE}/cards")
@changes(OF_LIST)
def take_back(draft: Import) -> Reply:
    """Take the whole list off the board; it waits here as a draft again."""
    if draft.confirmed:
        drafts.take_off(draft.board, draft, me())
    return Reply(_("De lijst is van het bord. Hij staat hier weer klaar."))


@imports.delete(ONE)
@changes(OF_LIST)
def discard(draft: Import) -> Reply:
    """Throw a draft away."""
    drafts.discard(draft.board, draft, me())
    return Reply(_("De lijst is weggegooid."), to=f"{draft.board.url}/import")


# Beneath the pages -----------------------------------------------------------------------------


def _understood(draft: Import, row: int, *, whole: bool) -> str:
    """What a line says now; all of it when it was left out or brought back."""
    preview = Preview(draft, titles_of(draft.board))
    return render_template(
        "imports/_line_reply.html",
        board=draft.board,
        draft=draft,
        preview=preview,
        levels=list(Level),
        shown=preview.show(preview.by_row[row]),
        whole=whole,
        url=url_of(draft),
    )


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
