"""Links for who only looks: made, used and taken back."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from actionboard.accounts.audit_log import AuditVerb, audit
from actionboard.accounts.models import User
from actionboard.accounts.sessions import hashed
from actionboard.boards.models import Board
from actionboard.core.database import db
from actionboard.core.form_fields import read_name
from actionboard.core.messages import N_
from actionboard.core.registry import Registry
from actionboard.membership.models import ViewerLink

MADE = AuditVerb("viewer.made", says=N_("%(who)s maakte een meekijklink"))
REVOKED = AuditVerb("viewer.revoked", says=N_("%(who)s trok een meekijklink in"))


@dataclass(frozen=True, slots=True)
class LinkedPage:
    """Another page that a link shows of its board; `path` comes behind the link's address."""

    path: str
    name: str
    icon: str


# What else a link shows of its board, from whoever has it.
PAGES: Registry[Callable[[Board], Iterable[LinkedPage]]] = Registry()


def make(board: Board, form: Mapping[str, str], by: User, at: datetime) -> str:
    """A new link to look by; returns its secret, which is kept nowhere. Raises Invalid."""
    secret = secrets.token_urlsafe(24)
    label = read_name(form, most=120, field="label")
    link = ViewerLink(
        board_id=board.id,
        key=hashed(secret),
        label=label,
        names="names" in form,
        by_id=by.id,
        made_at=at,
    )
    db.session.add(link)
    db.session.flush()
    audit(MADE, by, at, board=board, link=link.id, names=link.names)
    return secret


def revoke(board: Board, link: ViewerLink, by: User, at: datetime) -> None:
    """Take a link back: its pages and streams end at once."""
    audit(REVOKED, by, at, board=board, link=link.id)
    db.session.delete(link)


def links_of(board: Board) -> Sequence[ViewerLink]:
    """A board's links, the latest first."""
    mine = select(ViewerLink).where(ViewerLink.board_id == board.id)
    return db.session.scalars(mine.order_by(ViewerLink.id.desc())).all()


def by_secret(secret: str) -> ViewerLink | None:
    """The link with this secret."""
    return db.session.scalar(select(ViewerLink).where(ViewerLink.key == hashed(secret)))
