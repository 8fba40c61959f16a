"""A board's meetings: all of them, planning one, and the one page from which it is led."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request
from flask_login import login_required
from werkzeug.wrappers import Response

from actionboard.accounts.current_user import me
from actionboard.boards.access import enter, facilitated, leads
from actionboard.boards.models import Board
from actionboard.core import join_codes
from actionboard.core.errors import Invalid, Rejected
from actionboard.core.i18n import gettext as _
from actionboard.meetings.meeting_form import Plan
from actionboard.meetings.models import STICKERS, Meeting
from actionboard.meetings.notes import Note
from actionboard.meetings.participants import Participant
from actionboard.meetings.schedule import keep_next_day
from actionboard.meetings.views.blueprint import find, lead

meetings = Blueprint("meetings", __name__, url_prefix="/boards/<slug>/meetings")
ONE = "/<int:meeting>"
Answer = Response | tuple[str, int]


@meetings.before_request
@login_required
def only_signed_in() -> None:
    """A board's meetings are for who is signed in; phones have pages of their own."""


@meetings.get("")
def index(slug: str) -> str:
    """All meetings of a board, and the form for a new one."""
    return _index(enter(slug)[0])


@meetings.post("")
def plan(slug: str) -> Answer:
    """Make a meeting; its code and its flaps are there at once."""
    board = facilitated(slug)
    try:
        form = Plan.read(request.form, board.today)
        with board.turn():
            made = Meeting.plan(
                board, form.held_on, by=me(), place=form.place, title=form.title, inbox=form.inbox
            )
            keep_next_day(board, me())
    except Invalid as error:
        errors = {error.at_field: error.sentence}
        return _index(board, values=request.form, errors=errors), error.status
    return redirect(made.url, 303)


@meetings.get(ONE)
def show(slug: str, meeting: int) -> str:
    """The one address that whoever leads the meeting opens."""
    found = find(slug, meeting)
    return _page(
        "meetings/meeting.html",
        found,
        notes=Note.counts([found]).get(found.id, 0),
        phones=Participant.count(found),
        before=found.before(),
    )


@meetings.get(f"{ONE}/edit")
def edit(slug: str, meeting: int) -> str:
    """What can be set about a meeting."""
    facilitated(slug)
    return _edit(find(slug, meeting))


@meetings.post(ONE)
def change(slug: str, meeting: int) -> Answer:
    """Keep what was set: day, place, name, stickers, inbox, and the questions of the flaps."""
    try:
        with lead(slug, meeting) as found:
            form = Plan.read(request.form, found.board.today)
            found.change(
                me(),
                held_on=form.held_on,
                place=form.place,
                title=form.title,
                stickers=form.stickers,
                inbox=form.inbox,
            )
            for flap in found.flaps:
                if (asked := request.form.get(f"question-{flap.code}")) is not None:
                    flap.ask(asked, request.form.get(f"label-{flap.code}", flap.label), me())
            keep_next_day(found.board, me())
    except Rejected as refusal:
        if refusal.at_field is None:
            raise
        errors = {refusal.at_field: refusal.sentence}
        return _edit(find(slug, meeting), values=request.form, errors=errors), refusal.status
    flash(_("De bijeenkomst is gewijzigd."), found.board.undo_url or "message")
    return redirect(found.url, 303)


@meetings.delete(ONE)
def remove(slug: str, meeting: int) -> Response:
    """Take a meeting off the list; it can be undone."""
    with lead(slug, meeting) as found:
        found.remove(me())
        keep_next_day(found.board, me(), without=found.held_on)
    board: Board = g.turn
    flash(_("De bijeenkomst is weg."), board.undo_url)
    return redirect(f"{board.url}/meetings", 303)


def _index(board: Board, **context: Any) -> str:
    found = Meeting.on(board)
    around = {"values": {}, "errors": {}, "counts": Note.counts(found), "meetings": found}
    return _render("meetings/meetings.html", board, **{**around, **context})


def _edit(meeting: Meeting, **context: Any) -> str:
    questions = {f"question-{flap.code}": flap.question for flap in meeting.flaps}
    labels = {f"label-{flap.code}": flap.label for flap in meeting.flaps}
    values = {**Plan.values(meeting), **questions, **labels}
    return _page(
        "meetings/edit_meeting.html",
        meeting,
        stickers=[(one, one) for one in STICKERS],
        **{"values": values, "errors": {}, **context},
    )


def _page(template: str, meeting: Meeting, **context: Any) -> str:
    code = join_codes.in_two(meeting.code) if meeting.code else ""
    return _render(template, meeting.board, meeting=meeting, code=code, **context)


def _render(template: str, board: Board, **context: Any) -> str:
    return render_template(
        template,
        board=board,
        role=enter(board.slug)[1].value,
        leads=leads(board.slug),
        **context,
    )
