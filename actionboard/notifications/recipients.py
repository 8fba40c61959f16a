"""Whom to ask about which cards: the trekker how it goes, who was nominated whether they will."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.orm import joinedload

from actionboard.accounts.models import Membership, Organisation, Reminders, User
from actionboard.boards.activity_log import Activity
from actionboard.boards.models import Board
from actionboard.boards.people import TAKES_PART
from actionboard.boards.stages import Stage
from actionboard.cards.models import Card
from actionboard.cards.on_board import ON_BOARD
from actionboard.core.database import db
from actionboard.notifications.check_ins import CheckIn
from actionboard.notifications.digest import Digest

PATIENCE = timedelta(days=20)  # nobody is asked again about the same card within these
EARLY = timedelta(days=7)  # or within these, when the coordinator asks for it
FRESH = timedelta(days=7)  # nor about a card to which something happened so short ago
SILENT = 2  # questions without a word

OPEN = (ON_BOARD, Card.stage != Stage.DONE)


@dataclass(slots=True)
class Asks:
    """The cards about which one person is asked, what is due first on top."""

    mine: list[Card] = field(default_factory=list)
    invited: list[Card] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.mine or self.invited)


def asks_of(person: User, now: datetime, patience: timedelta = PATIENCE) -> Asks:
    """What one person is asked, over all their boards."""
    theirs = or_(Card.lead_id == person.id, Card.nominee_id == person.id)
    return _asks(theirs, now, patience).get(person.id, Asks())


def asks_on(board: Board, now: datetime, patience: timedelta) -> dict[int, Asks]:
    """What each person is asked about one board's cards, by id."""
    return _asks(Card.board_id == board.id, now, patience)


def may_be_asked(now: datetime) -> Sequence[User]:
    """Who may be due for a mail: has a card, was nominated, or answers for colleagues."""
    since = now - PATIENCE
    lately = select(Digest.user_id).where(Digest.sent_at > since)
    held = or_(
        *(
            User.id.in_(select(column).where(*OPEN, column.is_not(None)))
            for column in (Card.lead_id, Card.nominee_id)
        ),
        User.id.in_(select(Organisation.contact_id).where(Organisation.contact_id.is_not(None))),
    )
    return db.session.scalars(
        select(User)
        .where(
            held, User.id.not_in(lately), User.erased_at.is_(None),
            User.reminders != Reminders.NEVER,
        )
        .order_by(User.id)
    ).all()  # fmt: skip


def silent_beside(contact: User, now: datetime) -> Sequence[Card]:
    """Cards of colleagues who were asked twice and neither answered nor did anything since.

    Only their organisation's contact is told, of boards on which the contact takes part.
    """
    lead = select(User.id).where(User.organisation_id == contact.organisation_id)
    mine = select(Membership.board_id).where(Membership.user_id == contact.id, TAKES_PART)
    stirred = (
        select(Activity.version)
        .where(
            Activity.card_id == Card.id, Activity.by_id == Card.lead_id,
            Activity.at > Digest.sent_at,
        )
        .exists()
    )  # fmt: skip
    unheard = (
        select(Card.id)
        .join(CheckIn, CheckIn.card_id == Card.id)
        .join(Digest, (Digest.id == CheckIn.digest_id) & (Digest.user_id == Card.lead_id))
        .join(Organisation, Organisation.contact_id == contact.id)
        .where(
            *OPEN, Card.lead_id.in_(lead), Card.lead_id != contact.id, Card.board_id.in_(mine),
            Organisation.id == contact.organisation_id, ~CheckIn.invites,
            CheckIn.answer.is_(None), Digest.sent_at < now - FRESH, ~stirred,
        )
        .group_by(Card.id)
        .having(func.count() >= SILENT)
    )  # fmt: skip
    found = select(Card).where(Card.id.in_(unheard)).options(joinedload(Card.title_words))
    return db.session.scalars(found.order_by(Card.board_id, Card.number)).all()


def _asks(which: ColumnElement[bool], now: datetime, patience: timedelta) -> dict[int, Asks]:
    cards = db.session.scalars(
        select(Card)
        .where(which, *OPEN, or_(Card.lead_id.is_not(None), Card.nominee_id.is_not(None)))
        .options(joinedload(Card.title_words), joinedload(Card.board))
        .order_by(Card.due_on.is_(None), Card.due_on, Card.board_id, Card.number)
    ).all()
    people = {one for card in cards for one in (card.lead_id, card.nominee_id) if one}
    lately, may = _asked_since(now - patience, people), _may_answer(people)
    found: dict[int, Asks] = defaultdict(Asks)
    for card in cards:
        for person, asked in ((card.lead_id, "mine"), (card.nominee_id, "invited")):
            fresh = asked == "mine" and card.touched_at > now - FRESH
            known = (person, card.id) in lately
            if person and not fresh and not known and (person, card.board_id) in may:
                getattr(found[person], asked).append(card)
    return dict(found)


def _asked_since(moment: datetime, people: set[int]) -> set[tuple[int, int]]:
    asked = select(Digest.user_id, CheckIn.card_id).join(Digest, Digest.id == CheckIn.digest_id)
    recent = asked.where(Digest.user_id.in_(people), Digest.sent_at > moment)
    return {(row.user_id, row.card_id) for row in db.session.execute(recent)}


def _may_answer(people: set[int]) -> set[tuple[int, int]]:
    """Who may change which board, and wants to be asked at all."""
    members = select(Membership.user_id, Membership.board_id).where(
        Membership.user_id.in_(people), TAKES_PART
    )
    everywhere = select(User.id, Board.id).join(Board, true())
    admins = everywhere.where(User.id.in_(people), User.is_admin)
    wants = set(
        db.session.scalars(
            select(User.id).where(
                User.id.in_(people), User.erased_at.is_(None), User.reminders != Reminders.NEVER
            )
        )
    )
    found = [*db.session.execute(members), *db.session.execute(admins)]
    return {(person, board) for person, board in found if person in wants}
