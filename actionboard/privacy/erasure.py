"""Erasing a person everywhere, but for what they did.

What goes is what is known to be about them: by id, or by exactly their address. No text is searched
for a name, because a name is a word like any other (docs/decisions/0047-erased-by-id.md).
"""

from __future__ import annotations

from datetime import datetime
from email import message_from_bytes
from email.policy import default
from email.utils import getaddresses
from pathlib import Path
from typing import Any

from sqlalchemy import Column, ColumnElement, delete, or_, select, update

from actionboard.accounts.audit_log import AuditVerb, audit
from actionboard.accounts.models import Membership, Organisation, User
from actionboard.boards.models import Board
from actionboard.boards.texts import BLANK, Words
from actionboard.cards.models import Card
from actionboard.core.database import db
from actionboard.core.errors import Invalid
from actionboard.core.messages import N_
from actionboard.core.typed_text import DECLARED, Wipe
from actionboard.membership import leaving, members, organisations
from actionboard.privacy.declared import emptied, kinds, table_of, theirs, wiped
from actionboard.reviews.models import Review

ERASED = AuditVerb("member.erased", says=N_("%(person)s is gewist"))


class WrongName(Invalid):
    """Erasing is asked for by typing one's own name."""

    def __init__(self) -> None:
        super().__init__("name", N_("Typ je naam precies zoals hij hierboven staat."))


def must_be_named(user: User, typed: str) -> None:
    """Erasing can't be taken back, so it is asked for by name. Raises WrongName."""
    if " ".join(typed.split()).casefold() != " ".join(user.name.split()).casefold():
        raise WrongName()


def erase(user: User, at: datetime, *, by: User | None, insist: bool = False) -> None:
    """Leave nothing of a person but what they did, by "Oud-deelnemer (organisatie)".

    Their promises go to their organisation's contact; what they said is gone; the text of an
    action stays the board's, as it is. Raises LastCoordinator, unless we `insist`.
    """
    for board in _boards_of(user):
        _leave(board, user, at, by=by, insist=insist)
    audit(ERASED, by, at, person=user)
    db.session.flush()
    _wipe_what_is_theirs(user)
    _blank_what_they_said(user)
    user.name = f"Oud-deelnemer ({user.organisation.short})"
    user.email, user.erased_at = f"gewist-{user.id}@example.invalid", at
    user.is_admin, user.language, user.appearance = False, "nl", "system"
    db.session.flush()
    organisations.repaint([user.id], by)


def erase_files(folder: Path, email: str) -> None:
    """Remove the mails in the data folder that are to somebody, by exactly their address."""
    for file in folder.glob("*.eml"):
        to = message_from_bytes(file.read_bytes(), policy=default).get_all("To", [])
        if email.casefold() in {address.casefold() for _name, address in getaddresses(to)}:
            file.unlink(missing_ok=True)


def _leave(board: Board, user: User, at: datetime, *, by: User | None, insist: bool) -> None:
    members.lock(board)
    if not insist and members.is_last_coordinator(board, user):
        raise members.LastCoordinator(who=user.name)
    membership = db.session.scalar(select(Membership).where(*_on(board, user)))
    if membership is not None:
        db.session.delete(membership)
        db.session.flush()
        audit(members.TAKEN_OFF, by, at, board=board, person=user)
    leaving.withdraw_around(board, user)
    leaving.pass_on(board, user, by, at)


def _wipe_what_is_theirs(user: User) -> None:
    """Every row and column that says so, beside the column (core/typed_text.py)."""
    for kind in kinds():
        if wiped(kind, Wipe.ROW):
            db.session.execute(delete(kind).where(theirs(kind, user)))
        elif values := emptied(kind):
            db.session.execute(update(kind).where(theirs(kind, user)).values(values))
    contact = Organisation.contact_id == user.id
    db.session.execute(update(Organisation).where(contact).values(contact_id=None))


def _blank_what_they_said(user: User) -> None:
    """Every text of theirs but those that something of a board is made of now, or was for good."""
    used = [Words.id.in_(select(one).where(one.is_not(None))) for one in _texts_of_boards()]
    frozen = {one for ids in db.session.scalars(select(Review.word_ids)) for one in ids}
    mine = set(db.session.scalars(select(Words.id).where(theirs(Words, user))))
    used.append(Words.id.in_(mine & frozen))
    db.session.execute(
        update(Words)
        .where(theirs(Words, user), ~or_(*used))
        .values(body=BLANK)
        .execution_options(synchronize_session=False)
    )
    db.session.expire_all()


def _texts_of_boards() -> list[Column[Any]]:
    return [
        column
        for kind in kinds()
        for column in table_of(kind).columns
        if any(key.column.table is table_of(Words) for key in column.foreign_keys)
        and column.info[DECLARED].wiped is Wipe.NEVER
    ]


def _boards_of(user: User) -> list[Board]:
    """Those that they are on, and those where an administrator took a seat from outside."""
    on = select(Membership.board_id).where(Membership.user_id == user.id)
    seated = select(Card.board_id).where(leaving.holds_a_seat(user))
    mine = select(Board).where(or_(Board.id.in_(on), Board.id.in_(seated)))
    return list(db.session.scalars(mine.order_by(Board.id)))


def _on(board: Board, user: User) -> tuple[ColumnElement[bool], ...]:
    return (Membership.board_id == board.id, Membership.user_id == user.id)
