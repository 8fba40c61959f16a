"""The promise on a card: who leads it, who takes part, who was asked, and who is stuck with it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from actionboard.accounts.models import Kind, User
from actionboard.boards.activity_log import kept, linked
from actionboard.boards.levels import Level
from actionboard.boards.models import Board
from actionboard.boards.stages import Stage
from actionboard.boards.texts import Words, typed
from actionboard.boards.verbs import Tells, Verb
from actionboard.cards.errors import AlreadyClaimed, NotNominated, NotYours
from actionboard.core.database import Json
from actionboard.core.messages import N_
from actionboard.core.typed_text import MADE

if TYPE_CHECKING:
    from actionboard.cards.models import Card


CLAIMED = Verb("card.claimed", says=N_("%(who)s pakte dit op"), tells=Tells.PEOPLE)
RELEASED = Verb(
    "card.released", says=N_("%(who)s gaf dit terug"), tells=Tells.PEOPLE | Tells.COORDINATORS
)
PARTNERED = Verb(
    "card.partnered", says=N_("%(who)s doet mee, nu is het een duo"), tells=Tells.PEOPLE
)
JOINED = Verb("card.joined", says=N_("%(who)s werkt mee"), tells=Tells.PEOPLE)
LEFT = Verb("card.left", says=N_("%(who)s doet niet meer mee"), tells=Tells.PEOPLE)
NOMINATED = Verb(
    "card.nominated", says=N_("%(who)s droeg %(nominee)s voor"), tells=Tells.PEOPLE, urgent=True
)
DECLINED = Verb("card.declined", says=N_("%(who)s trok de voordracht in"), tells=Tells.PEOPLE)
STUCK = Verb(
    "card.stuck",
    says=N_("%(who)s loopt vast en vraagt om hulp"),
    tells=Tells.EVERYBODY,
    urgent=True,
)
UNSTUCK = Verb("card.unstuck", says=N_("%(who)s kan weer verder"), tells=Tells.PEOPLE)


class Promise:
    """What a card knows of the people who promised it, and how a promise changes hands."""

    lead_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    nominee_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    nominator_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    helper_ids: Mapped[list[int]] = kept(Json, default=list, info=MADE)

    @declared_attr
    def lead(cls) -> Mapped[User | None]:
        """The trekker: exactly one person, answerable for the card."""
        return linked(foreign_keys="Card.lead_id")

    @declared_attr
    def partner(cls) -> Mapped[User | None]:
        """The counterpart from the other side."""
        return linked(foreign_keys="Card.partner_id")

    @declared_attr
    def nominee(cls) -> Mapped[User | None]:
        """Who was asked to become the trekker."""
        return linked(foreign_keys="Card.nominee_id")

    @declared_attr
    def nominator(cls) -> Mapped[User | None]:
        """Who asked them."""
        return linked(foreign_keys="Card.nominator_id")

    if TYPE_CHECKING:  # what the card it belongs to brings along
        board: Mapped[Board]
        board_id: Mapped[int]
        number: Mapped[int]
        stage: Mapped[Stage]
        level: Mapped[Level]
        due_on: Mapped[date | None]
        help_words: Mapped[Words | None]

        def card_of(self) -> Card: ...
        def must_be_open(self) -> None: ...
        def _set_due(self, due_on: date | None) -> None: ...
        def _put(self, stage: Stage, level: Level, before: Card | None, at_end: bool) -> None: ...
        def _settle(self, *kinds: str) -> None: ...

    def claim(self, by: User) -> None:
        """Become the trekker by one's own hand. Raises AlreadyClaimed when somebody is."""
        self.must_be_open()
        if self.nominee is by:
            self.accept(by)
        elif self.lead is None:
            self._lead_with(by)
            self._record(CLAIMED, by)
        elif self.lead is not by:
            raise AlreadyClaimed(self.card_of(), who=self.lead.name, number=self.number)

    def release(self, by: User) -> None:
        """Give the promise back; a partner keeps the other seat."""
        self.must_be_open()
        if self.lead is None:
            raise NotNominated(self.card_of())
        self._must_be_theirs(self.lead, by)
        self.lead = None
        self._record(RELEASED, by)

    def join(self, by: User) -> None:
        """Take part: as partner when the other side's seat is free, else as a helper."""
        self.must_be_open()
        if by.id in self.people_ids:
            return
        if self.lead is not None and self.partner is None and side(by) != side(self.lead):
            self.partner = by
            self._record(PARTNERED, by)
        else:
            self.helper_ids = [*self.helper_ids, by.id]
            self._record(JOINED, by)

    def leave(self, by: User) -> None:
        """Stop taking part as partner or helper."""
        if self.partner is by:
            self.partner = None
        elif by.id in self.helper_ids:
            self.helper_ids = [one for one in self.helper_ids if one != by.id]
        else:
            return
        self._record(LEFT, by)

    def nominate(self, person: User, by: User, *, due_on: date | None = None) -> None:
        """Ask somebody to become the trekker, perhaps by a day; it is a promise when they say yes.

        Without a day, the one that the card has stays.
        """
        self.must_be_open()
        if self.lead is not None:
            self._must_be_theirs(self.lead, by)
        if person is self.lead:
            raise AlreadyClaimed(self.card_of(), who=person.name, number=self.number)
        self.nominee, self.nominator = person, by
        if due_on is not None and due_on != self.due_on:
            self._set_due(due_on)
        self._record(NOMINATED, by)

    def decline(self, by: User) -> None:
        """Say no to being asked, or withdraw one's own question to somebody."""
        if self.nominee is None or by not in (self.nominee, self.nominator):
            raise NotNominated(self.card_of())
        self.nominee = self.nominator = None
        self._record(DECLINED, by)

    def accept(self, by: User) -> None:
        """Say yes to being asked: the promise goes into this person's hands."""
        if self.nominee is not by:
            raise NotNominated(self.card_of())
        self.must_be_open()
        self._lead_with(by)
        if self.due_on is not None and self.stage is Stage.PROPOSED:
            self._put(Stage.PLANNED, self.level, None, True)  # it was asked with a day
        self._record(CLAIMED, by)

    def ask_help(self, why: str, by: User) -> None:
        """Tell everyone on the board that this is stuck."""
        self.must_be_open()
        self.help_words = typed(why, by, self.board, field="reason")
        self._record(STUCK, by)

    def carry_on(self, by: User) -> None:
        """Say that it goes on again."""
        if self.help_words is not None:
            self.help_words = None
            self._record(UNSTUCK, by)

    @property
    def people_ids(self) -> tuple[int, ...]:
        """Everyone who takes part: trekker, partner, helpers."""
        seats = (self.lead_id, self.partner_id)
        lead, partner = (self.lead, self.partner)
        held = (lead.id if lead else seats[0], partner.id if partner else seats[1])
        return (*(one for one in held if one), *self.helper_ids)

    def _record(self, verb: Verb, by: User) -> None:
        self.board.record(verb, self.card_of(), by)

    def _must_be_theirs(self, holder: User, by: User) -> None:
        if by is not holder and not by.may_coordinate(self.board_id):
            raise NotYours(self.card_of(), who=holder.name)

    def _lead_with(self, person: User) -> None:
        self.lead = person
        self.helper_ids = [one for one in self.helper_ids if one != person.id]
        self.nominee = self.nominator = None
        if self.partner is not None and side(self.partner) == side(person):
            if self.partner is not person:
                self.helper_ids = [*self.helper_ids, self.partner.id]
            self.partner = None
        self._settle("who", "parties", "raiser")


def side(person: User) -> str:
    """On which seat of a duo somebody sits: the school's, or the other one."""
    return "school" if person.organisation.kind == Kind.SCHOOL else "company"
