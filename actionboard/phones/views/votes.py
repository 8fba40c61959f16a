"""One's own stickers on a phone."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import request

from actionboard.meetings.models import Meeting
from actionboard.meetings.participants import Participant
from actionboard.phones import phone_cookie
from actionboard.phones.views.phone import phones
from actionboard.phones.views.screen import MINE, ON_PHONE
from actionboard.wall.votes import Vote
from actionboard.web.changes import changes
from actionboard.web.replies import Reply


@phones.post(f"{MINE}/votes")
@changes(ON_PHONE)
def vote(meeting: Meeting) -> Reply:
    """Put one's whole set of stickers; without a script, one more or one less."""
    participant = phone_cookie.join(meeting)
    Vote.cast(meeting, participant, _dots(participant), datetime.now(UTC))
    return Reply()


def _dots(participant: Participant) -> dict[int, int]:
    form = request.form
    if "add" not in form and "take" not in form:
        placed = [int(one) for one in form.getlist("dot") if one.isdecimal() and len(one) < 10]
        return {number: placed.count(number) for number in placed}
    dots = Vote.by(participant)
    for field, step in (("add", 1), ("take", -1)):
        if (one := form.get(field, "")).isdecimal() and len(one) < 10:
            dots[int(one)] = max(0, dots.get(int(one), 0) + step)
    return dots
