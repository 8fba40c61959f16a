"""What somebody may do with a card, by its state and their role."""

from __future__ import annotations

from dataclasses import dataclass

from actionboard.accounts.models import User
from actionboard.boards.stages import Stage
from actionboard.cards.models import Card


@dataclass(frozen=True, slots=True)
class May:
    """What this person may do with this card now."""

    claim: bool
    join: bool
    leave: bool
    release: bool
    hand_over: bool
    nominate: bool
    accept: bool
    decline: bool
    finish: bool
    postpone: bool
    go_on: bool
    ask_help: bool
    carry_on: bool
    drop: bool
    restore: bool
    edit: bool
    comment: bool
    move: bool

    @classmethod
    def of(cls, card: Card, person: User) -> May:
        """Read off the card's state and the person's role."""
        changes, on_board = person.may_change(card.board_id), card.is_on_board
        coordinates = person.may_coordinate(card.board_id)
        acts, led, open_ = changes and on_board, card.lead is not None, card.stage != Stage.DONE
        holds = card.lead is person
        takes_part = person.id in card.people_ids
        return cls(
            claim=acts and not led and open_ and card.nominee is not person,
            join=acts and led and not takes_part and open_,
            leave=acts and takes_part and not holds,
            release=acts and led and open_ and (holds or coordinates),
            hand_over=acts and holds and open_,
            nominate=acts and not led and open_,
            accept=acts and card.nominee is person,
            decline=acts and card.nominee is not None and person in (card.nominee, card.nominator),
            finish=acts and open_,
            postpone=acts and open_,
            go_on=acts and holds and open_,
            ask_help=acts and open_ and card.help_words is None,
            carry_on=acts and card.help_words is not None,
            drop=acts and open_,
            restore=changes and not on_board and not card.removed,
            edit=acts,
            comment=changes,
            move=acts,
        )
