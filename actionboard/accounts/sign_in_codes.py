"""Signing in without a password: a link, and a code for the browser that asked.

Why it is built this way is told in docs/decisions/0016-signing-in-by-mail.md.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from math import ceil

from sqlalchemy import ForeignKey, Index, String, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from actionboard.accounts.errors import (
    AskedTooOften,
    AskedTooSoon,
    CodeUsedUp,
    SourceTooBusy,
    WrongCode,
)
from actionboard.accounts.models import Account, User
from actionboard.accounts.rate_limits import Purse, keyed, wait_for
from actionboard.accounts.sessions import hashed
from actionboard.core.database import Model, Moment, db, writing
from actionboard.core.local_time import HOME
from actionboard.core.typed_text import Reader, Wipe, holds

LASTS = timedelta(minutes=10)
TRIES = 5
PAUSE = timedelta(minutes=1)  # between two mails for the same browser
WORN = 50  # wrong codes for one address in a day, after which codes for it get longer
DIGITS, MORE_DIGITS = 6, 9
MODEST = 3  # mails that a source may always ask, however busy everyone else is
EVERYONE = Purse("everyone", 600, LASTS)  # mails that really leave
NOBODY = Purse("nobody", 0, LASTS)  # so that a mail that doesn't leave costs as much


FOR_ONE_SIGN_IN = holds("user_id", read=Reader.SERVER, wiped=Wipe.ROW, kept=LASTS)


class SignIn(Model):
    """One request to sign in: good once, for ten minutes, by its link or by its code.

    The secrets are kept as hashes. The code's is made together with the secret in the cookie of
    the browser that asked, so the code is of no use in any other, nor to who reads the database.
    `user_id` is None for an address that nobody here has. A link from the command line belongs to
    no browser and has no code. `issuer` and `subject` are an account of the organisation that is
    to be linked to the person: the mail then has a code only, for the browser that asked.
    """

    __tablename__ = "sign_in_links"
    __table_args__ = (Index("ix_sign_in_links_ends_at", "ends_at"),)

    key: Mapped[str] = mapped_column(String(64), primary_key=True, info=FOR_ONE_SIGN_IN)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    browser_key: Mapped[str | None] = mapped_column(String(64), index=True, info=FOR_ONE_SIGN_IN)
    address_key: Mapped[str | None] = mapped_column(String(64), info=FOR_ONE_SIGN_IN)
    code: Mapped[str | None] = mapped_column(String(64), info=FOR_ONE_SIGN_IN)
    tries: Mapped[int] = mapped_column(default=0)
    target: Mapped[str] = mapped_column(String(300), default="", info=FOR_ONE_SIGN_IN)
    issuer: Mapped[str | None] = mapped_column(String(300), info=FOR_ONE_SIGN_IN)
    subject: Mapped[str | None] = mapped_column(String(255), info=FOR_ONE_SIGN_IN)
    asked_at: Mapped[datetime | None] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class Secrets:
    """What goes into the mail, and nowhere else."""

    link: str
    code: str
    user: User | None  # to whom; None when nobody has the address

    @property
    def path(self) -> str:
        """The address of the page with the button."""
        return f"/sign-in/{self.link}"

    @property
    def thing(self) -> str:
        """Tells this request from others, without giving it away."""
        return hashed(self.link)

    @property
    def spelled(self) -> str:
        """The code in groups of three, to be read from one screen and typed on another."""
        return " ".join(self.code[at : at + 3] for at in range(0, len(self.code), 3))


@dataclass(frozen=True, slots=True)
class Entry:
    """Who gets in, and where they wanted to go."""

    user: User
    target: str
    account: Account | None = None  # to be linked to the person


def ask(
    address: str, *, browser: str, source: str, now: datetime, target: str = "",
    account: Account | None = None,
) -> Secrets:  # fmt: skip
    """Ask for a link and a code, within a transaction that writes.

    `browser` is the secret in the cookie of the browser that asks. Does the same work and answers
    the same for an address that nobody has. With an `account` the code links that too.
    Raises AskedTooSoon, AskedTooOften, SourceTooBusy.
    """
    address = address.strip().lower()
    purses = spend(address, source, browser, now)
    address_key = keyed(f"address:{address}")
    code = _new_code(address_key, now)
    made = Secrets(secrets.token_urlsafe(32), code, User.with_email(address))
    db.session.add(
        SignIn(
            key=hashed(made.link), user_id=made.user.id if made.user else None,
            browser_key=hashed(browser), address_key=address_key,
            code=hashed(f"{browser}:{code}"), target=target, asked_at=now, ends_at=now + LASTS,
            issuer=account.issuer if account else None,
            subject=account.subject if account else None,
        )
    )  # fmt: skip
    for purse in (*purses, EVERYONE if made.user else NOBODY):
        purse.spend(now)
    db.session.flush()
    return made


def spend(address: str, source: str, browser: str, now: datetime) -> list[Purse]:
    """The purses that a mail is paid from, once it is sure that none of them is empty.

    The window of an address is as long as its links work: who is told that there were too many
    mails has one with a button that works. One source can't empty an address's purse alone.
    """
    here = Purse(f"source:{source}", 150, LASTS)
    mine = Purse(f"address:{address}:source:{source}", 3, LASTS)
    theirs = Purse(f"address:{address}", 9, LASTS)
    wait_for((here, mine, theirs, EVERYONE))
    if seconds := seconds_to_wait(browser, now):
        raise AskedTooSoon(seconds=seconds)
    if here.is_empty(now):
        raise SourceTooBusy(time=clock(here.opens_at(now)))
    if EVERYONE.is_empty(now) and here.spent(now) >= MODEST:
        raise SourceTooBusy(time=clock(EVERYONE.opens_at(now)))
    for purse in (mine, theirs):
        if purse.is_empty(now):
            raise AskedTooOften(time=clock(purse.opens_at(now)))
    return [here, mine, theirs]


def seconds_to_wait(browser: str, now: datetime) -> int:
    """How long until this browser may ask for another mail; 0 if it may."""
    last = db.session.scalar(
        select(SignIn.asked_at)
        .where(SignIn.browser_key == hashed(browser))
        .order_by(SignIn.asked_at.desc())
        .limit(1)
    )
    return max(0, ceil((last + PAUSE - now).total_seconds())) if last else 0


def link_for(user: User, now: datetime) -> str:
    """The path of a link for somebody, for a machine without mail; within a transaction."""
    link = secrets.token_urlsafe(32)
    db.session.add(SignIn(key=hashed(link), user_id=user.id, ends_at=now + LASTS))
    db.session.flush()
    return f"/sign-in/{link}"


def is_open(link: str, now: datetime) -> bool:
    """Whether the button behind a link would work; looking changes nothing."""
    found = db.session.get(SignIn, hashed(link))
    return found is not None and found.user_id is not None and found.ends_at > now


def by_link(link: str, now: datetime) -> Entry | None:
    """Whom a link signs in; of all who press its button, one."""
    with writing():
        used = (
            delete(SignIn)
            .where(SignIn.key == hashed(link), SignIn.ends_at > now, SignIn.issuer.is_(None))
            .returning(SignIn.user_id, SignIn.target)
        )
        row = db.session.execute(used).one_or_none()
    user = db.session.get(User, row.user_id) if row and row.user_id else None
    return Entry(user, row.target) if row and user else None


def by_code(browser: str, typed: str, now: datetime) -> Entry:
    """Whom a code signs in, in the browser that asked; of all who type it there at once, one.

    Whatever stands between the digits is passed over, and an earlier mail that arrives late
    counts too. Raises WrongCode, and CodeUsedUp when there are no tries left.
    """
    code = hashed(f"{browser}:{''.join(filter(str.isdigit, typed))}")
    mine = SignIn.browser_key == hashed(browser)
    with writing():
        tried = (  # counted before it is compared: guesses at the same time count too
            update(SignIn)
            .where(mine, SignIn.tries < TRIES, SignIn.ends_at > now)
            .values(tries=SignIn.tries + 1)
            .returning(
                SignIn.code, SignIn.user_id, SignIn.target, SignIn.tries, SignIn.address_key,
                SignIn.issuer, SignIn.subject,
            )
            .execution_options(synchronize_session=False)
        )  # fmt: skip
        open_ones = db.session.execute(tried).all()
        hit = next((one for one in open_ones if compare_digest(one.code, code)), None)
        if hit and hit.user_id:
            db.session.execute(delete(SignIn).where(mine))
        else:
            for one in open_ones:
                _guesses(one.address_key).spend(now)
    user = db.session.get(User, hit.user_id) if hit and hit.user_id else None
    if hit and user:
        account = Account(hit.issuer, hit.subject) if hit.issuer else None
        return Entry(user, hit.target, account)
    raise WrongCode() if any(one.tries < TRIES for one in open_ones) else CodeUsedUp()


def forget(now: datetime) -> None:
    """Throw away what has ended."""
    db.session.execute(delete(SignIn).where(SignIn.ends_at < now))


def _new_code(address_key: str, now: datetime) -> str:
    """Six digits; nine when somebody has been guessing, so that guessing needn't be forbidden."""
    digits = MORE_DIGITS if _guesses(address_key).is_empty(now) else DIGITS
    return f"{secrets.randbelow(10**digits):0{digits}}"


def _guesses(address_key: str) -> Purse:
    return Purse(f"guesses:{address_key}", WORN, timedelta(days=1))


def clock(moment: datetime) -> str:
    """A moment as a clock in the Netherlands shows it, rounded up."""
    return f"{(moment + timedelta(seconds=59)).astimezone(HOME):%H:%M}"
