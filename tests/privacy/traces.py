"""One of everything that can be known to be a person's, with words that nobody else ever types."""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy import update

from actionboard.accounts.models import BrowserSession, LinkedAccount, Role
from actionboard.accounts.passkeys import Passkey
from actionboard.accounts.sign_in_codes import SignIn
from actionboard.cards.comments import Comment
from actionboard.core.database import db, writing
from actionboard.mail import outbox
from actionboard.mail.letter import Letter
from actionboard.mail.models import Mail
from actionboard.meetings.participants import Participant
from actionboard.membership.models import Invitation, JoinLink
from actionboard.notifications.digest import Digest


def leave_traces(person, board, meeting, card, now):
    """The words by which each is found again, wherever it would be left."""
    mark = secrets.token_hex(4)
    said, phone, device, subject, code = (f"{one}{mark}" for one in "vptsc")
    with board.turn():
        Comment.make(card, said, person)
    with writing():
        letter = Letter(*(f"{one}{mark}" for one in "sthc"), mark.encode(), f"/u{mark}")
        outbox.post(letter, person, kind="x", thing=mark, at=now)
        outbox.post(letter, person.email, kind="y", thing=mark, at=now)
        db.session.execute(update(Mail).where(Mail.to == person.email).values(error=f"r{mark}"))
        mine = {"user_id": person.id}
        ends = {"ends_at": now + timedelta(days=1)}
        db.session.add_all([
            Passkey(handle="h", credential=f"k{mark}", public_key=b"p", count=0, made_at=now,
                    used_at=now, name=phone, **mine),
            LinkedAccount(issuer=f"https://{mark}.example", subject=subject, linked_at=now,
                          used_at=now, **mine),
            SignIn(key=f"i{mark}", browser_key=f"b{mark}", address_key=f"a{mark}", code=code,
                   target=f"/{mark}", issuer=f"https://{mark}.example", subject=subject,
                   **ends, **mine),
            BrowserSession(key=f"z{mark}", facts={"_user_id": str(person.id), "at": mark},
                           device=device, seen_at=now, **mine),
            Participant(meeting_id=meeting.id, key=secrets.token_hex(4), name=f"n{mark}",
                        place=f"l{mark}", joined_at=now, **mine),
            Digest(day=board.today + timedelta(days=board.id), key=f"d{mark}", sent_at=now,
                   **ends, **mine),
            Invitation(board_id=board.id, key=f"e{mark}", email=person.email, role=Role.MEMBER,
                       name=f"g{mark}", place=f"o{mark}", sent_at=now, **ends),
            JoinLink(board_id=board.id, code=f"j{mark}", by_id=person.id, **ends),
        ])  # fmt: skip
    return mark


def rows():
    """Every row of every table by its key, as plain values."""
    return {
        (table.name, *(row[one.name] for one in table.primary_key)): dict(row)
        for table in db.metadata.tables.values()
        for row in db.session.execute(db.select(table)).mappings()
    }


def everything():
    """Every value in every table, as one text."""
    return "\n".join(str(tuple(row.values())) for row in rows().values())
