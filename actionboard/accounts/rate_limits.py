"""How often something may be asked: rolling windows, counted in the database."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from flask import current_app
from sqlalchemy import Index, String, bindparam, delete, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from actionboard.core.database import Model, Moment, db, is_sqlite
from actionboard.core.prepared_statements import Quick
from actionboard.core.typed_text import MADE

LONGEST = timedelta(days=1)  # no window is longer


class Spending(Model):
    """That something was asked once; from which purse is kept as a keyed hash."""

    __tablename__ = "spendings"
    __table_args__ = (
        Index("ix_spendings_purse_at", "purse", "at"),
        Index("ix_spendings_at", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purse: Mapped[str] = mapped_column(String(64), info=MADE)
    at: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class Purse:
    """What one address, one source or everyone may spend within a rolling window."""

    name: str
    most: int
    within: timedelta

    @property
    def key(self) -> str:
        """The purse as it is stored: nobody's address can be read from it."""
        return keyed(self.name)

    def spent(self, now: datetime) -> int:
        """How much was spent within the window that ends now."""
        return int(SPENT.first(purse=self.key, since=now - self.within).count)

    def is_empty(self, now: datetime) -> bool:
        """Whether nothing more may be spent now."""
        return self.spent(now) >= self.most

    def opens_at(self, now: datetime) -> datetime:
        """When something may be spent again."""
        nth = (
            select(Spending.at)
            .where(Spending.purse == self.key)
            .order_by(Spending.at.desc())
            .offset(self.most - 1)
            .limit(1)
        )
        oldest = db.session.scalar(nth)
        return oldest + self.within if oldest else now

    def spend(self, now: datetime) -> None:
        """Spend one."""
        SPEND.all(purse=self.key, at=now)


SPEND = Quick(lambda: insert(Spending).values(purse=bindparam("purse"), at=bindparam("at")))
SPENT = Quick(
    lambda: select(func.count().label("count")).where(
        Spending.purse == bindparam("purse"), Spending.at > bindparam("since")
    )
)


def wait_for(purses: Sequence[Purse]) -> None:
    """Let nobody else spend from these until our transaction ends; on SQLite that is so already."""
    if not is_sqlite(db.engine):
        for number in sorted(int(purse.key[:15], 16) for purse in purses):
            db.session.execute(select(func.pg_advisory_xact_lock(number)))


def keyed(name: str) -> str:
    """A hash that only this installation can make: a list of addresses doesn't undo it."""
    key = str(current_app.secret_key).encode()
    return hmac.new(key, name.encode(), hashlib.sha256).hexdigest()


def source_of(address: str) -> str:
    """What counts as one source: an IPv4 address, or the /64 that one IPv6 customer has."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ip_network((found, 64), strict=False))
    return str(found)


def forget(now: datetime) -> None:
    """Throw away what no window sees any more."""
    db.session.execute(delete(Spending).where(Spending.at < now - LONGEST))
