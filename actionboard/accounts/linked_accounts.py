"""Accounts of an organisation that are somebody's: found, linked after a mail, and taken off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from actionboard.accounts.errors import LinkedElsewhere
from actionboard.accounts.models import Account, LinkedAccount, User
from actionboard.core.database import db


def owner_of(account: Account, now: datetime) -> User | None:
    """Whose account it is, None for one that nobody linked; within a transaction that writes."""
    found = _find(account)
    if found is None:
        return None
    found.used_at = now
    return db.session.get(User, found.user_id)


def link(account: Account, user: User, now: datetime) -> None:
    """Let somebody sign in by this account from now on. Raises LinkedElsewhere."""
    found = _find(account)
    if found is not None and found.user_id != user.id:
        raise LinkedElsewhere()
    if found is None:
        db.session.add(
            LinkedAccount(
                user_id=user.id, issuer=account.issuer, subject=account.subject, linked_at=now,
                used_at=now,
            )
        )  # fmt: skip
        db.session.flush()


def accounts_of(user: User) -> Sequence[LinkedAccount]:
    """The accounts by which somebody can sign in, the oldest first."""
    mine = select(LinkedAccount).where(LinkedAccount.user_id == user.id)
    return db.session.scalars(mine.order_by(LinkedAccount.id)).all()


def unlink(user: User, number: int) -> bool:
    """Take an account off; False if it isn't theirs."""
    mine = delete(LinkedAccount).where(LinkedAccount.user_id == user.id, LinkedAccount.id == number)
    return db.session.scalar(mine.returning(LinkedAccount.id)) is not None


def _find(account: Account) -> LinkedAccount | None:
    found: LinkedAccount | None = db.session.scalar(
        select(LinkedAccount).where(
            LinkedAccount.issuer == account.issuer, LinkedAccount.subject == account.subject
        )
    )
    return found
