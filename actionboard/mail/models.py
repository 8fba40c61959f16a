"""The outbox: every mail of the product waits here until it has left."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from actionboard.core.database import Model, Moment
from actionboard.core.typed_text import Reader, Wipe, holds

REMEMBERED = timedelta(days=90)  # how long we know that a mail went out; its text is gone by then
TO_ITS_READER = holds("user_id", "to", read=Reader.OWNER, wiped=Wipe.ROW, kept=REMEMBERED)
# What it says is read in their mailbox; here nobody reads it.
ON_ITS_WAY = holds("user_id", "to", read=Reader.SERVER, wiped=Wipe.ROW, kept=REMEMBERED)


class Mail(Model):
    """One mail to one person, written in the transaction of the change that causes it.

    `key` says which mail this is (a person, a kind, and a day or a thing): it exists once.
    `message_id` is made here and never changes, so that a mail that had to be offered twice can be
    recognised as the same one. What it says is forgotten as soon as it has left.
    """

    __tablename__ = "mails"
    __table_args__ = (Index("ix_mails_done_at_due_at", "done_at", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    # None: to nobody, see `outbox.post`.
    to: Mapped[str | None] = mapped_column(String(254), info=TO_ITS_READER)
    kind: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(400), unique=True, info=ON_ITS_WAY)
    subject: Mapped[str] = mapped_column(String(250), info=TO_ITS_READER)
    text: Mapped[str] = mapped_column(Text, info=ON_ITS_WAY)
    html: Mapped[str] = mapped_column(Text, info=ON_ITS_WAY)
    # Days to put in it (RFC 5545); the same on paper, beside it; the page for less mail.
    calendar: Mapped[str | None] = mapped_column(Text, info=ON_ITS_WAY)
    pdf: Mapped[bytes | None] = mapped_column(LargeBinary, info=ON_ITS_WAY)
    unsubscribe: Mapped[str | None] = mapped_column(String(300), info=ON_ITS_WAY)
    message_id: Mapped[str] = mapped_column(String(250), info=ON_ITS_WAY)
    created_at: Mapped[datetime] = mapped_column(Moment)
    due_at: Mapped[datetime] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)  # later than this it is of no use
    tries: Mapped[int] = mapped_column(default=0)
    claimed_until: Mapped[datetime | None] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment)  # sent, or given up
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    # What the mail server said last.
    error: Mapped[str | None] = mapped_column(String(500), info=ON_ITS_WAY)

    @property
    def failed(self) -> bool:
        """Whether it was given up; `error` says why."""
        return self.done_at is not None and self.sent_at is None
