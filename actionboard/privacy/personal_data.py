"""What is kept about a person, to be given to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, or_, select

from actionboard.accounts.models import BrowserSession, LinkedAccount, User
from actionboard.accounts.passkeys import Passkey
from actionboard.boards.activity_log import Activity
from actionboard.boards.models import Board
from actionboard.boards.texts import Words
from actionboard.cards.across_boards import helps
from actionboard.cards.models import Card
from actionboard.core.database import Model, db
from actionboard.imports.models import Import
from actionboard.mail.models import Mail
from actionboard.meetings.notes import Note
from actionboard.meetings.participants import Participant
from actionboard.membership.models import Invitation, ViewerLink
from actionboard.notifications.check_ins import CheckIn
from actionboard.notifications.digest import Digest
from actionboard.privacy.declared import theirs

Row = TypeVar("Row", bound=Model)


def held_about(user: User) -> dict[str, Any]:
    """Everything that is kept about somebody, as plain JSON values."""
    boards = {one.id: one.name for one in db.session.scalars(select(Board))}
    seats = (Card.lead_id, Card.partner_id, Card.nominee_id, Card.nominator_id)
    takes_part = or_(*(seat == user.id for seat in seats), helps(user))
    digests = select(Digest.id).where(Digest.user_id == user.id)
    return {
        "name": user.name,
        "email": user.email,
        "organisation": user.organisation.name,
        "language": user.language,
        "appearance": user.appearance,
        "reminders": user.reminders.value,
        "is_admin": user.is_admin,
        "boards": [
            {"board": boards[one.board_id], "role": one.role.value} for one in user.memberships
        ],
        "cards": [
            {"board": boards[one.board_id], "number": one.number, "title": one.title}
            for one in _all(Card, takes_part)
        ],
        "texts": [{"at": _when(one.at), "text": one.body} for one in _theirs(Words, user)],
        "steps_in_history": [
            {"at": _when(one.at), "board": boards[one.board_id], "what": one.verb}
            for one in _all(Activity, Activity.by_id == user.id)
        ],
        "meetings": [
            {
                "at": _when(one.joined_at),
                "board": boards[one.meeting.board_id],
                "as": one.name,
                "place": one.place,
            }
            for one in _theirs(Participant, user)
        ],
        "post_its": [
            {
                "at": _when(one.stuck_at),
                "flap": one.flap,
                "text": one.words,
                "who": one.who,
                "level": one.level_text,
            }
            for one in _theirs(Note, user)
        ],
        "lists": [{"at": _when(one.created_at), "name": one.name} for one in _theirs(Import, user)],
        "viewer_links": [
            {"at": _when(one.made_at), "board": boards[one.board_id], "label": one.label}
            for one in _theirs(ViewerLink, user)
        ],
        "browsers": [
            {"device": one.device, "since": _when(one.began_at), "last_used": _when(one.seen_at)}
            for one in _theirs(BrowserSession, user)
        ],
        "accounts": [
            {"at": one.issuer, "as": one.subject, "since": _when(one.linked_at)}
            for one in _theirs(LinkedAccount, user)
        ],
        "passkeys": [
            {"name": one.name, "since": _when(one.made_at), "last_used": _when(one.used_at)}
            for one in _theirs(Passkey, user)
        ],
        "mails": [
            {
                "at": _when(one.created_at),
                "to": one.to,
                "kind": one.kind,
                "subject": one.subject,
            }
            for one in _theirs(Mail, user)
        ],
        "questions": [
            {
                "at": _when(one.digest.sent_at if one.digest else None),
                "board": boards[one.card.board_id],
                "number": one.card.number,
                "answer": one.answer and one.answer.value,
            }
            for one in _all(CheckIn, CheckIn.digest_id.in_(digests))
        ],
        "invitations": [
            {
                "board": boards[one.board_id],
                "role": one.role.value,
                "sent": _when(one.sent_at),
                "to": one.email,
                "name": one.name,
                "place": one.place,
            }
            for one in _theirs(Invitation, user)
        ],
    }


def _all(kind: type[Row], which: ColumnElement[bool]) -> Iterator[Row]:
    return iter(db.session.scalars(select(kind).where(which)))


def _theirs(kind: type[Row], user: User) -> Iterator[Row]:
    return _all(kind, theirs(kind, user))


def _when(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
