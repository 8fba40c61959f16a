"""Going through what is stuck: each card gets an outcome, by the verb that the board has for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actionboard.accounts.models import User
from actionboard.boards import undo
from actionboard.boards.levels import Level
from actionboard.cards.escalation import Raising
from actionboard.cards.models import Card
from actionboard.reviews.agenda_items import Discussed, Outcome
from actionboard.reviews.errors import NeedsQuestion
from actionboard.reviews.models import Review

HIGHER = {
    Level.OPEN: Level.REGIONAL,
    Level.LOCAL: Level.REGIONAL,
    Level.REGIONAL: Level.NATIONAL,
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What the table wants with a stuck card; what its outcome doesn't ask for stays empty."""

    outcome: Outcome
    said: str = ""  # the reason, or a remark
    due_on: date | None = None
    lead: User | None = None
    into: Card | None = None
    question: str = ""  # what is asked at the national level
    to: str = ""  # and of whom

    def carry_out(self, review: Review, card: Card, by: User) -> Discussed:
        """Do it, and mark the card as talked about. Raises what the card's own verb raises."""
        review.must_be_open()
        before = len(review.board.recorded)
        match self.outcome:
            case Outcome.DATE:
                card.postpone(self.due_on, by)
            case Outcome.LEAD if self.lead is not None:
                card.nominate(self.lead, by)
            case Outcome.MERGE if self.into is not None:
                card.merge_into(self.into, by)
            case Outcome.RAISE:
                self._raise(card, by)
            case Outcome.DROP:
                card.drop(self.said, by)
        done = review.board.recorded[before:]
        return review.discuss(
            card, self.outcome, by, said=self.said, entry=done[0] if done else None
        )

    def _raise(self, card: Card, by: User) -> None:
        level = higher(card.level)
        if level is Level.NATIONAL and not self.question.strip():
            raise NeedsQuestion()
        if level is not card.level:
            card.move(card.stage, by, level=level)
        if level is Level.NATIONAL:
            Raising.ask(card, self.question, self.to, by)


def higher(level: Level) -> Level:
    """The lane in which somebody with a wider reach looks at it; the national one is the last."""
    return HIGHER.get(level, Level.NATIONAL)


def take_back(item: Discussed, by: User) -> None:
    """Not talked about after all: all that the press did to the card goes back with it.

    Raises CannotUndo when somebody went on with the card.
    """
    if item.entry is None:
        return item.take_back(by)
    undo.undo_turn(item.review.board, item.entry, by, of_others=True)
    return None
