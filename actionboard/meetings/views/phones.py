"""A meeting on people's own phones: small pages for who joined by its code, and nothing else."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from actionboard import codes
from actionboard.accounts.models import Kind
from actionboard.boards.models import Level
from actionboard.cards.models import Card
from actionboard.db import db, writing
from actionboard.errors import Rejected
from actionboard.i18n import gettext as _
from actionboard.i18n import language
from actionboard.live.phone import Phone, PhoneView
from actionboard.live.stream import open_stream
from actionboard.live.tail import Watcher
from actionboard.meetings.bundling import leads
from actionboard.meetings.errors import NotOnShow
from actionboard.meetings.forms import number
from actionboard.meetings.guessing import TooManyGuesses, UnknownCode
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from actionboard.meetings.people import Participant
from actionboard.meetings.pledging import Pledge, pledge
from actionboard.meetings.programme import ACTIONS, Phase
from actionboard.meetings.views import handset
from actionboard.meetings.voting import Vote
from actionboard.web import htmx

phones = Blueprint("phones", __name__)
phones.after_request(handset.remember)
MINE = "/m/<code>"
Answer = BaseResponse | tuple[str, int] | str


@phones.get("/join")
def enter() -> BaseResponse | str:
    """Where a code is typed; a board's link and a meeting have the same door."""
    code = codes.plain(request.args.get("code", ""))[:12]
    return redirect(f"/join/{code}") if code.isalnum() else render_template("phone/code.html")


@phones.get(MINE)
def show(code: str) -> BaseResponse:
    """The phone's page, whatever step the meeting is at. Looking joins nothing yet."""
    return _page(handset.meeting_of(code))


@phones.get(f"{MINE}/screen")
def screen(code: str) -> Response:
    """The part of it that changes with the steps, and which one it is."""
    around = _around(handset.meeting_of(code))
    response = Response(render_template("phone/_screen.html", **around))
    response.headers["X-Screen"] = around["token"]
    return response


@phones.get(f"{MINE}/live")
def live(code: str) -> Response:
    """Tells the phone which screen is up: at once, and whenever that is another one."""
    meeting = handset.meeting_of(code)
    found = Participant.find(meeting, handset.key()) or abort(404)
    see, watcher = Phone.of(meeting), Watcher(meeting.board_id, found.key, PhoneView(meeting.id), 0)
    db.session.rollback()  # an open stream holds no connection
    return open_stream(see, 0, watcher)


@phones.post(f"{MINE}/me")
def introduce(code: str) -> Answer:
    """Join, or say from which side one comes, and a name if one likes."""
    meeting = handset.meeting_of(code)
    try:
        if request.form or Participant.find(meeting, handset.key()) is None:
            with writing():
                handset.join(meeting)
    except Rejected as refusal:
        return _refused(meeting, refusal)
    return Response(status=204) if htmx else redirect(handset.home(), 303)


@phones.post(f"{MINE}/notes")
def stick(code: str) -> Answer:
    """Stick a note; sent twice, it is stuck once."""
    meeting = handset.meeting_of(code)
    form = request.form
    try:
        with meeting.board.turn():
            db.session.refresh(meeting)
            level = form.get("level", "")
            note = Note.stick(
                meeting, form.get("flap", ""), form.get("words", ""),
                participant=handset.join(meeting),
                key=form.get("key", "")[:40] or None, who=form.get("who", ""),
                level_text=Level(level).label.lower() if level in list(Level)[:3] else "",
            )  # fmt: skip
    except Rejected as refusal:
        return _refused(meeting, refusal)
    if htmx:
        page = render_template("phone/_mine.html", note=note, home=handset.home())
        return Response(page, 201)
    return redirect(f"{handset.home()}?flap={note.flap}#mine", 303)


@phones.delete(f"{MINE}/notes/<int:note>")
def withdraw(code: str, note: int) -> Answer:
    """Take one's own note back."""
    meeting = handset.meeting_of(code)
    try:
        with meeting.board.turn():
            mine = Participant.find(meeting, handset.key())
            found = Note.find(meeting, note)
            if mine is None or found is None or found.participant_id != mine.id:
                abort(404)
            found.take_off(None)
    except Rejected as refusal:
        return _refused(meeting, refusal)
    return Response(status=204) if htmx else redirect(f"{handset.home()}#mine", 303)


@phones.post(f"{MINE}/votes")
def vote(code: str) -> Answer:
    """Put one's whole set of stickers; without a script, one more or one less."""
    meeting = handset.meeting_of(code)
    try:
        with writing():
            participant = handset.join(meeting)
            Vote.cast(meeting, participant, _dots(participant), datetime.now(UTC))
    except Rejected as refusal:
        return _refused(meeting, refusal)
    return Response(status=204) if htmx else redirect(handset.home(), 303)


@phones.post(f"{MINE}/claims")
def claim(code: str) -> Answer:
    """Take up the action on show: at once with an account, else by a mail to oneself."""
    meeting = handset.meeting_of(code)
    try:
        with writing():
            participant = handset.join(meeting)
            card = Card.find(meeting.board, number(request.form, "card")) or abort(404)
            if card.number != meeting.spot:
                raise NotOnShow()
            user, sent = handset.promiser(meeting), ""
            if user is None:
                at = datetime.now(UTC)
                pledge(meeting, participant, card, request.form, handset.source(), at)
                sent = f"?sent={card.number}"
        if user is not None:
            with meeting.board.turn():
                card.claim(by=user)
    except Rejected as refusal:
        return _refused(meeting, refusal)
    return redirect(f"{handset.home()}{sent}#claim", 303)


# Beneath the pages -----------------------------------------------------------------------------


@phones.before_request
def read_all() -> None:
    """Read the form before any turn is taken: nobody waits for a slow phone."""
    request.form  # noqa: B018  # reading it is what counts


@phones.errorhandler(UnknownCode)
@phones.errorhandler(TooManyGuesses)
def ask_again(refusal: Rejected) -> tuple[str, int]:
    """Let the code be typed once more."""
    page = render_template("phone/code.html", error=refusal.sentence, typed=_typed_code())
    return page, refusal.status


def _typed_code() -> str:
    return codes.plain(str((request.view_args or {}).get("code", "")))[:12]


def _has_mail(participant: Participant, card: Card) -> bool:
    """Whether a mail about this card went out; also right after one that brings nobody in."""
    just_now = request.args.get("sent") == str(card.number)
    return just_now or Pledge.of(participant, card) is not None


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


def _refused(meeting: Meeting, refusal: Rejected) -> Answer:
    if htmx:
        return refusal.sentence, refusal.status
    errors = {refusal.at_field or "": refusal.sentence}
    return _page(meeting, values=request.form, errors=errors, status=refusal.status)


def _page(meeting: Meeting, *, status: int = 200, **context: Any) -> BaseResponse:
    page = render_template("phone/page.html", **{**_around(meeting), **context})
    return Response(page, status)


def _sides() -> list[tuple[Kind, str]]:
    return list(zip(Kind, (_("school"), _("bedrijf"), _("anders")), strict=True))


def _around(meeting: Meeting) -> dict[str, Any]:
    phone, mine = Phone.of(meeting).face, Participant.find(meeting, handset.key())
    card = Card.find(meeting.board, meeting.spot) if meeting.spot else None
    flap = request.values.get("flap", "")
    voting = meeting.phase is Phase.VOTE and not meeting.polled
    actions = leads(Note.of(meeting, ACTIONS)) if voting else []
    return {
        "agreed": phone.agreed if mine or meeting.is_open else None, "phone": phone,
        "meeting": meeting, "home": handset.home(), "mine": mine, "Phase": Phase,
        "notes": Note.by(mine) if mine else [], "sides": _sides(),
        "flap": flap if phone.flap(flap) else ACTIONS, "levels": list(Level)[:3],
        "actions": [note for note in actions if not note.held], "values": {}, "errors": {},
        "dots": Vote.by(mine) if mine and voting else {},
        "card": card, "promiser": handset.promiser(meeting) if card else None,
        "pledged": bool(mine and card and _has_mail(mine, card)),
        "key": secrets.token_urlsafe(12), "token": phone.mark,
        "language": language(), "said": {"kept": _("Bewaard op je telefoon")},
    }  # fmt: skip
