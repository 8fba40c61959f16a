"""What one person reads in the monthly mail, and putting it in the outbox."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import joinedload

from actionboard.accounts.models import User
from actionboard.accounts.sessions import hashed
from actionboard.boards.models import Board
from actionboard.cards import history
from actionboard.cards.across_boards import helps
from actionboard.cards.models import Card
from actionboard.cards.past_board import version_at
from actionboard.core.database import db, is_sqlite
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import ngettext, speaking
from actionboard.core.local_time import day_of
from actionboard.mail import outbox
from actionboard.mail.letter import Letter, compose
from actionboard.membership import organisations
from actionboard.notifications import recipients
from actionboard.notifications.check_ins import LASTS, CheckIn
from actionboard.notifications.digest import Digest
from actionboard.notifications.question_days import rhythms
from actionboard.notifications.recipients import OPEN, PATIENCE, Asks

KIND = "digest"
USEFUL = timedelta(days=7)  # later than this a mail that couldn't leave stays
FIRST = timedelta(days=31)  # how far somebody's first mail looks back
MOST_SHARED, MOST_SAID = 6, 3  # cards, sentences for each


@dataclass(frozen=True, slots=True)
class Line:
    """A card in the mail; `path` leads to its question, or to the card when there is none."""

    number: int
    title: str
    board: str
    path: str
    due: date | None
    late: bool
    other: str  # the partner, or who asked
    said: tuple[str, ...] = ()


def has_something(person: User, now: datetime, patience: timedelta = PATIENCE) -> bool:
    """Whether there is anything to ask or tell; a look costs no write."""
    return bool(recipients.asks_of(person, now, patience) or recipients.silent_beside(person, now))


def send(person: User, now: datetime, patience: timedelta = PATIENCE) -> Digest | None:
    """Put somebody's mail in the outbox, if they are to be asked anything; one a day at most.

    Within a transaction that writes. Whoever comes second for the same day does nothing.
    """
    asks = recipients.asks_of(person, now, patience)
    silent = recipients.silent_beside(person, now)
    if not asks and not silent:
        return None
    before = last_before(person, now)
    secret = secrets.token_urlsafe(32)
    digest = _begin(person, secret, now)
    if digest is None:
        return None
    digest.questions = [
        CheckIn(card=card, invites=invites, hangs=[], closed=False)
        for cards, invites in ((asks.mine, False), (asks.invited, True))
        for card in cards
    ]
    db.session.flush()
    with speaking(person.language):
        letter = _letter(person, digest, asks, silent, secret, now, before)
    outbox.post(
        letter, person, kind=KIND, thing=digest.day.isoformat(), at=now, ends_at=now + USEFUL
    )
    return digest


def last_before(person: User, now: datetime) -> datetime:
    """When somebody had their last mail, so that the next one tells what happened since."""
    latest = select(func.max(Digest.sent_at)).where(Digest.user_id == person.id)
    found: datetime | None = db.session.scalar(latest)
    return max(found, now - 2 * FIRST) if found else now - FIRST


def _begin(person: User, secret: str, now: datetime) -> Digest | None:
    values = {
        "user_id": person.id, "day": day_of(now), "key": hashed(secret), "sent_at": now,
        "ends_at": now + LASTS,
    }  # fmt: skip
    insert: Any = sqlite.insert if is_sqlite(db.engine) else postgresql.insert
    statement = insert(Digest).values(**values).on_conflict_do_nothing().returning(Digest.id)
    number = db.session.scalar(statement)
    return db.session.get(Digest, number) if number else None


def _letter(
    person: User, digest: Digest, asks: Asks, silent: Sequence[Card], secret: str, now: datetime,
    before: datetime,
) -> Letter:  # fmt: skip
    today, root = day_of(now), f"/check-in/{secret}"
    paths = {one.card.id: f"{root}/{one.id}" for one in digest.questions}
    boards = _boards(digest, silent)
    with_boards = len(organisations.boards_of(person)) > 1
    letter = compose(
        "digest", _subject(asks), who=person.name.split()[0], root=root, today=today,
        mine=[_line(one, today, paths, one.partner) for one in asks.mine],
        invited=[_line(one, today, paths, one.nominator) for one in asks.invited],
        silent=[_line(one, today, {}, one.lead) for one in silent],
        shared=_shared(person, before), with_boards=with_boards,
        meetings=_meetings(boards, today),
    )  # fmt: skip
    return replace(letter, unsubscribe=f"{root}/mail")


def _subject(asks: Asks) -> str:
    if asks.mine:
        return ngettext(
            "Lukt het nog met je actie?", "Lukt het nog met je %(num)s acties?", len(asks.mine)
        )
    if asks.invited:
        return _("Is dit iets voor jou?")
    return _("Een collega kan misschien hulp gebruiken")


def _line(card: Card, today: date, paths: dict[int, str], other: User | None) -> Line:
    board = card.board
    return Line(
        number=card.number, title=card.title, board=board.name, due=card.due_on,
        path=paths.get(card.id, f"{board.url}/cards/{card.number}"),
        late=card.is_late(on=today), other=other.name if other else "",
    )  # fmt: skip


def _shared(person: User, since: datetime) -> list[Line]:
    """What others did with the cards in which this person takes part beside their trekker."""
    cards = db.session.scalars(
        select(Card)
        .where(*OPEN, or_(Card.partner_id == person.id, helps(person)))
        .where(Card.touched_at > since)
        .options(joinedload(Card.title_words), joinedload(Card.board))
        .order_by(Card.touched_at.desc())
        .limit(MOST_SHARED)
    ).all()
    of_board: dict[Board, list[Card]] = defaultdict(list)
    for card in cards:
        if person.may_change(card.board_id):
            of_board[card.board].append(card)
    return [line for board, some in of_board.items() for line in _told(person, board, some, since)]


def _told(person: User, board: Board, cards: list[Card], since: datetime) -> list[Line]:
    told: dict[int, list[str]] = defaultdict(list)
    for one in history.of_cards(
        board, [card.id for card in cards], since=version_at(board, since),
        until=board.version,
    ):  # fmt: skip
        if one.number and one.by_id != person.id:  # their own steps they know
            told[one.number].append(one.text)
    return [
        replace(_line(card, day_of(since), {}, card.lead), said=tuple(reversed(said[:MOST_SAID])))
        for card in cards
        if (said := told[card.number])
    ]


def _boards(digest: Digest, silent: Sequence[Card]) -> list[Board]:
    cards = [*(one.card for one in digest.questions), *silent]
    return list({card.board_id: card.board for card in cards}.values())


def _meetings(boards: list[Board], today: date) -> list[tuple[str, date]]:
    """When the people of those boards meet next."""
    known = rhythms(boards, today)
    found = [(board.name, known[board.id].next_meeting(today)) for board in boards]
    return [(name, day) for name, day in found if day is not None]
