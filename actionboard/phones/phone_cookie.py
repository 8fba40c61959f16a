"""The phone that asks: known by its cookie, perhaps in the hand of somebody signed in."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from flask import Response, current_app, g, request
from flask_login import current_user

from actionboard.accounts.models import User
from actionboard.accounts.rate_limits import source_of
from actionboard.accounts.sessions import hashed
from actionboard.core import join_codes
from actionboard.meetings import meeting_codes, participants
from actionboard.meetings.models import Meeting
from actionboard.meetings.participants import Participant

LASTS = 30 * 24 * 3600  # seconds that a phone is known


def meeting_of(code: str) -> Meeting:
    """The meeting behind a code. Raises UnknownCode, TooManyGuesses."""
    return meeting_codes.find(code, key(), source(), datetime.now(UTC))


def home() -> str:
    """Where this phone is: its meeting's address, by the code as it was typed or scanned."""
    return f"/m/{join_codes.plain(str((request.view_args or {})['code']))}"


def key() -> str:
    """This phone as it is stored: never equal to the key of a browser or a link, whatever its
    cookie says, so that it keeps no stream open that isn't its own."""
    return hashed(f"phone:{_secret()}")


def source() -> str:
    """Where it asks from."""
    return source_of(request.remote_addr or "")


def join(meeting: Meeting) -> Participant:
    """Who holds it, as a participant, with what this request says of them. Raises FullHouse."""
    user: User | None = current_user._get_current_object() if _is_member(meeting) else None
    return participants.join(meeting, key(), request.form, source(), datetime.now(UTC), user=user)


def promiser(meeting: Meeting) -> User | None:
    """Who is signed in on it now, if one tap of theirs is a promise."""
    if not _is_member(meeting) or not current_user.may_change(meeting.board_id):
        return None
    user: User = current_user._get_current_object()
    return user


def remember(response: Response) -> Response:
    """Know this phone again: nothing is written about it until it joins."""
    if "phone" in g and request.cookies.get(_cookie()) != g.phone:
        response.set_cookie(
            _cookie(),
            g.phone,
            max_age=LASTS,
            path="/",
            httponly=True,
            samesite="Lax",
            secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
        )
    return response


def _is_member(meeting: Meeting) -> bool:
    signed_in = current_user.is_authenticated
    return bool(signed_in and current_user.role_on(meeting.board_id) is not None)


def _cookie() -> str:
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    return "__Host-deelnemer" if secure else "deelnemer"


def _secret() -> str:
    """What this phone's cookie holds; a new one when it has none."""
    if "phone" not in g:
        known = request.cookies.get(_cookie(), "")
        g.phone = known if len(known) >= 32 else secrets.token_urlsafe(32)
    return str(g.phone)
