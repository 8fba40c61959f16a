"""One's own stickers on a phone."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Response, redirect, request

from actionboard.core.database import writing
from actionboard.core.errors import Rejected
from actionboard.meetings.participants import Participant
from actionboard.phones import phone_cookie
from actionboard.phones.views.phone import phones
from actionboard.phones.views.screen import MINE, Answer, refused
from actionboard.wall.votes import Vote
from actionboard.web.request_guards import htmx


@phones.post(f"{MINE}/votes")
def vote(code: str) -> Answer:
    """Put one's whole set of stickers; without a script, one more or one less."""
    meeting = phone_cookie.meeting_of(code)
    try:
        with writing():
            participant = phone_cookie.join(meeting)
            Vote.cast(meeting, participant, _dots(participant), datetime.now(UTC))
    except Rejected as refusal:
        return refused(meeting, refusal)
    return Response(status=204) if htmx else redirect(phone_cookie.home(), 303)


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
