"""A meeting on people's own phones: small pages for who joined by its code, and nothing else."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    g,
    redirect,
    render_template,
    request,
)
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from actionboard import codes
from actionboard.accounts.budgets import source_of
from actionboard.accounts.models import Kind, User
from actionboard.accounts.sessions import hashed
from actionboard.boards.models import Level
from actionboard.cards.models import Card
from actionboard.db import db, writing
from actionboard.errors import Rejected
from actionboard.i18n import gettext as _
from actionboard.i18n import language
from actionboard.live.phone import Phone, PhoneView
from actionboard.live.stream import open_stream
from actionboard.live.tail import Watcher
from actionboard.meetings import joining
from actionboard.meetings.bundling import leads
from actionboard.meetings.errors import NotOnShow
from actionboard.meetings.forms import number
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from actionboard.meetings.people import Participant
from actionboard.meetings.pledging import Pledge, pledge
from actionboard.meetings.programme import ACTIONS, Phase
from actionboard.meetings.table.faces import TableFace
from actionboard.meetings.voting import Vote
from actionboard.web import htmx

phones = Blueprint("phones", __name__)
MINE = "/m/<code>"
Answer = BaseResponse | tuple[str, int] | str
LASTS = 30 * 24 * 3600  # seconds that a phone is known


@phones.get("/join")
def enter() -> BaseResponse | str:
    """Where a code is typed; a board's link and a meeting have the same door."""
    code = codes.plain(request.args.get("code", ""))[:12]
    return redirect(f"/join/{code}") if code.isalnum() else render_template("phone/code.html")


@phones.get(MINE)
def show(code: str) -> BaseResponse:
    """The phone's page, whatever step the meeting is at. Looking joins nothing yet."""
    return _page(_meeting(code))


@phones.get(f"{MINE}/screen")
def screen(code: str) -> Response:
    """The part of it that changes with the steps, and which one it is."""
    around = _around(_meeting(code))
    response = Response(render_template("phone/_screen.html", **around))
    response.headers["X-Screen"] = around["token"]
    return response


@phones.get(f"{MINE}/live")
def live(code: str) -> Response:
    """Tells the phone when its screen is another one."""
    meeting = _meeting(code)
    found = Participant.find(meeting, _key()) or abort(404)
    view = PhoneView(meeting.id)
    see = Phone.of(meeting)
    watcher = Watcher(meeting.board_id, found.key, view, 0)
    db.session.rollback()  # an open stream holds no connection
    return open_stream(see, see.version, watcher)


@phones.post(f"{MINE}/me")
def introduce(code: str) -> Answer:
    """Join, or say from which side one comes, and a name if one likes."""
    meeting = _meeting(code)
    try:
        with writing():
            _join(meeting)
    except Rejected as refusal:
        return _refused(meeting, refusal)
    return Response(status=204) if htmx else redirect(_home(meeting), 303)


@phones.post(f"{MINE}/notes")
def stick(code: str) -> Answer:
    """Stick a note; sent twice, it is stuck once."""
    meeting = _meeting(code)
    form = request.form
    try:
        with meeting.board.turn():
            db.session.refresh(meeting)
            level = form.get("level", "")
            note = Note.stick(
                meeting, form.get("flap", ""), form.get("words", ""), participant=_join(meeting),
                key=form.get("key", "")[:40] or None, who=form.get("who", ""),
                level_text=Level(level).label.lower() if level in list(Level)[:3] else "",
            )  # fmt: skip
    except Rejected as refusal:
        return _refused(meeting, refusal)
    if htmx:
        page = render_template("phone/_mine.html", note=note, home=_home(meeting))
        return Response(page, 201)
    return redirect(f"{_home(meeting)}?flap={note.flap}#mine", 303)


@phones.delete(f"{MINE}/notes/<int:note>")
def withdraw(code: str, note: int) -> Answer:
    """Take one's own note back."""
    meeting = _meeting(code)
    try:
        with meeting.board.turn():
            mine = Participant.find(meeting, _key())
            found = Note.find(meeting, note)
            if mine is None or found is None or found.participant_id != mine.id:
                abort(404)
            found.take_off(None)
    except Rejected as refusal:
        return _refused(meeting, refusal)
    return Response(status=204) if htmx else redirect(f"{_home(meeting)}#mine", 303)


@phones.post(f"{MINE}/votes")
def vote(code: str) -> Answer:
    """Put one's whole set of stickers; without a script, one more or one less."""
    meeting = _meeting(code)
    try:
        with writing():
            participant = _join(meeting)
            Vote.cast(meeting, participant, _dots(participant), datetime.now(UTC))
    except Rejected as refusal:
        return _refused(meeting, refusal)
    return Response(status=204) if htmx else redirect(_home(meeting), 303)


@phones.post(f"{MINE}/claims")
def claim(code: str) -> Answer:
    """Take up the action on show: at once with an account, else by a mail to oneself."""
    meeting = _meeting(code)
    try:
        with writing():
            participant = _join(meeting)
            card = Card.find(meeting.board, number(request.form, "card")) or abort(404)
            if card.number != meeting.spot:
                raise NotOnShow()
            user, sent = _promiser(meeting), ""
            if user is None:
                source = source_of(request.remote_addr or "")
                pledge(meeting, participant, card, request.form, source, datetime.now(UTC))
                sent = f"?sent={card.number}"
        if user is not None:
            with meeting.board.turn():
                card.claim(by=user)
    except Rejected as refusal:
        return _refused(meeting, refusal)
    return redirect(f"{_home(meeting)}{sent}#claim", 303)


# Beneath the pages -----------------------------------------------------------------------------


def _meeting(code: str) -> Meeting:
    return Meeting.with_code(code) or abort(404)


def _home(meeting: Meeting) -> str:
    return f"/m/{meeting.code}"


def _cookie() -> str:
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    return "__Host-deelnemer" if secure else "deelnemer"


def _secret() -> str:
    """What this phone's cookie holds; a new one when it has none."""
    if "phone" not in g:
        known = request.cookies.get(_cookie(), "")
        g.phone = known if len(known) >= 32 else secrets.token_urlsafe(32)
    return str(g.phone)


def _key() -> str:
    """This phone as it is stored: never equal to the key of a browser or a link, whatever its
    cookie says, so that it keeps no stream open that isn't its own."""
    return hashed(f"phone:{_secret()}")


@phones.before_request
def read_all() -> None:
    """Read the form before any turn is taken: nobody waits for a slow phone."""
    request.form  # noqa: B018  # reading it is what counts


@phones.after_request
def remember(response: Response) -> Response:
    """Know this phone again: nothing is written about it until it joins."""
    if "phone" in g and request.cookies.get(_cookie()) != g.phone:
        response.set_cookie(
            _cookie(), g.phone, max_age=LASTS, path="/", httponly=True, samesite="Lax",
            secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
        )  # fmt: skip
    return response


def _join(meeting: Meeting) -> Participant:
    source = source_of(request.remote_addr or "")
    user: User | None = current_user._get_current_object() if _is_member(meeting) else None
    return joining.join(meeting, _key(), request.form, source, datetime.now(UTC), user=user)


def _is_member(meeting: Meeting) -> bool:
    signed_in = current_user.is_authenticated
    return bool(signed_in and current_user.role_on(meeting.board_id) is not None)


def _promiser(meeting: Meeting) -> User | None:
    """Who is signed in on this phone now, if one tap of theirs is a promise."""
    if not _is_member(meeting) or not current_user.may_change(meeting.board_id):
        return None
    user: User = current_user._get_current_object()
    return user


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
    participant = Participant.find(meeting, _key())
    card = Card.find(meeting.board, meeting.spot) if meeting.spot else None
    flap = request.values.get("flap", "")
    voting = meeting.phase is Phase.VOTE and not meeting.polled
    actions = leads(Note.of(meeting, ACTIONS)) if voting else []
    return {
        "agreed": TableFace.of(meeting) if participant or meeting.is_open else None,
        "meeting": meeting, "home": _home(meeting), "mine": participant, "Phase": Phase,
        "notes": Note.by(participant) if participant else [], "sides": _sides(),
        "flap": flap if meeting.flap(flap) else ACTIONS, "levels": list(Level)[:3],
        "actions": [note for note in actions if not note.held], "values": {}, "errors": {},
        "dots": Vote.by(participant) if participant and voting else {},
        "card": card, "promiser": _promiser(meeting) if card else None,
        "pledged": bool(participant and card and _has_mail(participant, card)),
        "key": secrets.token_urlsafe(12), "token": Phone.of(meeting).mark,
        "language": language(), "said": {"kept": _("Bewaard op je telefoon")},
    }  # fmt: skip
