"""The round of promises on a phone: taking up the action on show, by when, and thinking again."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import abort, redirect, request

from actionboard.cards.models import Card
from actionboard.core.database import writing
from actionboard.core.errors import Rejected
from actionboard.meetings.errors import NotOnShow
from actionboard.meetings.meeting_form import number
from actionboard.meetings.models import Meeting
from actionboard.meetings.participants import Participant
from actionboard.phones import phone_cookie as handset
from actionboard.phones.views.screen import MINE, Answer, refused, room
from actionboard.wall import pending_claims as pledging
from actionboard.wall.claim_form import Wish, agree, take_up

claiming = room("claiming")
CLAIM = f"{MINE}/claims"


@claiming.post(CLAIM)
def claim(code: str) -> Answer:
    """Take up the action on show: at once with an account, else by a mail to oneself."""
    meeting = handset.meeting_of(code)
    try:
        with writing():
            participant, card = handset.join(meeting), _on_show(meeting)
            user, sent = handset.promiser(meeting), ""
            if user is None:
                source, at = handset.source(), datetime.now(UTC)
                pledging.pledge(meeting, participant, card, request.form, source, at)
                sent = f"?sent={card.number}"
        if user is not None:
            with meeting.board.turn():
                take_up(card, user, Wish.read(request.form, meeting))
    except Rejected as refusal:
        return refused(meeting, refusal)
    return redirect(f"{handset.home()}{sent}#claim", 303)


@claiming.post(f"{CLAIM}/plan")
def plan(code: str) -> Answer:
    """Say by when and on which level, of what one leads."""
    meeting = handset.meeting_of(code)
    try:
        with meeting.board.turn():
            card, user = _on_show(meeting), handset.promiser(meeting)
            if user is None or card.lead_id != user.id:
                abort(404)
            agree(card, user, Wish.read(request.form, meeting))
    except Rejected as refusal:
        return refused(meeting, refusal)
    return redirect(f"{handset.home()}#claim", 303)


@claiming.delete(CLAIM)
def release(code: str) -> Answer:
    """Not after all: give the promise back, or forget the mail that would make it."""
    meeting = handset.meeting_of(code)
    try:
        with meeting.board.turn():
            card, user = _on_show(meeting), handset.promiser(meeting)
            mine = Participant.find(meeting, handset.key()) or abort(404)
            if user is not None and card.lead_id == user.id:
                card.release(by=user)
        with writing():
            pledging.take_back(mine, card)
    except Rejected as refusal:
        return refused(meeting, refusal)
    return redirect(f"{handset.home()}#claim", 303)


def _on_show(meeting: Meeting) -> Card:
    """The action that the form is about, while it is large on the wall. Raises NotOnShow."""
    card = Card.find(meeting.board, number(request.form, "card")) or abort(404)
    if card.number != meeting.spot:
        raise NotOnShow()
    return card
