"""Finding a meeting by its code: nobody guesses one, and nobody keeps a room out by guessing."""

from __future__ import annotations

from datetime import datetime, timedelta

from actionboard.accounts.rate_limits import Purse, keyed, wait_for
from actionboard.core import join_codes
from actionboard.core.database import writing
from actionboard.core.errors import Rejected
from actionboard.core.join_codes import CODE
from actionboard.core.messages import N_
from actionboard.meetings.models import Meeting
from actionboard.meetings.participants import Participant, has_joined_from

WINDOW = timedelta(minutes=10)
HERE = 60  # wrong codes that one source may try within it
EVERYONE = Purse("codes", 3_000, WINDOW)


class UnknownCode(Rejected):
    """No meeting has this code."""

    message = N_("Deze code kennen we niet. Kijk nog eens op het scherm.")
    field = "code"
    status = 404


class TooManyGuesses(Rejected):
    """So many wrong codes were tried that typed ones are not looked at for a while."""

    message = N_(
        "Er zijn net heel veel verkeerde codes geprobeerd. Scan de QR op het scherm; die werkt "
        "altijd. Of probeer het over tien minuten weer."
    )
    field = "code"
    status = 429


def find(typed: str, phone: str, source: str, at: datetime) -> Meeting:
    """The meeting with this code; `phone` is the key of the phone that asks.

    A wrong code costs a guess. Who scanned the QR, is in already, or sits where somebody else
    joined needs none: guessing for a room keeps nobody out. Raises UnknownCode, TooManyGuesses.
    """
    code = join_codes.plain(typed)
    meeting = Meeting.with_code(code[:CODE]) if len(code) in (CODE, 2 * CODE) else None
    if meeting is not None and code == in_qr(str(meeting.code)):
        return meeting
    right = meeting if len(code) == CODE else None
    if right is not None and (
        Participant.is_one(right, phone) or has_joined_from(source, right, at)
    ):
        return right
    mine = Purse(f"codes:{source}", HERE, WINDOW)
    if mine.is_empty(at) or EVERYONE.is_empty(at):
        raise TooManyGuesses()
    if right is None:
        _spend([mine, EVERYONE], at)
        raise UnknownCode()
    return right


def in_qr(code: str) -> str:
    """A code as a QR holds it: with as many signs more, which follow from it by our key alone."""
    proof = bytes.fromhex(keyed(f"scan:{code}"))
    return code + "".join(join_codes.LETTERS[one % len(join_codes.LETTERS)] for one in proof[:CODE])


def _spend(purses: list[Purse], at: datetime) -> None:
    with writing():
        wait_for(purses)
        for purse in purses:
            purse.spend(at)
