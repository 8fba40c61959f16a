"""The page of a phone in a meeting, and the door for what is done on it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from actionboard.accounts.models import Kind
from actionboard.boards.levels import Level
from actionboard.boards.turn import seen_form
from actionboard.cards.models import Card
from actionboard.core import join_codes
from actionboard.core.database import writing
from actionboard.core.errors import Rejected
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import language
from actionboard.meetings.flap_questions import ACTIONS
from actionboard.meetings.meeting_codes import TooManyGuesses, UnknownCode
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from actionboard.meetings.participants import Participant
from actionboard.meetings.phases import Phase
from actionboard.phones import phone_cookie
from actionboard.phones.live_phone import Phone
from actionboard.wall import claim_form
from actionboard.wall.note_bundles import leads
from actionboard.wall.pending_claims import Pledge
from actionboard.wall.votes import Vote
from actionboard.web.changes import Door
from actionboard.web.replies import Reply
from actionboard.web.request_guards import htmx

MINE = "/m/<code>"
NOT_LET_IN = (UnknownCode, TooManyGuesses)


def room(name: str) -> Blueprint:
    """Routes for phones: each phone is known again; a wrong code is asked for once more."""
    made = Blueprint(name, __name__)
    made.after_request(phone_cookie.remember)
    for refusal in NOT_LET_IN:
        made.register_error_handler(refusal, _ask_again)
    return made


def page(meeting: Meeting, *, status: int = 200, **context: Any) -> BaseResponse:
    """The whole page."""
    return Response(render_template("phones/page.html", **{**around(meeting), **context}), status)


def answered(reply: Reply, *, home: str, **_around: Any) -> BaseResponse:
    """For the script that it is done, or what was made by it; else the page."""
    if not htmx:
        return redirect(reply.to or home, 303)
    return Response(reply.show(), 201) if reply.show else Response(status=204)


def refused(refusal: Rejected, address: Mapping[str, Any], **_around: Any) -> BaseResponse:
    """Why something can't be: a sentence for the script, else the page with what was typed."""
    if isinstance(refusal, NOT_LET_IN):
        raise refusal
    if htmx:
        return Response(refusal.sentence, refusal.status)
    errors = {refusal.at_field or "": refusal.sentence}
    meeting = phone_cookie.meeting_of(address["code"])
    return page(meeting, values=request.form, errors=errors, status=refusal.status)


def _door(around: Callable[[Meeting], AbstractContextManager[object]]) -> Door[Meeting]:
    @contextmanager
    def opened(code: str) -> Iterator[Meeting]:
        meeting = phone_cookie.meeting_of(code)
        with around(meeting):
            yield meeting

    return Door(
        opened,
        page="phones.show",
        home=lambda _meeting: phone_cookie.home(),
        answer=answered,
        refuse=refused,
    )


# Coming in, of which a part may be kept; what is written about the phone; what the board is told.
AT_THE_DOOR = _door(lambda _meeting: nullcontext())
ON_PHONE = _door(lambda _meeting: writing())
IN_TURN = _door(lambda meeting: meeting.board.turn(form=seen_form()))


def around(meeting: Meeting) -> dict[str, Any]:
    """All that its templates use."""
    phone, mine = Phone.of(meeting).face, Participant.find(meeting, phone_cookie.key())
    card = Card.find(meeting.board, meeting.spot) if meeting.spot else None
    flap = request.values.get("flap", "")
    voting = meeting.phase is Phase.VOTE and not meeting.polled
    actions = leads(Note.of(meeting, ACTIONS)) if voting else []
    return {
        "agreed": phone.agreed if mine or meeting.is_open else None,
        "phone": phone,
        "meeting": meeting,
        "home": phone_cookie.home(),
        "mine": mine,
        "Phase": Phase,
        "notes": Note.by(mine) if mine else [],
        "sides": _sides(),
        "flap": flap if phone.flap(flap) else ACTIONS,
        "levels": list(Level)[:3],
        "actions": [note for note in actions if not note.held],
        "values": {},
        "errors": {},
        "dots": Vote.by(mine) if mine and voting else {},
        "card": card,
        "promiser": phone_cookie.promiser(meeting) if card else None,
        "pledged": bool(mine and card and _has_mail(mine, card)),
        "next_on": claim_form.next_day(meeting) if card else None,
        "soon": claim_form.soon(meeting.board.today) if card else (),
        "Level": Level,
        "key": secrets.token_urlsafe(12),
        "token": phone.mark,
        "language": language(),
        "said": {"kept": _("Bewaard op je telefoon")},
    }


def _has_mail(participant: Participant, card: Card) -> bool:
    """Whether a mail about this card went out; also right after one that brings nobody in."""
    just_now = request.args.get("sent") == str(card.number)
    return just_now or Pledge.of(participant, card) is not None


def _sides() -> list[tuple[Kind, str]]:
    return list(zip(Kind, (_("school"), _("bedrijf"), _("anders")), strict=True))


def _ask_again(refusal: Rejected) -> tuple[str, int]:
    typed = join_codes.plain(str((request.view_args or {}).get("code", "")))[:12]
    page = render_template("phones/type_code.html", error=refusal.sentence, typed=typed)
    return page, refusal.status
