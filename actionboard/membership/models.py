"""How people come onto a board: invitations, the link on the wall, links to look by."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, UniqueConstraint, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actionboard.accounts.models import Kind, Organisation, Role, User
from actionboard.boards.models import Board
from actionboard.core.database import Model, Moment, stored
from actionboard.core.typed_text import MADE, Reader, Wipe, holds

# After it ended, an invitation that nobody used is forgotten.
UNANSWERED = timedelta(days=30)
OF_WHO_MAY_COME = holds("user_id", "email", read=Reader.LEADERS, wiped=Wipe.ROW, kept=UNANSWERED)


class Invitation(Model):
    """That somebody may come onto a board as something; good once.

    `key` is the hash of what stands in the mail. The address is forgotten once they came: then
    `user_id` says who it is. `name`, `place` and `kind` are what somebody filled in who asked for
    it by the board's own link.
    """

    __tablename__ = "invitations"
    __table_args__ = (UniqueConstraint("board_id", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id"))
    key: Mapped[str] = mapped_column(String(64), unique=True, info=MADE)
    email: Mapped[str | None] = mapped_column(String(254), index=True, info=OF_WHO_MAY_COME)
    role: Mapped[Role] = mapped_column(stored(Role))
    name: Mapped[str] = mapped_column(String(120), default="", info=OF_WHO_MAY_COME)
    place: Mapped[str] = mapped_column(String(120), default="", info=OF_WHO_MAY_COME)
    kind: Mapped[Kind | None] = mapped_column(stored(Kind))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    sent_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)

    board: Mapped[Board] = relationship()
    by: Mapped[User | None] = relationship(foreign_keys=[by_id])
    user: Mapped[User | None] = relationship(foreign_keys=[user_id])


class JoinLink(Model):
    """A board's door, open for a while: a short code that hangs on the wall with its QR."""

    __tablename__ = "join_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id"), unique=True)
    code: Mapped[str] = mapped_column(
        String(12), unique=True, info=holds("by_id", read=Reader.BOARD, wiped=Wipe.ROW)
    )
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    ends_at: Mapped[datetime] = mapped_column(Moment)

    board: Mapped[Board] = relationship()


class ViewerLink(Model):
    """A way to look at a board without an account, until it is taken back.

    `key` is the hash of what stands in the link; without `names` nobody's name is shown.
    """

    __tablename__ = "viewer_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id"), index=True)
    key: Mapped[str] = mapped_column(String(64), unique=True, info=MADE)
    label: Mapped[str] = mapped_column(
        String(120), info=holds("by_id", read=Reader.LEADERS, wiped=Wipe.NEVER)
    )
    names: Mapped[bool]
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)

    board: Mapped[Board] = relationship()


class OrganisationProposal(Model):
    """That a new organisation may be one that was there already.

    Somebody new typed a name that another organisation has. Until whoever answers for that one
    says yes the two are strangers; after a yes the new one is empty, and kept for whoever takes
    the yes back.
    """

    __tablename__ = "organisation_proposals"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    same_as_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    accepted: Mapped[bool | None]

    organisation: Mapped[Organisation] = relationship(foreign_keys=[organisation_id])
    same_as: Mapped[Organisation] = relationship(foreign_keys=[same_as_id])
    board: Mapped[Board] = relationship()
    by: Mapped[User] = relationship(foreign_keys=[by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])


class ProposedPerson(Model):
    """That somebody came into their organisation by a proposal to which somebody said yes."""

    __tablename__ = "proposed_people"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("organisation_proposals.id"), index=True)


# The keys of all links to look at :board.
VIEWER_KEYS = select(ViewerLink.key).where(ViewerLink.board_id == bindparam("board"))
