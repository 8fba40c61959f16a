"""The round of promises on a phone: taking up the action on show, by when, and thinking again."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import abort, request

from actionboard.cards.models import Card
from actionboard.core.database import writing
from actionboard.core.form_fields import read_number
from actionboard.meetings.errors import NotOnShow
from actionboard.meetings.models import Meeting
from actionboard.meetings.participants import Participant
from actionboard.phones import phone_cookie
from actionboard.phones.views.screen import AT_THE_DOOR, IN_TURN, MINE, room
from actionboard.wall import pending_claims
from actionboard.wall.claim_form import Wish, agree, take_up
from actionboard.web.changes import changes
from actionboard.web.replies import Reply

claiming = room("claiming")
CLAIM = f"{MINE}/claims"


@claiming.post(CLAIM)
@changes(AT_THE_DOOR)
def claim(meeting: Meeting) -> Reply:
    """Take up the action on show: at once with an account, else by a mail to oneself."""
    with writing():  # who joined stays, whatever becomes of the promise
        participant, card = phone_cookie.join(meeting), _on_show(meeting)
        user, sent = phone_cookie.promiser(meeting), ""
        if user is None:
            source, at = phone_cookie.source(), datetime.now(UTC)
            pending_claims.pledge(meeting, participant, card, request.form, source, at)
            sent = f"?sent={card.number}"
    if user is not None:
        with meeting.board.turn():
            take_up(card, user, Wish.read(request.form, meeting))
    return Reply(to=f"{phone_cookie.home()}{sent}#claim")


@claiming.post(f"{CLAIM}/plan")
@changes(IN_TURN)
def plan(meeting: Meeting) -> Reply:
    """Say by when and on which level, of what one leads."""
    card, user = _on_show(meeting), phone_cookie.promiser(meeting)
    if user is None or card.lead_id != user.id:
        abort(404)
    agree(card, user, Wish.read(request.form, meeting))
    return Reply(to=f"{phone_cookie.home()}#claim")


@claiming.delete(CLAIM)
@changes(AT_THE_DOOR)
def release(meeting: Meeting) -> Reply:
    """Not after all: give the promise back, or forget the mail that would make it."""
    with meeting.board.turn():
        card, user = _on_show(meeting), phone_cookie.promiser(meeting)
        mine = Participant.find(meeting, phone_cookie.key()) or abort(404)
        if user is not None and card.lead_id == user.id:
            card.release(by=user)
    with writing():
        pending_claims.take_back(mine, card)
    return Reply(to=f"{phone_cookie.home()}#claim")


def _on_show(meeting: Meeting) -> Card:
    """The action that the form is about, while it is large on the wall. Raises NotOnShow."""
    card = Card.find(meeting.board, read_number(request.form.get("card"))) or abort(404)
    if card.number != meeting.spot:
        raise NotOnShow()
    return card
