"""Who takes part: organisations, people, and what they may do on a board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from flask_login import UserMixin
from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actionboard.core.database import Json, Model, Moment, db, stored
from actionboard.core.typed_text import OF_THE_BOARD, Reader, Wipe, holds

IDLE = timedelta(days=30)  # after which a browser that nobody used is forgotten


class Kind(StrEnum):
    """What sort of organisation; it decides the shape of a person's mark."""

    SCHOOL = "school"
    COMPANY = "company"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Account:
    """An account at a provider: who says it, and whom they mean; nothing else identifies it."""

    issuer: str
    subject: str
    email: str = ""  # as the provider says, which may be wrong


class Role(StrEnum):
    """What somebody is on one board; an administrator is one everywhere."""

    MEMBER = "member"
    FACILITATOR = "facilitator"
    COORDINATOR = "coordinator"
    VIEWER = "viewer"


LEADERS = (Role.FACILITATOR, Role.COORDINATOR)  # of meetings, and of who comes in


class Reminders(StrEnum):
    """How often somebody wants to be asked how it goes."""

    MONTHLY = "monthly"
    MEETINGS = "meetings"
    NEVER = "never"


class Organisation(Model):
    """A school, a company or another party; a promise belongs to it too."""

    __tablename__ = "organisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), info=OF_THE_BOARD)
    short: Mapped[str] = mapped_column(String(40), info=OF_THE_BOARD)
    kind: Mapped[Kind] = mapped_column(stored(Kind))
    contact_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", name="fk_organisations_contact_id", use_alter=True)
    )


ABOUT_A_PERSON = holds("id", read=Reader.BOARD, wiped=Wipe.ANEW)


class User(UserMixin, Model):  # type: ignore[misc]
    """A person: name, work address, organisation, and nothing more."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), info=ABOUT_A_PERSON)
    email: Mapped[str] = mapped_column(String(254), unique=True, info=ABOUT_A_PERSON)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    is_admin: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str] = mapped_column(String(5), default="nl")
    appearance: Mapped[str] = mapped_column(String(10), default="system")
    reminders: Mapped[Reminders] = mapped_column(
        stored(Reminders), default=Reminders.MONTHLY, server_default=Reminders.MONTHLY.value
    )
    erased_at: Mapped[datetime | None] = mapped_column(Moment)  # only what they did is left

    organisation: Mapped[Organisation] = relationship(
        foreign_keys=[organisation_id], lazy="joined", innerjoin=True
    )
    memberships: Mapped[list[Membership]] = relationship(back_populates="user")

    @classmethod
    def with_email(cls, email: str) -> User | None:
        """The person with this work address, whatever its capitals."""
        address = email.strip().lower()
        return db.session.scalar(select(cls).where(func.lower(cls.email) == address))

    def role_on(self, board_id: int) -> Role | None:
        """This person's role on a board, None for an outsider; administrators coordinate."""
        if self.is_admin:
            return Role.COORDINATOR
        return db.session.scalar(
            select(Membership.role).where(
                Membership.user_id == self.id, Membership.board_id == board_id
            )
        )

    def may_change(self, board_id: int) -> bool:
        """Whether this person may move and write on a board; a viewer may not."""
        return self.role_on(board_id) not in (None, Role.VIEWER)

    def may_facilitate(self, board_id: int) -> bool:
        """Whether this person may bring a flap onto the board."""
        return self.role_on(board_id) in LEADERS

    def may_coordinate(self, board_id: int) -> bool:
        """Whether this person may give back what somebody else took on."""
        return self.role_on(board_id) == Role.COORDINATOR


class Membership(Model):
    """That a person takes part in a board, and as what."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("board_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    role: Mapped[Role] = mapped_column(stored(Role), default=Role.MEMBER)

    user: Mapped[User] = relationship(back_populates="memberships", lazy="joined", innerjoin=True)


OF_A_DEVICE = holds("user_id", read=Reader.OWNER, wiped=Wipe.ROW, kept=IDLE)
OF_A_BROWSER = holds("user_id", read=Reader.SERVER, wiped=Wipe.ROW, kept=IDLE)


class BrowserSession(Model):
    """A browser that is known here, by the hash of the id in its cookie."""

    __tablename__ = "browser_sessions"
    __table_args__ = (Index("ix_browser_sessions_ends_at", "ends_at"),)

    key: Mapped[str] = mapped_column(String(64), primary_key=True, info=OF_A_BROWSER)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    facts: Mapped[dict[str, object]] = mapped_column(Json, default=dict, info=OF_A_BROWSER)
    device: Mapped[str] = mapped_column(String(40), default="", info=OF_A_DEVICE)  # see devices.py
    began_at: Mapped[datetime] = mapped_column(Moment, default=lambda: datetime.now(UTC))
    seen_at: Mapped[datetime] = mapped_column(Moment)  # noted once an hour
    ends_at: Mapped[datetime] = mapped_column(Moment, default=lambda: datetime.now(UTC) + IDLE)


OF_ITS_OWNER = holds("user_id", read=Reader.OWNER, wiped=Wipe.ROW)


class LinkedAccount(Model):
    """That an account at a provider is somebody's; by it they sign in."""

    __tablename__ = "linked_accounts"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    issuer: Mapped[str] = mapped_column(String(300), info=OF_ITS_OWNER)
    subject: Mapped[str] = mapped_column(String(255), info=OF_ITS_OWNER)
    linked_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime] = mapped_column(Moment)
