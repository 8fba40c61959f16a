"""How a card leaves the board without being done, and comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped

from actionboard.accounts.models import User
from actionboard.boards.models import Board
from actionboard.boards.texts import Words, typed
from actionboard.boards.verbs import Tells, Verb
from actionboard.cards.errors import NeedsReason, OffTheBoard, SameCard
from actionboard.core.messages import N_

if TYPE_CHECKING:
    from actionboard.cards.models import Card


DROPPED = Verb("card.dropped", says=N_("%(who)s: doen we niet"), tells=Tells.PEOPLE)
MERGED = Verb(
    "card.merged", says=N_("%(who)s voegde dit samen met een andere actie"), tells=Tells.PEOPLE
)
RESTORED = Verb("card.restored", says=N_("%(who)s haalde dit terug"), tells=Tells.PEOPLE)


class Ending:
    """Dropped with a reason, or merged into the card that says the same."""

    if TYPE_CHECKING:  # what the card it belongs to brings along
        board: Mapped[Board]
        number: Mapped[int]
        removed: Mapped[bool]
        dropped_words: Mapped[Words | None]
        merged_into: Mapped[Card | None]
        nominee: Mapped[User | None]
        nominator: Mapped[User | None]

        def card_of(self) -> Card: ...

    def drop(self, reason: str, by: User) -> None:
        """Take it off the board with a reason: we don't do this. It can always come back."""
        self.must_be_open()
        if not reason.strip():
            raise NeedsReason(self)
        self.dropped_words = typed(reason, by, self.board, field="reason")
        self.nominee = self.nominator = None
        self.board.record(DROPPED, self.card_of(), by)

    def merge_into(self, other: Card, by: User) -> None:
        """Take it off the board because another card says the same; its post-it is kept."""
        self.must_be_open()
        other.must_be_open()
        if other is self:
            raise SameCard(self)
        self.merged_into = other
        self.board.record(MERGED, self.card_of(), by)

    def restore(self, by: User) -> None:
        """Bring it back to where it was."""
        if self.dropped_words is not None or self.merged_into is not None:
            self.dropped_words = self.merged_into = None
            self.board.record(RESTORED, self.card_of(), by)

    @property
    def is_on_board(self) -> bool:
        """Whether it can be seen on the board, rather than dropped, merged or removed."""
        return not (self.removed or self.dropped_words or self.merged_into)

    def must_be_open(self) -> None:
        """Refuse a change to what is off the board. Raises OffTheBoard."""
        if not self.is_on_board:
            raise OffTheBoard(self, number=self.number)
