"""Closing a meeting: the next one is planned, and the minutes lie ready to be read over."""

from __future__ import annotations

from datetime import date

from actionboard.accounts.models import User
from actionboard.agenda import minutes_draft
from actionboard.agenda.agenda import Walk
from actionboard.agenda.minutes_versions import MinutesVersion
from actionboard.core.database import db
from actionboard.core.errors import Invalid
from actionboard.core.messages import N_
from actionboard.meetings.models import CHANGED, Meeting
from actionboard.meetings.phases import Phase
from actionboard.meetings.schedule import keep_next_day
from actionboard.wall import votes


def close(
    meeting: Meeting, by: User, *, next_on: date | None = None, next_place: str = ""
) -> MinutesVersion:
    """Close a meeting and draft its minutes. Raises Invalid for a next day that isn't later."""
    if next_on is not None and next_on <= meeting.held_on:
        raise Invalid("next_on", N_("De volgende bijeenkomst is na deze. Kies een latere dag."))
    if walk := Walk.of(meeting):
        walk.end(by)
    following = _plan(meeting, by, next_on, next_place) if next_on else upcoming(meeting)
    meeting.next_on = next_on or (following.held_on if following else None)
    votes.forget(meeting)
    if meeting.phase is not Phase.CLOSED:
        meeting.enter(Phase.CLOSED, by)
    elif db.session.is_modified(meeting):
        meeting.board.record(CHANGED, meeting, by)
    keep_next_day(meeting.board, by, after=meeting.held_on)
    return MinutesVersion.draft(meeting, minutes_draft.draft(meeting, following), by)


def upcoming(meeting: Meeting) -> Meeting | None:
    """The meeting after this one, if it was planned."""
    later = [one for one in Meeting.on(meeting.board) if one.held_on > meeting.held_on]
    return min(later, key=lambda one: one.held_on, default=None)


def _plan(meeting: Meeting, by: User, next_on: date, place: str) -> Meeting:
    """The next meeting; the one that was planned for that day already, if there is one."""
    known = [one for one in Meeting.on(meeting.board) if one.held_on == next_on]
    if known:
        return known[0]
    return Meeting.plan(meeting.board, next_on, by=by, place=place, title=meeting.title)
