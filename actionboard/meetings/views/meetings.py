"""A board's meetings: all of them, planning one, and the one page from which it is led."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request
from flask_login import login_required

from actionboard.accounts.current_user import me
from actionboard.boards.access import enter, facilitated, leads
from actionboard.boards.models import Board
from actionboard.boards.turn import facilitated_turn
from actionboard.core import join_codes
from actionboard.core.i18n import gettext as _
from actionboard.meetings.meeting_form import Plan
from actionboard.meetings.models import STICKERS, Meeting
from actionboard.meetings.notes import Note
from actionboard.meetings.participants import Participant
from actionboard.meetings.schedule import keep_next_day
from actionboard.meetings.views.blueprint import OF_MEETING, find
from actionboard.web.changes import Door, changes
from actionboard.web.replies import NOTHING, Reply, Typed

meetings = Blueprint("meetings", __name__, url_prefix="/boards/<slug>/meetings")
ONE = "/<int:meeting>"


def _list(board: Board) -> str:
    return f"{board.url}/meetings"


OF_LIST: Door[Board] = Door(facilitated_turn, page="meetings.index", home=_list)


@meetings.before_request
@login_required
def only_signed_in() -> None:
    """A board's meetings are for who is signed in; phones have pages of their own."""


@meetings.get("")
def index(slug: str, typed: Typed = NOTHING) -> str:
    """All meetings of a board, and the form for a new one."""
    board = enter(slug)[0]
    found = Meeting.on(board)
    return _render(
        "meetings/meetings.html",
        board,
        counts=Note.counts(found),
        meetings=found,
        values=typed.values,
        errors=typed.errors,
    )


@meetings.post("")
@changes(OF_LIST, form=index)
def plan(board: Board) -> Reply:
    """Make a meeting; its code and its flaps are there at once."""
    form = Plan.read(request.form, board.today)
    made = Meeting.plan(
        board, form.held_on, by=me(), place=form.place, title=form.title, inbox=form.inbox
    )
    keep_next_day(board, me())
    return Reply(to=made.url)


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
def edit(slug: str, meeting: int, typed: Typed = NOTHING) -> str:
    """What can be set about a meeting."""
    facilitated(slug)
    found = find(slug, meeting)
    questions = {f"question-{flap.code}": flap.question for flap in found.flaps}
    labels = {f"label-{flap.code}": flap.label for flap in found.flaps}
    return _page(
        "meetings/edit_meeting.html",
        found,
        stickers=[(one, one) for one in STICKERS],
        values=typed.values if typed else {**Plan.values(found), **questions, **labels},
        errors=typed.errors,
    )


@meetings.post(ONE)
@changes(OF_MEETING, form=edit)
def change(found: Meeting) -> Reply:
    """Keep what was set: day, place, name, stickers, inbox, and the questions of the flaps."""
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
    return Reply(_("De bijeenkomst is gewijzigd."))


@meetings.delete(ONE)
@changes(OF_MEETING)
def remove(found: Meeting) -> Reply:
    """Take a meeting off the list; it can be undone."""
    found.remove(me())
    keep_next_day(found.board, me(), without=found.held_on)
    return Reply(_("De bijeenkomst is weg."), to=_list(found.board))


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
