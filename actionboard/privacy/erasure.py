"""Erasing a person everywhere, but for what they did."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

from sqlalchemy import ColumnElement, delete, inspect, or_, select, update

from actionboard.accounts.audit_log import audit
from actionboard.accounts.models import (
    BrowserSession,
    LinkedAccount,
    Membership,
    Organisation,
    User,
)
from actionboard.accounts.passkeys import Passkey
from actionboard.accounts.sign_in_codes import SignIn
from actionboard.agenda.conclusions import Conclusion
from actionboard.agenda.decisions import Decision
from actionboard.agenda.minutes_versions import Passage
from actionboard.boards.holidays import Holiday
from actionboard.boards.models import Board
from actionboard.boards.texts import BLANK, Words
from actionboard.boards.themes import Theme
from actionboard.cards.models import Card
from actionboard.cards.steps import Step
from actionboard.core.database import db
from actionboard.core.errors import Invalid
from actionboard.core.messages import N_
from actionboard.imports.models import Import
from actionboard.mail.models import Mail
from actionboard.meetings.flaps import Flap
from actionboard.meetings.models import Meeting
from actionboard.meetings.notes import Note
from actionboard.meetings.participants import Participant
from actionboard.membership import leaving, members, organisations
from actionboard.membership.models import Invitation, JoinLink, ViewerLink
from actionboard.notifications import digest
from actionboard.reviews.decisions import Decided
from actionboard.reviews.models import Review

TYPED = (  # columns in which people type, or we write, whatever they like
    Words.body, Note.words, Note.who, Note.remark, Note.level_text, Note.due_text,
    Participant.name, Participant.place, Meeting.title, Meeting.place, Import.name, Mail.subject,
    Mail.text, Mail.html, Mail.calendar, Mail.error, Invitation.name, Invitation.place,
    ViewerLink.label, Passkey.name,
)  # fmt: skip


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
    action stays the board's, without their name. Raises LastCoordinator, unless we `insist`.
    """
    name, email = user.name, user.email
    for board in _boards_of(user):
        _leave(board, user, at, by=by, insist=insist)
    audit("member.erased", by, at, person=user)
    _forget_how_they_came(user)
    digest.revoke(user)
    _blank_what_they_said(user)
    user.name = f"Oud-deelnemer ({user.organisation.short})"
    user.email, user.erased_at = f"gewist-{user.id}@example.invalid", at
    user.is_admin, user.language, user.appearance = False, "nl", "system"
    db.session.flush()
    for text in (name, email):
        _replace_everywhere(text, user.name if text == name else BLANK)
    organisations.repaint([user.id], by)


def erase_files(folder: Path, name: str, email: str) -> None:
    """Remove the mails in the data folder that mention somebody."""
    for file in folder.glob("*.eml"):
        text = file.read_text(errors="replace").casefold()
        if email.casefold() in text or name.casefold() in text:
            file.unlink(missing_ok=True)


def _leave(board: Board, user: User, at: datetime, *, by: User | None, insist: bool) -> None:
    members.lock(board)
    if not insist and members.is_last_coordinator(board, user):
        raise members.LastCoordinator(who=user.name)
    db.session.delete(members.membership_of(board, user.id))
    db.session.flush()
    audit("member.left", by, at, board=board, person=user)
    leaving.withdraw_around(board, user)
    leaving.pass_on(board, user, by, at)


def _forget_how_they_came(user: User) -> None:
    gone = (
        delete(BrowserSession).where(BrowserSession.user_id == user.id),
        delete(SignIn).where(SignIn.user_id == user.id),
        delete(Passkey).where(Passkey.user_id == user.id),
        delete(LinkedAccount).where(LinkedAccount.user_id == user.id),
        delete(Mail).where(or_(Mail.user_id == user.id, Mail.to == user.email)),
        delete(Invitation).where(invited(user)),
        delete(JoinLink).where(JoinLink.by_id == user.id),
        update(Participant).where(Participant.user_id == user.id).values(name="", place=""),
        update(Organisation).where(Organisation.contact_id == user.id).values(contact_id=None),
    )
    for statement in gone:
        db.session.execute(statement)


def _blank_what_they_said(user: User) -> None:
    """Every text of theirs but those that an action is made of now."""
    kept = [
        Card.title_id, Card.why_id, Card.result_id, Card.dropped_id, Step.body_id,
        Decision.body_id, Conclusion.body_id, Passage.body_id, Flap.question_id, Decided.body_id,
        Review.remarks_id, Review.why_id, Board.name_id, Theme.name_id, Holiday.name_id,
        Meeting.place_id, Meeting.title_id, Flap.label_id,
    ]  # fmt: skip
    used = [Words.id.in_(select(column).where(column.is_not(None))) for column in kept]
    frozen = {one for ids in db.session.scalars(select(Review.word_ids)) for one in ids}
    theirs = set(db.session.scalars(select(Words.id).where(Words.by_id == user.id)))
    used.append(Words.id.in_(theirs & frozen))
    db.session.execute(
        update(Words)
        .where(Words.by_id == user.id, ~or_(*used))
        .values(body=BLANK)
        .execution_options(synchronize_session=False)
    )
    db.session.expire_all()


def _replace_everywhere(text: str, instead: str) -> None:
    """Put something else wherever people typed this name or address, in texts and in mails."""
    alike = re.IGNORECASE if " " in text or "@" in text else 0  # "jan" alone may be a month
    whole = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)", alike)
    for column in TYPED:
        key, most = inspect(column.class_).primary_key[0], getattr(column.type, "length", None)
        found = select(key, column).where(column.icontains(text, autoescape=True))
        for row, said in db.session.execute(found).all():
            db.session.execute(
                update(column.class_)
                .where(key == row)
                .values({column.key: whole.sub(lambda _text: instead, said)[:most]})
                .execution_options(synchronize_session=False)
            )
    # A page on its way can't be rewritten; the mail around it says the same.
    db.session.execute(update(Mail).where(Mail.pdf.is_not(None)).values(pdf=None))
    inside = json.dumps(text)[1:-1]
    for one in db.session.scalars(select(Import)):
        for rows in ("rows", "skipped"):
            said = json.dumps(getattr(one, rows))
            if inside in said:
                setattr(one, rows, json.loads(said.replace(inside, json.dumps(instead)[1:-1])))
    db.session.flush()


def _boards_of(user: User) -> list[Board]:
    mine = select(Board).join(Membership, Membership.board_id == Board.id)
    return list(db.session.scalars(mine.where(Membership.user_id == user.id).order_by(Board.id)))


def invited(user: User) -> ColumnElement[bool]:
    """The invitations to somebody, by their account or by their address."""
    return or_(Invitation.user_id == user.id, Invitation.email == user.email.lower())
