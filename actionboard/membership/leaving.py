"""When somebody leaves a board: their promises go to their organisation, never into a void."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, or_, select

from actionboard.accounts.models import Membership, Role, User
from actionboard.boards.models import Board
from actionboard.boards.people import who_take_part
from actionboard.boards.stages import Stage
from actionboard.boards.verbs import Tells, Undo, Verb
from actionboard.cards.across_boards import helps
from actionboard.cards.models import Card
from actionboard.cards.promise import side
from actionboard.core.database import db
from actionboard.core.i18n import gettext as _
from actionboard.core.i18n import speaking
from actionboard.core.messages import N_
from actionboard.core.registry import Registry
from actionboard.mail import letter as mail
from actionboard.mail import outbox
from actionboard.membership.models import Invitation

PASSED_ON = Verb(
    "card.passed_on",
    says=N_("%(who)s droeg dit over, omdat iemand niet meer meedoet"),
    tells=Tells.PEOPLE,
    undo=Undo(
        refused=N_(
            "Wat er al gebeurd is, blijft in de geschiedenis staan."
            " Open pagina’s gaan meteen dicht."
        ),
        briefly=N_("Hoort bij wie wegging"),
    ),
)

# Told, in the board's turn, that somebody leaves it.
LEFT: Registry[Callable[[Board, User], object]] = Registry()


def pass_on(board: Board, leaver: User, by: User | None, at: datetime) -> list[Card]:
    """Hand on every card in which somebody takes part, an entry in the log for each.

    What they led, their organisation's contact leads from now on, and is told by one mail. Without
    a contact on this board a coordinator is asked to find somebody. Returns what they led. What
    is done stays theirs.
    """
    contact, coordinator = contact_on(board, leaver), _coordinator(board, leaver)
    cards = cards_with(board, leaver)
    led = [card for card in cards if card.lead_id == leaver.id]
    for card in cards:
        _replace(card, leaver, contact, coordinator)
        board.record(PASSED_ON, card, by)
    receiver = contact or coordinator
    if led and receiver is not None and receiver is not by:
        _tell(receiver, board, led, at, leads=receiver is contact)
    return led


def withdraw_around(board: Board, leaver: User) -> None:
    """Close every way back for who leaves: invitations to or by them, buttons in their mail."""
    theirs = (Invitation.by_id == leaver.id) | (Invitation.email == leaver.email.lower())
    open_ones = (Invitation.board_id == board.id, Invitation.used_at.is_(None))
    db.session.execute(delete(Invitation).where(*open_ones, theirs))
    for heard in LEFT:
        heard(board, leaver)


def contact_on(board: Board, leaver: User) -> User | None:
    """Who answers for their organisation's promises, if that is somebody else on this board."""
    contact_id = leaver.organisation.contact_id
    return _member(board, leaver, User.id == contact_id) if contact_id else None


def cards_with(board: Board, person: User) -> list[Card]:
    """The cards of a board that aren't done and in which somebody takes part, or is asked to."""
    mine = select(Card).where(Card.board_id == board.id, holds_a_seat(person))
    found = db.session.scalars(mine.order_by(Card.number).execution_options(populate_existing=True))
    return list(found)


def holds_a_seat(person: User) -> ColumnElement[bool]:
    """Whether somebody takes part in a card that isn't done, or is asked to, or asks."""
    seats = (Card.lead_id, Card.partner_id, Card.nominee_id, Card.nominator_id)
    involved = or_(*(seat == person.id for seat in seats), helps(person))
    return and_(Card.stage != Stage.DONE, involved)


def _replace(card: Card, leaver: User, contact: User | None, coordinator: User | None) -> None:
    card.helper_ids = [one for one in card.helper_ids if one != leaver.id]
    if leaver.id in (card.nominee_id, card.nominator_id):
        card.nominee = card.nominator = None
    if card.partner_id == leaver.id:
        card.partner = contact if _fits_beside(contact, card) else None
    if card.lead_id != leaver.id:
        return
    card.lead = contact
    if contact is None:
        card.nominee = card.nominator = coordinator
        return
    card.helper_ids = [one for one in card.helper_ids if one != contact.id]
    if card.partner is not None and side(card.partner) == side(contact):
        card.partner = None
    if card.nominee is contact:
        card.nominee = card.nominator = None


def _fits_beside(contact: User | None, card: Card) -> bool:
    return contact is not None and card.lead is not None and side(contact) != side(card.lead)


def _coordinator(board: Board, leaver: User) -> User | None:
    return _member(board, leaver, Membership.role == Role.COORDINATOR)


def _member(board: Board, leaver: User, which: ColumnElement[bool]) -> User | None:
    found: User | None = db.session.scalar(
        who_take_part(board).where(User.id != leaver.id, which).order_by(Membership.id).limit(1)
    )
    return found


def _tell(receiver: User, board: Board, led: list[Card], at: datetime, *, leads: bool) -> None:
    numbers = ", ".join(f"#{card.number}" for card in led)
    with speaking(receiver.language):
        subject = _("Acties overgedragen op %(board)s", board=board.name)
        letter = mail.compose(
            "passed_on",
            subject,
            board=board.name,
            numbers=numbers,
            leads=leads,
            path=f"{board.url}?mine=1",
        )
    outbox.post(letter, receiver, kind="passed-on", thing=f"{board.id}.{led[0].version}", at=at)
